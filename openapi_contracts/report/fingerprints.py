"""Fingerprints of changes, which stay the same when other parts of the documents are edited."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence

from openapi_contracts.findings import Finding

_DIGITS = 16  # 64 bits: in a report of a million changes, two collide with a chance of 1 in 37 million


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return the fingerprint of each finding: a hash of its rule and subject, and of a counter where two are equal."""
    same_subject: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        same_subject[(finding.rule, *finding.subject)].append(index)
    named = [""] * len(findings)
    for words, indices in same_subject.items():
        in_order = sorted(indices, key=lambda index: _distinction(findings[index]))
        for place, index in enumerate(in_order):
            named[index] = _digest(*words, *([place] if place else []))
    return named


def _distinction(finding: Finding) -> tuple[object, ...]:
    return finding.operations, sorted(finding.values.items()), finding.base or "", finding.revision or ""


def _digest(*words: str | int) -> str:
    """Hash words as JSON, so that different lists of words give different input."""
    return hashlib.sha256(json.dumps(words, separators=(",", ":")).encode("ascii")).hexdigest()[:_DIGITS]
