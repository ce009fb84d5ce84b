"""Parses escapes and character classes of a pattern (ECMA-262 22.2.1, CharacterEscape and CharacterClass).

Escapes of letters that ECMA-262 does not define are rejected, although annex B allows them: `\\A` or `\\Z` is an anchor
in some engines and a letter in others, so that no answer would hold for all.
"""

import re

from openapi_contracts.containment.patterns import properties
from openapi_contracts.containment.patterns.characters import ALL, DIGITS, NONE, SPACES, WORD, CharSet, between
from openapi_contracts.containment.patterns.syntax import Unsupported

_SETS = {"d": DIGITS, "D": ~DIGITS, "s": SPACES, "S": ~SPACES, "w": WORD, "W": ~WORD}
_CONTROLS = {"t": 0x09, "n": 0x0A, "v": 0x0B, "f": 0x0C, "r": 0x0D}
_HEXADECIMAL = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,16})\}")
_PROPERTY = re.compile(r"([pP])\{([A-Za-z_=0-9]*)\}")
_TRAIL = re.compile(r"\\u(D[C-F][0-9A-F]{2})", re.IGNORECASE)
_RANGE = re.compile(r"-(?!\]|\Z)")


class PatternCursor:
    """A position in a pattern that advances as the pattern is parsed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self) -> str:
        """Return the next character without consuming it; an empty string at the end."""
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        """Consume and return the next character. Raises Unsupported at the end."""
        character = self.peek()
        if not character:
            raise syntax_error("it ends unexpectedly")
        self.at += 1
        return character

    def accept(self, token: str) -> bool:
        """Consume `token` if it comes next, and say whether it did."""
        found = self.text.startswith(token, self.at)
        self.at += len(token) if found else 0
        return found

    def match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        """Consume what a regular expression matches at this position, and return the match or None."""
        found = expression.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found


def syntax_error(why: str) -> Unsupported:
    """Return the error for a pattern that is not valid."""
    return Unsupported(f"the pattern is not a valid regular expression: {why}")


def escape(cursor: PatternCursor) -> CharSet:
    """Parse the rest of an escape outside a class; the caller handles assertions and backreferences."""
    letter = cursor.peek()
    if letter in _SETS:
        cursor.take()
        return _SETS[letter]
    if letter in ("p", "P"):
        return _property(cursor)
    code = _code(cursor)
    return between((code, code))


def character_class(cursor: PatternCursor) -> CharSet:
    """Parse the rest of a character class, through the closing bracket."""
    negated = cursor.accept("^")
    found: list[tuple[int, int]] = []
    sets = NONE
    while not cursor.accept("]"):
        first = _class_atom(cursor)
        if _RANGE.match(cursor.text, cursor.at):
            cursor.take()
            last = _class_atom(cursor)
            if isinstance(first, int) and isinstance(last, int):
                found.append(_ordered(first, last))
                continue
            found.append((0x2D, 0x2D))  # annex B: a dash beside a class escape is a literal dash
            sets, found = _added(last, sets, found)
        sets, found = _added(first, sets, found)
    charset = sets | between(*found)
    return ~charset if negated else charset


def literal(cursor: PatternCursor) -> int:
    """Parse a character that stands for itself."""
    code = ord(cursor.take())
    if 0xD800 <= code < 0xE000:
        raise Unsupported("a lone surrogate, which engines treat differently")
    return code


def _added(atom: int | CharSet, sets: CharSet, found: list[tuple[int, int]]) -> tuple[CharSet, list[tuple[int, int]]]:
    return (sets, [*found, (atom, atom)]) if isinstance(atom, int) else (sets | atom, found)


def _ordered(first: int, last: int) -> tuple[int, int]:
    if first > last:
        raise syntax_error("a range in a character class is out of order")
    return first, last


def _class_atom(cursor: PatternCursor) -> int | CharSet:
    if not cursor.accept("\\"):
        return literal(cursor)
    letter = cursor.peek()
    if letter in _SETS:
        cursor.take()
        return _SETS[letter]
    if letter in ("p", "P"):
        return _property(cursor)
    if cursor.accept("b"):
        return 0x08
    return _code(cursor)


def _property(cursor: PatternCursor) -> CharSet:
    found = cursor.match(_PROPERTY)
    if found is None:
        raise syntax_error("\\p is not followed by a property in braces")
    charset = properties.named(found[2])
    if charset is None:
        raise Unsupported(f"the Unicode property {found[2]!r} is not supported")
    return charset if found[1] == "p" else ~charset


def _code(cursor: PatternCursor) -> int:
    number = cursor.match(_HEXADECIMAL)
    if number:
        return _scalar(int(number[number.lastindex or 0], 16), cursor)
    letter = cursor.take()
    if letter in _CONTROLS:
        return _CONTROLS[letter]
    if letter == "0" and not cursor.peek().isdecimal():
        return 0
    if letter == "c" and cursor.peek().isascii() and cursor.peek().isalpha():
        return ord(cursor.take()) % 32
    if letter.isascii() and letter.isalnum():
        raise Unsupported(f"\\{letter} is not an escape of ECMA-262, and engines treat it differently")
    cursor.at -= 1
    return literal(cursor)


def _scalar(code: int, cursor: PatternCursor) -> int:
    trail = cursor.match(_TRAIL) if 0xD800 <= code < 0xDC00 else None
    if trail:
        return 0x10000 + ((code - 0xD800) << 10) + int(trail[1], 16) - 0xDC00
    if code not in ALL:
        raise Unsupported(
            "an escape of a lone surrogate or of a number beyond Unicode, which engines treat differently"
        )
    return code
