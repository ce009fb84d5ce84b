"""Handlers as this service has them: each answers with the arguments that it was given."""

from typing import Any

from edge.answers.answer import Answer
from edge.answers.refusals import TooManyRequests
from edge.answers.responses import answer


def thing(name: str) -> Answer:
    return answer({"handler": "thing", "name": name})


def remove(name: str) -> Answer:
    return answer({"handler": "remove", "name": name})


def special(q: int) -> Answer:
    return answer({"handler": "special", "q": q})


def query(limit: int, flag: bool) -> Answer:
    return answer({"limit": limit, "flag": flag})


def wide(limit: int | None = None) -> Answer:
    return answer({"limit": limit})


def header(x_depth: int | None = None, x_label: str | None = None) -> Answer:
    return answer({"x_depth": x_depth, "x_label": x_label})


def write(fields: dict[str, Any]) -> Answer:
    return answer({"body": fields})


def note(fields: dict[str, Any] | None = None) -> Answer:
    return answer({"body": fields})


def busy() -> Answer:
    raise TooManyRequests("default", 60, 7)


def private() -> Answer:
    return answer({"handler": "private"})


def public() -> Answer:
    return answer({"handler": "public"})
