"""Small valid OpenAPI documents of 2.0, 3.0 and 3.1, as strategies: so that generated requests reach deep states."""

import json
from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]

_WORDS = st.sampled_from(["cats", "dogs", "orders", "owners", "pets", "visits"])
_NUMBERS = st.builds("{}.{}.{}".format, *[st.integers(0, 30)] * 3)
_METHODS = st.sampled_from(["get", "put", "post", "delete", "patch"])
_TYPES = st.sampled_from(["string", "integer", "boolean"])


def documents() -> st.SearchStrategy[Document]:
    """Draw a valid document with one to three operations."""
    return st.sampled_from(["2.0", "3.0.3", "3.1.0"]).flatmap(_of_version)


def pairs() -> st.SearchStrategy[dict[str, Any]]:
    """Draw a form with two valid documents."""
    file = documents().map(lambda document: json.dumps(document).encode())
    return st.fixed_dictionaries({"base": file, "revision": file})


def _of_version(version: str) -> st.SearchStrategy[Document]:
    named = {"swagger": version} if version == "2.0" else {"openapi": version}
    operations = st.dictionaries(_METHODS, _operation(version), min_size=1, max_size=3)
    return st.fixed_dictionaries(
        {
            **{field: st.just(value) for field, value in named.items()},
            "info": st.fixed_dictionaries({"title": _WORDS.map(str.title), "version": _NUMBERS}),
            "paths": st.builds(lambda name, item: {f"/{name}": item}, _WORDS, operations),
        }
    )


def _operation(version: str) -> st.SearchStrategy[Document]:
    return st.builds(
        lambda name, kind, words: {
            "parameters": [_parameter(version, name, kind)],
            "responses": {"200": {"description": words}},
        },
        _WORDS,
        _TYPES,
        _WORDS,
    )


def _parameter(version: str, name: str, kind: str) -> Document:
    typed = {"type": kind} if version == "2.0" else {"schema": {"type": kind}}
    return {"name": name, "in": "query", **typed}
