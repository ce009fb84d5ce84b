"""Texts as they are on the wire, read by every style and type that they may have."""

import itertools
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

MOST_READ = 300  # ways to read the items of one value
BETWEEN = {"form": ",", "simple": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C", "label": ".", "matrix": ","}


def readings(texts: list[str], style: str, *, explode: bool) -> Iterator[Any]:
    """List the values that the occurrences of one name may say, still percent-encoded."""
    if len(texts) == 1:
        yield from typed(unquote(texts[0]))
    if explode and style not in ("simple", "label"):
        yield from lists(texts)
    elif len(texts) == 1:
        text = texts[0].replace("|", "%7C").replace("+", "%20") if style.endswith("Delimited") else texts[0]
        items = text.split(BETWEEN.get(style, ",")) if text else []
        yield from lists(items)
        if explode:
            yield from members([item.partition("=")[::2] for item in items])
        elif len(items) % 2 == 0:
            yield from members(list(zip(items[::2], items[1::2], strict=True)))


def typed(text: str) -> list[Any]:
    """List the scalars a text may be."""
    try:
        value = json.loads(text)
    except ValueError:
        return [text]
    return [text] if isinstance(value, str) else [text, value]


def lists(texts: list[str]) -> Iterator[list[Any]]:
    """List the arrays that texts may be the items of; the same text says the same everywhere."""
    different = list(dict.fromkeys(texts))
    known = [typed(unquote(text)) for text in different]
    for way in ([each[-1] for each in known], *itertools.islice(itertools.product(*known), MOST_READ)):
        said = dict(zip(different, way, strict=True))
        yield [said[text] for text in texts]


def members(pairs: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """List the objects that pairs may be the members of."""
    names = [unquote(name) for name, _ in pairs]
    yield from (dict(zip(names, way, strict=True)) for way in lists([text for _, text in pairs]))


def deep(pairs: list[tuple[str, str]], name: str) -> Iterator[dict[str, Any]]:
    """List the objects that the pairs `name[key]=value` of a query may say."""
    found = [(unquote(key)[len(name) + 1 : -1], text) for key, text in pairs if unquote(key).startswith(f"{name}[")]
    if found and not any("[" in key for key, _ in found):
        yield from members(found)


def as_json(text: str) -> list[Any]:
    """List the one value that a text is as JSON; none where it is not JSON."""
    try:
        return [json.loads(text)]
    except ValueError:
        return []
