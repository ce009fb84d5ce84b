"""Detects unchanged parts by their text, so that the cost of a comparison grows with the change, not the document.

A part is unchanged if it has the same text in both documents, and everything it refers to is unchanged as well, in
the same place. A reference out of the document, or to nothing, keeps its meaning. A reference that may lead to a
schema named by `$id` or `$anchor`, and `$dynamicRef`, keep it only where both documents are equal. Time is linear.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, unquote

import orjson

from openapi_contracts.contracts.inheritance import Inheritance, is_parent
from openapi_contracts.contracts.places import Node, SchemaAt
from openapi_contracts.contracts.source_document import lookup

_REFERENCE = re.compile(rb'"\$ref":"((?:[^"\\]|\\.)*)"')  # matched in compact JSON; a false match only costs time
_DYNAMIC = re.compile(rb'"\$(?:dynamic|recursive)Ref":')  # its target depends on the schema that refers to it
_NAMED = re.compile(rb'"\$(?:id|anchor|dynamicAnchor)":')  # may be the target of a reference that is not a JSON Pointer
_ONE_WAY = re.compile(rb'"(?:read|write)Only":')  # marks of properties that only one direction sends


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a schema as a digest, None where it cannot be serialized, and the references in it.

    `tells` is true if the text and the referenced texts alone decide the meaning; `one_way` is true if the meaning
    may depend on the direction.
    """

    digest: bytes | None
    references: tuple[str, ...]
    tells: bool = True
    one_way: bool = False


_NOWHERE, _BY_NAME = Text(b"", ()), Text(b"", (), tells=False)


class Texts:
    """The texts of two documents, and the definitions that are unchanged between them."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._documents = (old, new)
        self._read: dict[str, None] = {}
        self._references: dict[str, str] = {}  # pointer of each schema that was read -> a reference to it
        self._changed: dict[str, None] = {}
        self._one_way: dict[str, None] = {}
        self._inheritances: dict[int, Inheritance] = {}  # by the identity of the document
        self._has_names: bool | None = None
        self._whole: tuple[bytes | None, bytes | None] | None = None

    def read(self, schemas: Iterable[SchemaAt]) -> None:
        """Read everything that some schemas of both documents refer to; a schema not read counts as changed."""
        self._follow([reference for at in schemas for reference in text(at.schema).references])

    def unchanged(self, parts: Sequence[tuple[Any, Any]]) -> list[bool]:
        """Say whether two parts have the same text and unchanged references."""
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
        """Say whether two schemas have the same text and unchanged references."""
        words = written(old)
        if words is None or words != written(new):
            return False
        if b'"$' not in words:
            return True  # without references, as are most unchanged schemas
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
            read = text(found.raw)
            return self._with_heirs(document, found, read) if is_parent(found.raw) else read
        return _BY_NAME if self._is_named() else _NOWHERE

    def _with_heirs(self, document: Mapping[str, Any], parent: Node, read: Text) -> Text:
        """Return the text of a parent, whose meaning depends on the heirs that its discriminator chooses from."""
        key = id(document)
        if key not in self._inheritances:
            self._inheritances[key] = Inheritance(document)
        heirs = tuple(f"#{quote(heir)}" for heir in self._inheritances[key].heirs(parent.pointer))
        if not heirs or read.digest is None:
            return read
        digest = blake2b(read.digest + "\n".join(heirs).encode(), digest_size=20).digest()
        return replace(read, digest=digest, references=tuple(dict.fromkeys((*read.references, *heirs))))

    def _are_equal(self) -> bool:
        old, new = self._words()
        return old is not None and old == new

    def _is_named(self) -> bool:
        """Say whether a schema of either document may be named by `$id` or `$anchor` (since OAS 3.1)."""
        if self._has_names is None:
            self._has_names = any(words is None or _NAMED.search(words) is not None for words in self._words())
        return self._has_names

    def _words(self) -> tuple[bytes | None, bytes | None]:
        if self._whole is None:
            self._whole = (written(self._documents[0]), written(self._documents[1]))
        return self._whole


def _spread(found: dict[str, None], referrers: Mapping[str, list[str]]) -> None:
    """Add every schema that refers to a found one, transitively."""
    pending = list(found)
    while pending:
        for referrer in referrers.get(pending.pop(), ()):
            if referrer not in found:
                found[referrer] = None
                pending.append(referrer)


def text(raw: Any) -> Text:
    """Return the text of a schema."""
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
    """Serialize a value canonically, whatever the order of its members; None where that fails."""
    try:
        return orjson.dumps(raw, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a number of more than 64 bits, or more than 254 levels
        try:
            return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        except (TypeError, ValueError, RecursionError):
            return None
