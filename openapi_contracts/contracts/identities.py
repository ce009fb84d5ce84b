"""Identities of parts that cannot be interpreted: digests of their text and of everything they refer to.

Parts with the same text and the same referenced texts mean the same, even where they cannot be interpreted. A
reference out of the document, or to nothing, is compared as text.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

MOST_WRITTEN = 20_000_000  # characters hashed for all identities of a document: a fraction of a second
_REFERENCE = re.compile(rb'"\$ref":"((?:[^"\\]|\\.)*)"')  # matched in compact JSON; a false match only costs precision
_DYNAMIC = re.compile(rb'"\$(?:dynamic|recursive)Ref":')  # its target depends on the schema that refers to it
_NAMED = re.compile(rb'"\$(?:id|anchor|dynamicAnchor)":')  # may be the target of a reference that is not a JSON Pointer


@dataclass(frozen=True, slots=True)
class _IdentityText:
    words: bytes
    references: tuple[str, ...]


_NOWHERE = _IdentityText(b"", ())


class Identities:
    """The identities of parts of one document; `target` follows a reference, or says in words why it cannot.

    `named` says whether the document may name schemas by `$id` or `$anchor` (since OAS 3.1).
    """

    def __init__(self, document: Mapping[str, Any], target: Callable[[str], Any], *, named: bool) -> None:
        self._document, self._target = document, target
        self._left = MOST_WRITTEN
        self._texts: dict[str, _IdentityText | None] = {}
        self._is_named: bool | None = None if named else False

    def of(self, *parts: Any) -> str | None:
        """Return a digest of the text of some parts and of everything they refer to; None where there can be none."""
        digest, seen = sha256(), set[str]()
        pending = [self._text(part) for part in parts]
        for text in pending:
            self._left -= len(text.words) if text else 0
            if text is None or self._left < 0:
                return None
            digest.update(b"%d:%b" % (len(text.words), text.words))
            for reference in text.references:
                if reference not in seen:
                    seen.add(reference)
                    pending.append(self._led(reference))
        return digest.hexdigest()

    def _led(self, reference: str) -> _IdentityText | None:
        if reference not in self._texts:
            found = self._target(reference)
            known = _NOWHERE if self._is_nowhere(reference) else None
            self._texts[reference] = known if isinstance(found, str) else self._text(found.raw)
        return self._texts[reference]

    def _is_nowhere(self, reference: str) -> bool:
        """Say whether a target is certainly missing: `$id` and `$anchor`, which could name it, are not followed."""
        if reference.startswith("#/"):
            return True
        if self._is_named is None:
            text = self._text(self._document)
            self._is_named = text is None or _NAMED.search(text.words) is not None
        return not self._is_named

    def _text(self, part: Any) -> _IdentityText | None:
        if self._left < 0:
            return None
        try:
            words = json.dumps(part, sort_keys=True, separators=(",", ":")).encode()
        except (TypeError, ValueError, RecursionError):
            return None
        self._left -= len(words)
        if _DYNAMIC.search(words):
            return None
        return _IdentityText(
            words, tuple(json.loads(b'"%b"' % one) for one in dict.fromkeys(_REFERENCE.findall(words)))
        )
