"""What did not change, told by its text: so that a comparison costs what differs, and not what two documents hold.

A schema is unchanged if both documents say it in the same words, and everything it refers to is unchanged as well, in
the same place. What refers out of the document, or nowhere, means what it meant before; a reference that may lead to
what is named by `$id` or `$anchor`, and `$dynamicRef`, mean the same in two equal documents alone. Linear in both.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import orjson

from compatibility.lowering.places import SchemaAt
from compatibility.lowering.sources import lookup

_REFERENCE = re.compile(rb'"\$ref":"((?:[^"\\]|\\.)*)"')  # in the compact form; one too many does no harm
_DYNAMIC = re.compile(rb'"\$(?:dynamic|recursive)Ref":')  # leads where its reader comes from
_NAMED = re.compile(rb'"\$(?:id|anchor|dynamicAnchor)":')  # may be what a reference that is no pointer leads to


@dataclass(frozen=True, slots=True)
class Text:
    """A schema's words: a digest, None if they cannot be written, and the references in them.

    `tells` says whether the words and those they refer to are all that decides what they mean.
    """

    digest: bytes | None
    references: tuple[str, ...]
    tells: bool = True


_NOWHERE, _BY_NAME = Text(b"", ()), Text(b"", (), tells=False)


class Texts:
    """The texts of two documents, with the definitions that both hold and that mean the same in both."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._documents = (old, new)
        self._read: set[str] = set()
        self._changed: set[str] = set()
        self._whole: tuple[bytes | None, bytes | None] | None = None

    def read(self, schemas: Iterable[SchemaAt]) -> None:
        """Follow everything that schemas of either document lead to; what was not read is never unchanged."""
        pending = [reference for at in schemas for reference in text(at.schema).references]
        referrers: dict[str, list[str]] = {}
        while pending:
            reference = pending.pop()
            if reference in self._read:
                continue
            self._read.add(reference)
            old, new = (self._target(document, reference) for document in self._documents)
            if not self._is_same(old, new):
                self._changed.add(reference)
            for following in dict.fromkeys(old.references + new.references):
                referrers.setdefault(following, []).append(reference)
                pending.append(following)
        self._spread(referrers)

    def is_unchanged(self, old: Any, new: Any) -> bool:
        """Say whether two schemas, as they stand in the documents, are the same text and lead to the same."""
        before = text(old)
        if not self._is_same(before, text(new)):
            return False
        return all(reference in self._read and reference not in self._changed for reference in before.references)

    def _spread(self, referrers: Mapping[str, list[str]]) -> None:
        """What leads to what is changed is changed."""
        pending = list(self._changed)
        while pending:
            for referrer in referrers.get(pending.pop(), ()):
                if referrer not in self._changed:
                    self._changed.add(referrer)
                    pending.append(referrer)

    def _is_same(self, old: Text, new: Text) -> bool:
        if old.digest is None or old.digest != new.digest:
            return False
        return (old.tells and new.tells) or self._are_equal()

    def _target(self, document: Mapping[str, Any], reference: str) -> Text:
        found = lookup(document, reference)
        if not isinstance(found, str):
            return text(found.raw)
        return _NOWHERE if reference.startswith("#/") or not self._is_named() else _BY_NAME

    def _are_equal(self) -> bool:
        old, new = self._words()
        return old is not None and old == new

    def _is_named(self) -> bool:
        """Say whether a schema of either document may have a name of its own (since OAS 3.1)."""
        return any(words is None or _NAMED.search(words) for words in self._words())

    def _words(self) -> tuple[bytes | None, bytes | None]:
        if self._whole is None:
            self._whole = (written(self._documents[0]), written(self._documents[1]))
        return self._whole


def text(raw: Any) -> Text:
    """Tell a schema by its words."""
    words = written(raw)
    if words is None:
        return Text(None, ())
    references = tuple(map(_read, dict.fromkeys(_REFERENCE.findall(words))))
    return Text(blake2b(words, digest_size=20).digest(), references, tells=not _DYNAMIC.search(words))


def _read(reference: bytes) -> str:
    return str(json.loads(b'"%b"' % reference)) if b"\\" in reference else reference.decode()


def written(raw: Any) -> bytes | None:
    """Write a value so that equal values have one text, whatever the order of their members; None if it cannot be."""
    try:
        return orjson.dumps(raw, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a number of more than 64 bits, or more than 254 levels
        try:
            return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        except (TypeError, ValueError, RecursionError):
            return None
