"""Parses a pattern of JSON Schema (ECMA-262 22.2.1 in Unicode mode, and annex B where engines agree)."""

import re

from openapi_contracts.containment.patterns.characters import ALL, LINE_ENDS, NONE, CharSet, between
from openapi_contracts.containment.patterns.escapes import PatternCursor, character_class, escape, literal, syntax_error
from openapi_contracts.containment.patterns.syntax import (
    EMPTY,
    UNBOUNDED,
    Assertion,
    Boundary,
    Characters,
    Choice,
    End,
    Lookahead,
    Lookbehind,
    Node,
    Quantified,
    Sequence,
    Start,
    Unsupported,
)

LONGEST = 1 << 16
"""Characters a pattern may have; the longest seen in real documents has fewer than 2,000."""
DEEPEST = 30
"""Nested groups a pattern may have; each takes about ten stack frames. Real patterns have fewer than ten."""

_SIGNS: dict[str, tuple[int, float]] = {"*": (0, UNBOUNDED), "+": (1, UNBOUNDED), "?": (0, 1)}
_SPECIAL: dict[str, Node] = {"^": Start(), "$": End(), ".": Characters(~LINE_ENDS)}
_BOUNDS = re.compile(r"\{(\d{1,15})(,?)(\d{0,15})\}")
_FLAGS = re.compile(r"\?[a-zA-Z]*(-[a-zA-Z]*)?[:)]")
_NAME = re.compile(r"\?<[A-Za-z_$][\w$]*>")
_REFERENCE = re.compile(r"[1-9]\d*|k<")


def parse(pattern: str) -> Node:
    """Parse a pattern. Raises Unsupported for an invalid pattern, and for one whose language cannot be determined."""
    if len(pattern) > LONGEST:
        raise Unsupported(f"the pattern is longer than {LONGEST} characters")
    cursor = PatternCursor(pattern)
    node = _choice(cursor, 0)
    if cursor.peek():
        raise syntax_error("a closing parenthesis has no opening one")
    return node


def _choice(cursor: PatternCursor, depth: int) -> Node:
    if depth > DEEPEST:
        raise Unsupported(f"groups are nested deeper than {DEEPEST}")
    branches = [_sequence(cursor, depth)]
    while cursor.accept("|"):
        branches.append(_sequence(cursor, depth))
    return branches[0] if len(branches) == 1 else Choice(tuple(branches))


def _sequence(cursor: PatternCursor, depth: int) -> Node:
    items = []
    while cursor.peek() not in ("", "|", ")"):
        atom = _atom(cursor, depth)
        items.append(_repeated(cursor, atom))
    return items[0] if len(items) == 1 else Sequence(tuple(items))


def _atom(cursor: PatternCursor, depth: int) -> Node:
    match cursor.peek():
        case "(":
            cursor.take()
            return _group(cursor, depth + 1)
        case "[":
            cursor.take()
            return Characters(character_class(cursor))
        case "\\":
            cursor.take()
            return _escaped(cursor)
        case "^" | "$" | ".":
            return _SPECIAL[cursor.take()]
        case "*" | "+" | "?":
            raise syntax_error("a quantifier has nothing to repeat")
        case "{" if _BOUNDS.match(cursor.text, cursor.at) or cursor.text.startswith("{,", cursor.at):
            raise syntax_error("a quantifier has nothing to repeat, or no lower bound")
        case _:
            code = literal(cursor)
            return Characters(between((code, code)))


def _escaped(cursor: PatternCursor) -> Node:
    if cursor.match(_REFERENCE):
        raise Unsupported("a backreference, which is not regular")
    if cursor.peek() in ("b", "B"):
        return Boundary(negated=cursor.take() == "B")
    return Characters(escape(cursor))


def _group(cursor: PatternCursor, depth: int) -> Node:
    for opening, negated in (("?=", False), ("?!", True)):
        if cursor.accept(opening):
            return Lookahead(_closed(cursor, depth), negated)
    for opening, negated in (("?<=", False), ("?<!", True)):
        if cursor.accept(opening):
            return Lookbehind(*_lookbehind_set(_closed(cursor, depth)), negated)
    if cursor.accept("?:") or cursor.match(_NAME) or cursor.peek() != "?":
        node = _closed(cursor, depth)
        return (
            Sequence((node,)) if isinstance(node, Assertion) else node
        )  # a Sequence, since an assertion in a group may be repeated
    if cursor.match(_FLAGS):
        raise Unsupported("inline flags, which JSON Schema does not allow")
    raise syntax_error("a group begins with (? and an unknown character")


def _closed(cursor: PatternCursor, depth: int) -> Node:
    node = _choice(cursor, depth)
    if not cursor.accept(")"):
        raise syntax_error("a group is not closed")
    return node


def _lookbehind_set(node: Node) -> tuple[CharSet, bool]:
    match node:
        case Characters(charset=charset):
            return charset, False
        case Start():
            return NONE, True
        case Choice(items=items):
            alternatives = [_lookbehind_set(item) for item in items]
            return between(*(pair for charset, _ in alternatives for pair in _closed_ranges(charset))), any(
                at for _, at in alternatives
            )
    if node == EMPTY:
        return ALL, True
    raise Unsupported("a look-behind of more than one character")


def _closed_ranges(charset: CharSet) -> list[tuple[int, int]]:
    return [(start, end - 1) for start, end in charset.intervals()]


def _repeated(cursor: PatternCursor, atom: Node) -> Node:
    bounds = _quantifier(cursor)
    if bounds is None:
        return atom
    if isinstance(atom, Assertion):
        raise syntax_error("an assertion has a quantifier")
    cursor.accept("?")
    if _quantifier(cursor):
        raise syntax_error("a quantifier follows a quantifier")
    return Quantified(atom, *bounds)


def _quantifier(cursor: PatternCursor) -> tuple[int, float] | None:
    if cursor.peek() in _SIGNS:
        return _SIGNS[cursor.take()]
    braces = cursor.match(_BOUNDS)
    if braces is None:
        return None
    low = int(braces[1])
    high: float = int(braces[3]) if braces[3] else UNBOUNDED if braces[2] else low
    if low > high or (braces[3] and not braces[2]):
        raise syntax_error("the bounds of a quantifier are out of order")
    return low, high
