"""Reads one character's worth of a pattern: escapes and classes (ECMA-262 22.2.1, CharacterEscape and CharacterClass).

Escapes of letters that ECMA-262 does not define are refused, not read as annex B would: `\\A` or `\\Z` is an anchor to
one engine and a letter to another, so no answer would hold for both.
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
    """A place in a pattern that moves on as the pattern is read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self) -> str:
        """Show the next character without taking it; nothing at the end."""
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        """Take the next character."""
        character = self.peek()
        if not character:
            raise broken("it ends too early")
        self.at += 1
        return character

    def accept(self, token: str) -> bool:
        """Take `token` if it comes next."""
        found = self.text.startswith(token, self.at)
        self.at += len(token) if found else 0
        return found

    def match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        """Take what the expression matches here, if it does."""
        found = expression.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found


def broken(why: str) -> Unsupported:
    """Say that a pattern does not compile, and why."""
    return Unsupported(f"the pattern does not compile: {why}")


def escape(cursor: PatternCursor) -> CharSet:
    """Read what follows a backslash, outside a class; the caller has dealt with assertions and references."""
    letter = cursor.peek()
    if letter in _SETS:
        cursor.take()
        return _SETS[letter]
    if letter in ("p", "P"):
        return _property(cursor)
    code = _code(cursor)
    return between((code, code))


def character_class(cursor: PatternCursor) -> CharSet:
    """Read what follows `[`, up to and with the closing bracket."""
    negated = cursor.accept("^")
    found: list[tuple[int, int]] = []
    sets = NONE
    while not cursor.accept("]"):
        one = _class_atom(cursor)
        if _RANGE.match(cursor.text, cursor.at):
            cursor.take()
            other = _class_atom(cursor)
            if isinstance(one, int) and isinstance(other, int):
                found.append(_ordered(one, other))
                continue
            found.append((0x2D, 0x2D))  # annex B: next to a class escape the dash is itself
            sets, found = _added(other, sets, found)
        sets, found = _added(one, sets, found)
    among = sets | between(*found)
    return ~among if negated else among


def literal(cursor: PatternCursor) -> int:
    """Read one character that stands for itself."""
    code = ord(cursor.take())
    if 0xD800 <= code < 0xE000:
        raise Unsupported("a lone surrogate: engines disagree whether it is a character")
    return code


def _added(atom: int | CharSet, sets: CharSet, found: list[tuple[int, int]]) -> tuple[CharSet, list[tuple[int, int]]]:
    return (sets, [*found, (atom, atom)]) if isinstance(atom, int) else (sets | atom, found)


def _ordered(first: int, last: int) -> tuple[int, int]:
    if first > last:
        raise broken("a range of a class is out of order")
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
    asked = cursor.match(_PROPERTY)
    if asked is None:
        raise broken("\\p is not followed by a property in braces")
    among = properties.named(asked[2])
    if among is None:
        raise Unsupported(f"the Unicode property {asked[2]!r} is not known here")
    return among if asked[1] == "p" else ~among


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
        raise Unsupported(f"\\{letter} is no escape of ECMA-262, and engines disagree what it means")
    cursor.at -= 1
    return literal(cursor)


def _scalar(code: int, cursor: PatternCursor) -> int:
    trail = cursor.match(_TRAIL) if 0xD800 <= code < 0xDC00 else None
    if trail:
        return 0x10000 + ((code - 0xD800) << 10) + int(trail[1], 16) - 0xDC00
    if code not in ALL:
        raise Unsupported("a lone surrogate, or a number beyond Unicode: engines disagree whether it is a character")
    return code
