"""HTTP messages: what a witness looks like on the wire."""
