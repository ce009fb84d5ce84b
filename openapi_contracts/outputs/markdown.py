"""GitHub Flavored Markdown for a comment on a pull request: a summary, breaking changes in full, others folded.

Text from documents is escaped or written as code, so that it creates no markup, mentions or links.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from openapi_contracts.findings import Witness
from openapi_contracts.outputs import sentences
from openapi_contracts.outputs.visible import one_line, visible
from openapi_contracts.report.model import Change, Report
from openapi_contracts.report.tallies import Tally, tally
from openapi_contracts.vocabulary import Side

LONGEST = 60_000  # characters: GitHub refuses a comment of more than 65,536
_IN_FULL = (Tally.BREAKING, Tally.UNDECIDED)
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:$])")
_TICKS = re.compile("`+")


def write(report: Report) -> str:
    """Write a report as a comment; where it would be too long, the least severe changes are only counted."""
    in_full = [change for change in report.changes if _is_grave(change)]
    folded = [change for change in report.changes if not _is_grave(change)]
    parts = [_summary(report)]
    room = LONGEST - len(parts[0])
    blocks, left_out = _fitting((_block(report, change) for change in in_full), room)
    parts += blocks
    room -= sum(map(len, blocks))
    items, more_left_out = _fitting((_item(report, change) for change in folded), room)
    if items:
        parts.append(_folded(items, len(folded)))
    if left_out + more_left_out:
        parts.append(f"{left_out + more_left_out:,} more changes are in the full report.\n")
    return "\n".join(parts)


def escaped(text: str) -> str:
    """Escape a text for Markdown; an empty comment after `@` prevents mentions."""
    return _MARKUP.sub(r"\\\1", one_line(text)).replace("@", "@<!-- -->")


def prose(text: str) -> str:
    """Write a message; its parts in backticks become code spans, the rest is escaped."""
    return "".join(code(part) if is_code else escaped(part) for is_code, part in sentences.spans(text))


def code(text: str) -> str:
    """Write a text as a code span whose fence is longer than any run of backticks in it (CommonMark 6.1)."""
    content = one_line(text) or " "
    ticks = "`" * (_longest(content) + 1)
    pad = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{ticks}{pad}{content}{pad}{ticks}"


def fenced(text: str, language: str) -> str:
    """Write a text as a code block whose fence is longer than any run of backticks in it (CommonMark 4.5)."""
    fence = "`" * max(3, _longest(text) + 1)
    return f"{fence}{language}\n{visible(text)}\n{fence}\n"


def _longest(text: str) -> int:
    return max(map(len, _TICKS.findall(text)), default=0)


def _is_grave(change: Change) -> bool:
    return change.ignored is None and tally(change) in _IN_FULL


def _summary(report: Report) -> str:
    rows = "".join(f"| {kind.value} | {report.counts[kind]:,} |\n" for kind in Tally)
    documents = "".join(f"* {side.value}: {escaped(sentences.documented(report, side))}\n" for side in Side)
    return f"## {sentences.headline(report)}\n\n| changes | |\n|---|---:|\n{rows}\n{documents}"


def _fitting(blocks: Iterable[str], room: int) -> tuple[list[str], int]:
    """Return the blocks that fit into `room` characters, and how many do not fit."""
    fitting, left_out = list[str](), 0
    for block in blocks:
        if len(block) <= room:
            fitting.append(block)
            room -= len(block)
        else:
            left_out += 1
    return fitting, left_out


def _block(report: Report, change: Change) -> str:
    lines = [f"### {tally(change).value}: {code(change.id)}\n", f"{prose(change.message)}\n"]
    lines.append("".join(f"* {fact}\n" for fact in _facts(report, change)))
    if isinstance(change.evidence, Witness):
        lines.append(fenced(change.evidence.text, "http"))
    return "\n".join(lines)


def _item(report: Report, change: Change) -> str:
    facts = "; ".join(_facts(report, change))
    return f"* **{tally(change).value}** {code(change.id)}: {prose(change.message)}: {facts}\n"


def _folded(items: Sequence[str], count: int) -> str:
    noun = "other change" if count == 1 else "other changes"
    return f"<details>\n<summary>{count:,} {noun}</summary>\n\n{''.join(items)}\n</details>\n"


def _facts(report: Report, change: Change) -> Iterator[str]:
    for word, place in sentences.places(report, change):
        yield f"{word} {code(place)}"
    if change.operations:
        yield f"in {code(sentences.operations(change))}"
    if change.ignored is not None:
        yield f"ignored: {escaped(sentences.set_aside(change.ignored))}"
    if (reason := sentences.reasoned(change.evidence)) is not None:
        yield f"{reason[0]}: {prose(reason[1])}"
    yield f"fingerprint {code(change.fingerprint)}"
