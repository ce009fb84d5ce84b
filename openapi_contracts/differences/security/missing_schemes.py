"""Describes unsatisfied requirements: which schemes a finding names, and the reasons of doubt."""

from openapi_contracts.contracts import Unclear
from openapi_contracts.contracts.model import Requirement
from openapi_contracts.differences import wording
from openapi_contracts.differences.recording import Placed
from openapi_contracts.differences.security.credentials import Alternatives, Gap, Lack, Standing

Reported = set[frozenset[str]]
"""The names of schemes, one of each side, of which a finding says already what became of them."""


def blurred(standing: Standing, otherwise: tuple[Placed, Placed]) -> tuple[Placed, Placed]:
    """Return the unclear schemes; on a side without one, the requirement."""
    held, required = otherwise
    for gap in standing.gaps:
        if gap.held is not None and isinstance(gap.held.scheme, Unclear):
            held = gap.held.scheme
        if isinstance(gap.required.scheme, Unclear):
            required = gap.required.scheme
    return held, required


def is_reported(gap: Gap, reported: Reported) -> bool:
    """Say whether a finding reports the schemes of a gap already."""
    own = names(gap)
    return any(own & one for one in reported) if gap.lack is Lack.UNCLEAR else own in reported


def names(gap: Gap) -> frozenset[str]:
    """Name the schemes of a gap; an unclear one by its reason."""
    both = [one.scheme for one in (gap.held, gap.required) if one is not None]
    return frozenset(one.reason if isinstance(one, Unclear) else one.name for one in both)


def said(gap: Gap, one: Requirement) -> dict[str, str]:
    """Return the values of the sentence about a gap."""
    if gap.lack is Lack.SCOPES:
        return {"scheme": wording.scheme(gap.required.scheme), "scopes": wording.scopes(gap.scopes)}
    if gap.lack is Lack.SCHEME and gap.held is not None:
        return {"old": wording.scheme(gap.held.scheme), "new": wording.scheme(gap.required.scheme)}
    return {"credential": wording.credential(gap.required), "beside": wording.requirement(one)}


def at(gap: Gap, one: Requirement, standing: Standing) -> tuple[Placed, Placed | None]:
    """Return the differing parts of a gap in both documents: schemes where they differ, else requirements."""
    if gap.lack is Lack.SCHEME and gap.held is not None:
        return gap.held.scheme, gap.required.scheme
    return one, standing.nearest


def reason(one: Requirement | Unclear, standing: Standing, required: Alternatives) -> str:
    """Say why it is undecided whether a requirement still suffices."""
    unclear = [one, *required] if isinstance(one, Unclear) or standing.nearest is None else []
    for value in (*unclear, *(each.scheme for gap in standing.gaps for each in (gap.held, gap.required) if each)):
        if isinstance(value, Unclear):
            return value.reason
    quoted = [wording.quoted(name) for name in sorted(names(standing.gaps[0]))]
    both = " and ".join(quoted) if len(quoted) > 1 else f"what {quoted[0]} was and what it is"
    return f"{both} look alike in a message, and no document says whether one passes for the other"
