"""The surface: what two contracts say of the same messages, and which of their schemas are to be compared."""
