"""Translates the syntax tree of a pattern to its language, the set of strings in which the pattern finds a match.

A node is prepended to its continuation, the language of what follows it. `^`, `\\b` and look-behinds depend on the
character to the left, so a continuation is a tuple of languages, one per left class: index 0 for the start of the
string, then one for each class of characters that the assertions of the pattern distinguish. `$` and look-aheads
intersect the continuation with a language, or with its complement.
"""

from collections.abc import Iterator

from openapi_contracts.containment.patterns.algebra import char_class, complement, concat, intersect, repeat, union
from openapi_contracts.containment.patterns.characters import ALL, WORD, CharSet
from openapi_contracts.containment.patterns.syntax import (
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
from openapi_contracts.containment.patterns.terms import ANYTHING, EPSILON, NOTHING, CharClass, Loop, Term, interned

Continuation = tuple[Term, ...]
LeftClasses = tuple[CharSet, ...]

_MOST_CLASSES = 12


def language(node: Node) -> Term:
    """Return the strings in which a pattern matches anywhere, unanchored (JSON Schema 2020-12 validation, 6.3.3)."""
    left_classes = _left_classes_of(node)
    found = _prepend(node, (ANYTHING,) * (len(left_classes) + 1), left_classes)
    return _prepend_assertion_free(ANYTHING, found, left_classes)[0]


def unroll(loop: Loop) -> Term:
    """Unroll a loop once: its body, then the rest of the loop; or its continuation, if the loop may end."""
    rest = max(loop.low - 1, 0), loop.high - 1
    again = loop.continuation if loop.high == 1 else _loops(loop.body, *rest, loop.continuation, loop.left_classes)
    round_first = _prepend(loop.body, again, loop.left_classes)[loop.left_class]
    return round_first if loop.low else union((round_first, loop.continuation[loop.left_class]))


def _left_classes_of(node: Node) -> LeftClasses:
    classes: list[CharSet] = [ALL]
    for assertion in _assertions(node):
        charset = WORD if isinstance(assertion, Boundary) else assertion.charset
        split = [part for known in classes for part in (known & charset, known & ~charset)]
        classes = [part for part in split if part]
        if len(classes) > _MOST_CLASSES:
            raise Unsupported(f"look-behinds that distinguish more than {_MOST_CLASSES} classes of characters")
    return tuple(classes)


def _assertions(node: Node) -> Iterator[Boundary | Lookbehind]:
    match node:
        case Boundary() | Lookbehind():
            yield node
        case Sequence(items=items) | Choice(items=items):
            for item in items:
                if not item.assertion_free:
                    yield from _assertions(item)
        case Quantified(item=item) | Lookahead(item=item):
            yield from _assertions(item)


def _prepend(node: Node, continuation: Continuation, left_classes: LeftClasses) -> Continuation:
    """Return the language of a node followed by its continuation, for each left class."""
    if node.assertion_free:
        return _prepend_assertion_free(_assertion_free_language(node), continuation, left_classes)
    match node:
        case Sequence(items=items):
            for item in reversed(items):
                continuation = _prepend(item, continuation, left_classes)
            return continuation
        case Choice(items=items):
            branches = [_prepend(item, continuation, left_classes) for item in items]
            return tuple(union(column) for column in zip(*branches, strict=True))
        case Quantified():
            return _prepend_repetition(node, continuation, left_classes)
        case Lookahead(item=item, negated=negated):
            matched = _prepend(item, (ANYTHING,) * len(continuation), left_classes)
            return tuple(
                intersect((complement(language_) if negated else language_, rest))
                for language_, rest in zip(matched, continuation, strict=True)
            )
        case End():
            return tuple(EPSILON if rest.nullable else NOTHING for rest in continuation)
        case _:
            return _prepend_assertion(node, continuation, left_classes)


def _prepend_assertion(node: Node, continuation: Continuation, left_classes: LeftClasses) -> Continuation:
    match node:
        case Start():
            return (continuation[0], *(NOTHING for _ in left_classes))
        case Lookbehind(charset=charset, start=start, negated=negated):
            held = (start, *(known <= charset for known in left_classes))
            return tuple(
                rest if holds is not negated else NOTHING for holds, rest in zip(held, continuation, strict=True)
            )
    word_next = concat(char_class(WORD), ANYTHING)
    wanted = (word_next, *(complement(word_next) if known <= WORD else word_next for known in left_classes))
    inside = isinstance(node, Boundary) and node.negated
    return tuple(
        intersect((complement(language_) if inside else language_, rest))
        for language_, rest in zip(wanted, continuation, strict=True)
    )


def _assertion_free_language(node: Node) -> Term:
    match node:
        case Characters(charset=charset):
            return char_class(charset)
        case Sequence(items=items):
            term = EPSILON
            for item in reversed(items):
                term = concat(_assertion_free_language(item), term)
            return term
        case Choice(items=items):
            return union(_assertion_free_language(item) for item in items)
        case Quantified(item=item, low=low, high=high):
            return repeat(_assertion_free_language(item), low, high)
    raise AssertionError("the node has an assertion")


def _prepend_assertion_free(term: Term, continuation: Continuation, left_classes: LeftClasses) -> Continuation:
    """Prepend a language without assertions; its last character decides the left class of the continuation."""
    if all(rest is continuation[0] for rest in continuation):
        return (concat(term, continuation[0]),) * len(continuation)
    classes: dict[Term, CharSet] = {}
    for charset, rest in zip(left_classes, continuation[1:], strict=True):
        classes[rest] = classes[rest] | charset if rest in classes else charset
    moved = union(concat(_ending_with(term, charset), rest) for rest, charset in classes.items())
    return tuple(union((moved, rest)) if term.nullable else moved for rest in continuation)


def _ending_with(term: Term, charset: CharSet) -> Term:
    """Return the strings of a language that end with one of these characters."""
    if isinstance(term, CharClass):
        return char_class(term.charset & charset)
    if charset == ALL and not term.nullable:
        return term
    return intersect((term, concat(ANYTHING, char_class(charset))))


def _prepend_repetition(node: Quantified, continuation: Continuation, left_classes: LeftClasses) -> Continuation:
    if node.high == 0:
        return continuation
    if node.high == 1:
        once = _prepend(node.item, continuation, left_classes)
        return once if node.low else tuple(union(pair) for pair in zip(once, continuation, strict=True))
    if not node.item.consumes:
        raise Unsupported("a repeated group that has an assertion and may match the empty string")
    return _loops(node.item, node.low, node.high, continuation, left_classes)


def _loops(body: Node, low: int, high: float, continuation: Continuation, left_classes: LeftClasses) -> Continuation:
    return tuple(interned(Loop, body, low, high, left, left_classes, continuation) for left in range(len(continuation)))
