"""A changelog as Markdown: each version with its verdict, its bump and its most severe changes."""

from collections.abc import Iterator, Sequence

from openapi_contracts import markdown_code as code
from openapi_contracts import markdown_escaped as escaped
from openapi_contracts import markdown_prose as prose
from registry.histories import Step, Summary
from registry.model import Api

MEDIA_TYPE = "text/markdown"


def summary(step: Step) -> str:
    """Summarize the changes of a version in one line."""
    version = step.version
    if step.since is None:
        return "First version."
    result = f"{version.verdict}, {version.bump}" if version.bump else f"{version.verdict}"
    sentence = f"Since {step.since.number}: {result}"
    if step.summary is None:
        return f"{sentence}; not yet compared."
    kinds = [f"{count} {kind}" for kind, count in step.summary.counts.items() if count]
    return f"{sentence}; {', '.join(kinds) or 'no changes'}."


def facts(step: Step) -> Iterator[str]:
    """Yield the most severe changes, one line each, and how many more there are."""
    if step.summary is not None:
        yield from (f"{change.severity}: {change.message}" for change in step.summary.gravest)
        yield from _left_out(step.summary)


def markdown(api: Api, steps: Sequence[Step]) -> str:
    """Write one page of a changelog as Markdown."""
    return "\n".join([f"# Changelog of {escaped(api.title)}\n", *map(_block, steps)])


def _block(step: Step) -> str:
    version = step.version
    lines = [
        f"## {version.number} ({version.published_at.date().isoformat()})\n",
        f"{escaped(summary(step))}\n",
    ]
    if step.summary is not None:
        lines += [f"* **{each.severity}** {code(each.id)}: {prose(each.message)}" for each in step.summary.gravest]
        lines += [f"* {line}" for line in _left_out(step.summary)]
        lines += [""] if step.summary.gravest else []
    return "\n".join(lines)


def _left_out(summary: Summary) -> list[str]:
    return [f"{summary.left_out} more changes"] if summary.left_out else []
