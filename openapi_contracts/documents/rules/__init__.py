"""The rules of valid documents: references, structure and semantics; `documents.validity` applies them."""
