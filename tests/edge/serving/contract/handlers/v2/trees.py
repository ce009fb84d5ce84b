"""The handler of the contract whose schema holds itself."""

from typing import Any

from edge.answers import Answer
from edge.responses import answer


def plant(fields: dict[str, Any]) -> Answer:
    return answer({"body": fields})
