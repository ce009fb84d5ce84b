"""The language of a pattern: the words in which it is found, as a term.

A node is read backwards, from the language of what follows it. What may follow depends on what came before where `^`,
`\\b` or a look-behind is still to come, so a follower is a tuple of languages, one for each kind of left neighbour:
index 0 for the start of the text, then one for each class of characters that the pattern's assertions tell apart.
`$` and look-aheads are intersections with, and complements of, what follows.
"""

from collections.abc import Iterator

from openapi_contracts.containment.patterns.algebra import both, either, join, letter, negate, power
from openapi_contracts.containment.patterns.characters import ALL, WORD, CharSet
from openapi_contracts.containment.patterns.syntax import (
    Ahead,
    Behind,
    Boundary,
    Characters,
    Choice,
    End,
    Node,
    Repetition,
    Sequence,
    Start,
    Unsupported,
)
from openapi_contracts.containment.patterns.terms import ANYTHING, BLANK, NOTHING, Letter, Loop, Term, made

Follower = tuple[Term, ...]
Before = tuple[CharSet, ...]

_MOST_CLASSES = 12


def language(node: Node) -> Term:
    """Give the words in which a pattern is found anywhere: a search, as JSON Schema wants (2020-12, 6.3.3)."""
    before = _told_apart(node)
    found = _followed(node, (ANYTHING,) * (len(before) + 1), before)
    return _after_plain(ANYTHING, found, before)[0]


def unfolded(loop: Loop) -> Term:
    """Write a loop as its first round, then the loop again; or as what follows, if it may be left here."""
    left = max(loop.low - 1, 0), loop.high - 1
    again = loop.after if loop.high == 1 else _loops(loop.body, *left, loop.after, loop.before)
    round_first = _followed(loop.body, again, loop.before)[loop.left]
    return round_first if loop.low else either((round_first, loop.after[loop.left]))


def _told_apart(node: Node) -> Before:
    classes: list[CharSet] = [ALL]
    for assertion in _assertions(node):
        among = WORD if isinstance(assertion, Boundary) else assertion.among
        split = [part for one in classes for part in (one & among, one & ~among)]
        classes = [part for part in split if part]
        if len(classes) > _MOST_CLASSES:
            raise Unsupported(f"look-behinds that tell more than {_MOST_CLASSES} kinds of characters apart")
    return tuple(classes)


def _assertions(node: Node) -> Iterator[Boundary | Behind]:
    match node:
        case Boundary() | Behind():
            yield node
        case Sequence(items=items) | Choice(items=items):
            for item in items:
                if not item.plain:
                    yield from _assertions(item)
        case Repetition(item=item) | Ahead(item=item):
            yield from _assertions(item)


def _followed(node: Node, after: Follower, before: Before) -> Follower:
    """Give the language of a node and all that follows it, for each kind of left neighbour."""
    if node.plain:
        return _after_plain(_plain(node), after, before)
    match node:
        case Sequence(items=items):
            for item in reversed(items):
                after = _followed(item, after, before)
            return after
        case Choice(items=items):
            branches = [_followed(item, after, before) for item in items]
            return tuple(either(column) for column in zip(*branches, strict=True))
        case Repetition():
            return _repeated(node, after, before)
        case Ahead(item=item, negated=negated):
            seen = _followed(item, (ANYTHING,) * len(after), before)
            return tuple(both((negate(one) if negated else one, rest)) for one, rest in zip(seen, after, strict=True))
        case End():
            return tuple(BLANK if rest.nullable else NOTHING for rest in after)
        case _:
            return _asserted(node, after, before)


def _asserted(node: Node, after: Follower, before: Before) -> Follower:
    match node:
        case Start():
            return (after[0], *(NOTHING for _ in before))
        case Behind(among=among, start=start, negated=negated):
            held = (start, *(one <= among for one in before))
            return tuple(rest if holds is not negated else NOTHING for holds, rest in zip(held, after, strict=True))
    word_next = join(letter(WORD), ANYTHING)
    wanted = (word_next, *(negate(word_next) if one <= WORD else word_next for one in before))
    inside = isinstance(node, Boundary) and node.negated
    return tuple(both((negate(one) if inside else one, rest)) for one, rest in zip(wanted, after, strict=True))


def _plain(node: Node) -> Term:
    match node:
        case Characters(among=among):
            return letter(among)
        case Sequence(items=items):
            term = BLANK
            for item in reversed(items):
                term = join(_plain(item), term)
            return term
        case Choice(items=items):
            return either(_plain(item) for item in items)
        case Repetition(item=item, low=low, high=high):
            return power(_plain(item), low, high)
    raise AssertionError("an assertion is not plain")


def _after_plain(term: Term, after: Follower, before: Before) -> Follower:
    """Put a language without assertions first, and sort its words by their last character where that matters."""
    if all(rest is after[0] for rest in after):
        return (join(term, after[0]),) * len(after)
    classes: dict[Term, CharSet] = {}
    for among, rest in zip(before, after[1:], strict=True):
        classes[rest] = classes[rest] | among if rest in classes else among
    moved = either(join(_ending(term, among), rest) for rest, among in classes.items())
    return tuple(either((moved, rest)) if term.nullable else moved for rest in after)


def _ending(term: Term, among: CharSet) -> Term:
    """Keep the words of a language that end with one of these characters."""
    if isinstance(term, Letter):
        return letter(term.among & among)
    if among == ALL and not term.nullable:
        return term
    return both((term, join(ANYTHING, letter(among))))


def _repeated(node: Repetition, after: Follower, before: Before) -> Follower:
    if node.high == 0:
        return after
    if node.high == 1:
        once = _followed(node.item, after, before)
        return once if node.low else tuple(either(pair) for pair in zip(once, after, strict=True))
    if not node.item.consumes:
        raise Unsupported("a repeated group that holds an assertion and may match nothing")
    return _loops(node.item, node.low, node.high, after, before)


def _loops(body: Node, low: int, high: float, after: Follower, before: Before) -> Follower:
    return tuple(made(Loop, body, low, high, left, before, after) for left in range(len(after)))
