"""The majors of the service as pages show them: which there are, which is shown, and which are to end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from edge.contract.contracts import Contract
from edge.contract.lifecycle import Lifecycle
from edge.contract.publication import links
from edge.exchange import located, services


@dataclass(frozen=True, slots=True)
class Major:
    """One major: where Swagger UI shows it, and what is announced of it in words."""

    name: str
    version: str
    place: str
    state: str
    notice: str
    guide: str | None


def shown(contracts: Sequence[Contract]) -> list[Major]:
    """Show the majors, newest first."""
    return [_shown(contract, services().now()) for contract in reversed(contracts)]


def _shown(contract: Contract, now: datetime) -> Major:
    whole = contract.lifecycles.whole
    place = located(links(contract)["ui"])
    if whole is None:
        return Major(contract.name, contract.version, place, "", "", None)
    guide = located(whole.guide) if whole.guide.startswith("/") else whole.guide
    notice = f"{contract.name} {' and '.join(_announced(whole, now))}."
    return Major(contract.name, contract.version, place, _state(whole, now), notice, guide)


def _state(whole: Lifecycle, now: datetime) -> str:
    if whole.is_gone(now):
        return "ended"
    return "deprecated" if whole.is_deprecated(now) else ""


def _announced(whole: Lifecycle, now: datetime) -> list[str]:
    said = []
    if whole.deprecated:
        verb = "was" if whole.is_deprecated(now) else "will be"
        said.append(f"{verb} deprecated on {whole.deprecated:%Y-%m-%d}")
    if whole.sunset:
        verb = "ended" if whole.is_gone(now) else "ends"
        said.append(f"{verb} on {whole.sunset:%Y-%m-%d}")
    return said
