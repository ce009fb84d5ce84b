"""What a change is known by: the same as long as it is the same change, whatever else is edited."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence

from openapi_contracts.findings import Finding

_DIGITS = 16  # 64 bits: two of a million changes share one once in 37 million reports


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return the fingerprint of each: of its rule and subject, told apart where two have the same."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        alike[(finding.rule, *finding.subject)].append(index)
    named = [""] * len(findings)
    for words, indices in alike.items():
        in_order = sorted(indices, key=lambda index: _distinction(findings[index]))
        for place, index in enumerate(in_order):
            named[index] = _digest(*words, *([place] if place else []))
    return named


def _distinction(finding: Finding) -> tuple[object, ...]:
    return finding.operations, sorted(finding.values.items()), finding.base or "", finding.revision or ""


def _digest(*words: str | int) -> str:
    """Hash words in the one way JSON writes them, so that no two lists of words look alike."""
    return hashlib.sha256(json.dumps(words, separators=(",", ":")).encode("ascii")).hexdigest()[:_DIGITS]
