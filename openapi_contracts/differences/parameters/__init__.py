"""Parameters and headers: present or absent, required or optional, and how each is serialized."""
