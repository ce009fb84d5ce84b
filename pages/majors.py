"""The major versions of the service, as pages show them: which exist, and which are deprecated or end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from edge.contract.contracts import Contract
from edge.contract.lifecycle import Lifecycle
from edge.contract.publication import links
from edge.exchange import client_path, services


@dataclass(frozen=True, slots=True)
class Major:
    """One major version: its Swagger UI page, and its deprecation in words."""

    name: str
    version: str
    place: str
    state: str
    notice: str
    guide: str | None


def describe_all(contracts: Sequence[Contract]) -> list[Major]:
    """Describe the major versions, newest first."""
    return [_describe(contract, services().now()) for contract in reversed(contracts)]


def _describe(contract: Contract, now: datetime) -> Major:
    whole = contract.lifecycles.whole
    place = client_path(links(contract)["ui"])
    if whole is None:
        return Major(contract.name, contract.version, place, "", "", None)
    guide = client_path(whole.guide) if whole.guide.startswith("/") else whole.guide
    notice = f"{contract.name} {' and '.join(_announcements(whole, now))}."
    return Major(contract.name, contract.version, place, _state(whole, now), notice, guide)


def _state(whole: Lifecycle, now: datetime) -> str:
    if whole.is_gone(now):
        return "ended"
    return "deprecated" if whole.is_deprecated(now) else ""


def _announcements(whole: Lifecycle, now: datetime) -> list[str]:
    announcements = []
    if whole.deprecated:
        verb = "was" if whole.is_deprecated(now) else "will be"
        announcements.append(f"{verb} deprecated on {whole.deprecated:%Y-%m-%d}")
    if whole.sunset:
        verb = "ended" if whole.is_gone(now) else "ends"
        announcements.append(f"{verb} on {whole.sunset:%Y-%m-%d}")
    return announcements
