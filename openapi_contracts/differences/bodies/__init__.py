"""Request bodies, their media types, and how form fields are encoded."""
