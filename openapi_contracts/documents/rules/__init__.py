"""What makes a document valid: references, structure and semantics; `documents.validity` asks them in turn."""
