"""Who sends a token, as a user of Connexion finds out."""

from typing import Any

from tests.application import ADMIN_TOKEN


def find(token: str) -> dict[str, Any] | None:
    return {"sub": "admin"} if token == ADMIN_TOKEN else None
