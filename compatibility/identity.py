"""Comparison by digest: says that two documents hold the same content, and nothing it does not know."""

from dataclasses import dataclass

from compatibility.words import Bump, Verdict


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a comparison; `bump` is None where the verdict does not say."""

    verdict: Verdict
    bump: Bump | None


def compare(base_digest: str, revision_digest: str) -> Report:
    """Compare two documents by the digests of their canonical forms."""
    if base_digest == revision_digest:
        return Report(Verdict.COMPATIBLE, Bump.NONE)
    return Report(Verdict.UNCHECKED, None)
