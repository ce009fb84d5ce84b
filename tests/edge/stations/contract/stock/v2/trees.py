"""The handler of the contract whose schema holds itself."""

from typing import Any


def plant(body: Any) -> dict[str, Any]:
    return {"body": body}
