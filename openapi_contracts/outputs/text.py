"""Text for a terminal, with or without colour; lines are not wrapped, so that they can be searched."""

from collections.abc import Callable, Iterator, Mapping

from openapi_contracts.findings import Witness
from openapi_contracts.outputs import sentences
from openapi_contracts.outputs.visible import one_line, visible
from openapi_contracts.report.model import Change, Report
from openapi_contracts.report.tallies import Tally, tally
from openapi_contracts.vocabulary import Side, Verdict

_RED, _YELLOW, _MAGENTA, _CYAN, _GREEN, _DIM = "1;31", "1;33", "1;35", "36", "1;32", "2"  # ECMA-48, 8.3.117
_TALLIES: Mapping[str, str] = {
    Tally.BREAKING: _RED,
    Tally.UNDECIDED: _MAGENTA,
    Tally.WARNING: _YELLOW,
    Tally.INFO: _CYAN,
}
_VERDICTS: Mapping[str, str] = {Verdict.BREAKING: _RED, Verdict.UNDECIDED: _MAGENTA, Verdict.COMPATIBLE: _GREEN}

Paint = Callable[[str, str], str]


def write(report: Report) -> str:
    """Write a report as text without colour."""
    return _written(report, lambda text, _: text)


def coloured(report: Report) -> str:
    """Write a report as text with ECMA-48 colour codes."""
    return _written(report, lambda text, code: f"\x1b[{code}m{text}\x1b[0m")


def _written(report: Report, paint: Paint) -> str:
    return "".join(f"{line}\n" for line in _lines(report, paint))


def _lines(report: Report, paint: Paint) -> Iterator[str]:
    yield paint(sentences.headline(report), _VERDICTS.get(report.verdict, _DIM))
    yield sentences.counted(report)
    for side in Side:
        yield paint(f"  {side.value:<8}  {one_line(sentences.documented(report, side))}", _DIM)
    for change in report.changes:
        yield ""
        yield from _change(report, change, paint)


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
