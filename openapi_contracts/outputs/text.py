"""Text for a terminal, with or without colour; lines are not wrapped, so that they can be searched."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from openapi_contracts.findings import Witness
from openapi_contracts.outputs import sentences
from openapi_contracts.outputs.visible import one_line, visible
from openapi_contracts.report.model import Change, Report
from openapi_contracts.report.tallies import GRAVEST_FIRST, Tally, tally
from openapi_contracts.vocabulary import Side, Verdict

_RED, _YELLOW, _MAGENTA, _CYAN, _GREEN, _DIM = "1;31", "1;33", "1;35", "36", "1;32", "2"  # ECMA-48, 8.3.117
_TALLIES: Mapping[str, str] = {
    Tally.BREAKING: _RED,
    Tally.UNDECIDED: _MAGENTA,
    Tally.WARNING: _YELLOW,
    Tally.INFO: _CYAN,
}
_VERDICTS: Mapping[str, str] = {Verdict.BREAKING: _RED, Verdict.UNDECIDED: _MAGENTA, Verdict.COMPATIBLE: _GREEN}

PAGE = 60  # lines of changes shown in full; one of each report is, however long
MOST_COUNTED = 20  # kinds of changes counted below them

Paint = Callable[[str, str], str]


def write(report: Report, *, whole: bool = False) -> str:
    """Write a report as text without colour: a page of it, or the whole."""
    return _written(report, lambda text, _: text, whole=whole)


def coloured(report: Report, *, whole: bool = False) -> str:
    """Write a report as text with ECMA-48 colour codes: a page of it, or the whole."""
    return _written(report, lambda text, code: f"\x1b[{code}m{text}\x1b[0m", whole=whole)


def _written(report: Report, paint: Paint, *, whole: bool) -> str:
    return "".join(f"{line}\n" for line in _lines(report, paint, whole=whole))


def _lines(report: Report, paint: Paint, *, whole: bool) -> Iterator[str]:
    yield paint(sentences.headline(report), _VERDICTS.get(report.verdict, _DIM))
    yield sentences.counted(report)
    for side in Side:
        yield paint(f"  {side.value:<8}  {one_line(sentences.documented(report, side))}", _DIM)
    left = PAGE
    for index, change in enumerate(report.changes):
        lines = ["", *_change(report, change, paint)]
        if not whole and index and len(lines) > left:
            yield from _rest(report.changes[index:], paint)
            return
        yield from lines
        left -= len(lines)


def _rest(changes: Sequence[Change], paint: Paint) -> Iterator[str]:
    """Count the changes there is no room for, by kind and rule, the gravest and most frequent first."""
    count = len(changes)
    yield ""
    noun = "more change" if count == 1 else "more changes"
    yield f"{count:,} {noun}; `contracts diff --all` shows all of them, and so does JSON:"
    found = Counter((tally(change), change.id) for change in changes)
    in_order = sorted(found, key=lambda each: (GRAVEST_FIRST[each[0]], -found[each], each[1]))
    for kind, rule in in_order[:MOST_COUNTED]:
        yield f"  {found[kind, rule]:>7,}  {paint(kind.value, _TALLIES[kind])}  {rule}"
    rules = len(in_order) - MOST_COUNTED
    if rules > 0:
        others = sum(found[each] for each in in_order[MOST_COUNTED:])
        yield f"  {others:>7,}  of {rules:,} other kinds"


def _change(report: Report, change: Change, paint: Paint) -> Iterator[str]:
    kind = tally(change)
    colour = _TALLIES[kind] if change.ignored is None else _DIM
    yield f"{paint(kind.value, colour)}  {change.id}  {paint(change.fingerprint, _DIM)}"
    yield f"  {one_line(change.message)}"
    for word, sentence in _facts(report, change):
        yield f"  {word:<9} {one_line(sentence)}"
    if isinstance(change.evidence, Witness):
        yield from (f"    {line}".rstrip() for line in visible(change.evidence.text).split("\n"))


def _facts(report: Report, change: Change) -> Iterator[tuple[str, str]]:
    yield from sentences.places(report, change)
    if change.operations:
        yield "in", sentences.operations(change)
    if change.ignored is not None:
        yield "ignored", sentences.set_aside(change.ignored)
    if (reason := sentences.reasoned(change.evidence)) is not None:
        yield reason
