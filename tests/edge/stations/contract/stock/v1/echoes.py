"""Handlers as a user of Connexion writes them: each answers with the arguments that it was given."""

from typing import Any

from werkzeug.exceptions import TooManyRequests

Given = dict[str, Any]


def thing(name: str) -> Given:
    return {"handler": "thing", "name": name}


def remove(name: str) -> Given:
    return {"handler": "remove", "name": name}


def special(q: int | None = None) -> Given:
    return {"handler": "special", "q": q}


def query(**given: Any) -> Given:
    return {"limit": given["limit"], "flag": given["flag"]}


def wide(limit: int | None = None) -> Given:
    return {"limit": limit}


def header(**given: Any) -> Given:
    return {"x_depth": given.get("x_depth"), "x_label": given.get("x_label")}


def write(body: Any) -> Given:
    return {"body": body}


def note(body: Any = None) -> Given:
    return {"body": body}


def busy() -> Given:
    raise TooManyRequests(retry_after=7)


def private() -> Given:
    return {"handler": "private"}


def public() -> Given:
    return {"handler": "public"}
