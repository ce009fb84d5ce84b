"""What did not change, told by its text: so that a comparison costs what differs, and not what two documents hold.

A schema is unchanged if both documents say it in the same words, and everything it refers to is unchanged as well, in
the same place. What refers out of the document, or nowhere, means what it meant before. Linear in both documents.
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


@dataclass(frozen=True, slots=True)
class Text:
    """A schema's words: a digest, None if it cannot be written, and the references in it."""

    digest: bytes | None
    references: tuple[str, ...]


class Texts:
    """The texts of two documents, with the definitions that both hold and that mean the same in both."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._documents = (old, new)
        self._read: set[str] = set()
        self._changed: set[str] = set()

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
            if old.digest is None or old.digest != new.digest:
                self._changed.add(reference)
            for following in dict.fromkeys(old.references + new.references):
                referrers.setdefault(following, []).append(reference)
                pending.append(following)
        self._spread(referrers)

    def is_unchanged(self, old: Any, new: Any) -> bool:
        """Say whether two schemas, as they stand in the documents, are the same text and lead to the same."""
        before = text(old)
        if before.digest is None or before.digest != text(new).digest:
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

    @staticmethod
    def _target(document: Mapping[str, Any], reference: str) -> Text:
        found = lookup(document, reference)
        return Text(b"", ()) if isinstance(found, str) else text(found.raw)


def text(raw: Any) -> Text:
    """Write a value so that equal values have one text, whatever the order of their members."""
    try:
        words = orjson.dumps(raw, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a number of more than 64 bits, or more than 254 levels
        try:
            words = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        except (TypeError, ValueError, RecursionError):
            return Text(None, ())
    references = dict.fromkeys(_REFERENCE.findall(words))
    return Text(blake2b(words, digest_size=20).digest(), tuple(json.loads(b'"%b"' % one) for one in references))
