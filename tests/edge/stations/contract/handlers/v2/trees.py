"""The handler of the contract whose schema holds itself."""

from typing import Any

from edge.answers.answer import Answer
from edge.answers.responses import answer


def plant(fields: dict[str, Any]) -> Answer:
    return answer({"body": fields})
