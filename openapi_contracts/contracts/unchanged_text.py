"""What did not change, told by its text: so that a comparison costs what differs, and not what two documents hold.

A part of a document is unchanged if both say it in the same words, and everything it refers to is unchanged as well,
in the same place. What refers out of the document, or nowhere, means what it meant before; a reference that may lead
to what is named by `$id` or `$anchor`, and `$dynamicRef`, mean the same in two equal documents alone. Linear in both.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import unquote

import orjson

from openapi_contracts.contracts.places import SchemaAt
from openapi_contracts.contracts.source_document import lookup

_REFERENCE = re.compile(rb'"\$ref":"((?:[^"\\]|\\.)*)"')  # in the compact form; one too many does no harm
_DYNAMIC = re.compile(rb'"\$(?:dynamic|recursive)Ref":')  # leads where its reader comes from
_NAMED = re.compile(rb'"\$(?:id|anchor|dynamicAnchor)":')  # may be what a reference that is no pointer leads to
_ONE_WAY = re.compile(rb'"(?:read|write)Only":')  # of what one direction alone sends


@dataclass(frozen=True, slots=True)
class Text:
    """A schema's words: a digest, None if they cannot be written, and the references in them.

    `tells` says whether the words and those they refer to are all that decides what they mean; `one_way`, whether they
    may mean another thing in the other direction.
    """

    digest: bytes | None
    references: tuple[str, ...]
    tells: bool = True
    one_way: bool = False


_NOWHERE, _BY_NAME = Text(b"", ()), Text(b"", (), tells=False)


class Texts:
    """The texts of two documents, with the definitions that both hold and that mean the same in both."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._documents = (old, new)
        self._read: dict[str, None] = {}
        self._references: dict[str, str] = {}  # a reference that was read, by the pointer it leads to
        self._changed: dict[str, None] = {}
        self._one_way: dict[str, None] = {}
        self._whole: tuple[bytes | None, bytes | None] | None = None

    def read(self, schemas: Iterable[SchemaAt]) -> None:
        """Follow everything that schemas of either document lead to; what was not read is never unchanged."""
        self._follow([reference for at in schemas for reference in text(at.schema).references])

    def unchanged(self, parts: Sequence[tuple[Any, Any]]) -> list[bool]:
        """Say of parts of both documents whether they are the same text and lead to the same."""
        texts = [(text(old), text(new)) for old, new in parts]
        same = [self._is_same(old, new) for old, new in texts]
        self._follow([one for (old, _), is_same in zip(texts, same, strict=True) if is_same for one in old.references])
        return [is_same and self._are_kept(old) for (old, _), is_same in zip(texts, same, strict=True)]

    def is_kept(self, pointer: str) -> bool:
        """Say whether the schema at a pointer was read and is unchanged."""
        reference = self._references.get(pointer)
        return reference is not None and reference not in self._changed

    def is_two_way(self, pointer: str) -> bool:
        """Say whether the schema at a pointer was read and means the same in both directions, changed or not."""
        reference = self._references.get(pointer)
        return reference is not None and reference not in self._one_way

    def _follow(self, pending: list[str]) -> None:
        referrers: dict[str, list[str]] = {}
        while pending:
            reference = pending.pop()
            if reference in self._read:
                continue
            self._read[reference] = None
            if reference.startswith("#"):
                self._references[unquote(reference[1:])] = reference
            old, new = (self._target(document, reference) for document in self._documents)
            if not self._is_same(old, new):
                self._changed[reference] = None
            if old.one_way or new.one_way:
                self._one_way[reference] = None
            for following in dict.fromkeys(old.references + new.references):
                referrers.setdefault(following, []).append(reference)
                pending.append(following)
        _spread(self._changed, referrers)
        _spread(self._one_way, referrers)

    def is_unchanged(self, old: Any, new: Any) -> bool:
        """Say whether two schemas, as they stand in the documents, are the same text and lead to the same."""
        words = written(old)
        if words is None or words != written(new):
            return False
        if b'"$' not in words:
            return True  # it refers to nothing: most of what did not change
        before = _told(words)
        return (before.tells or self._are_equal()) and self._are_kept(before)

    def _are_kept(self, before: Text) -> bool:
        return all(reference in self._read and reference not in self._changed for reference in before.references)

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


def _spread(found: dict[str, None], referrers: Mapping[str, list[str]]) -> None:
    """Add what leads to what is found."""
    pending = list(found)
    while pending:
        for referrer in referrers.get(pending.pop(), ()):
            if referrer not in found:
                found[referrer] = None
                pending.append(referrer)


def text(raw: Any) -> Text:
    """Tell a schema by its words."""
    words = written(raw)
    return Text(None, ()) if words is None else _told(words)


def _told(words: bytes) -> Text:
    digest, one_way = blake2b(words, digest_size=20).digest(), bool(_ONE_WAY.search(words))
    if b'"$' not in words:
        return Text(digest, (), one_way=one_way)
    references = tuple(map(_read, dict.fromkeys(_REFERENCE.findall(words))))
    return Text(digest, references, not _DYNAMIC.search(words), one_way)


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
