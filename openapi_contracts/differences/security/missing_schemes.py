"""What a requirement lacks, in words and places: of which schemes a finding tells, and why one is in doubt."""

from openapi_contracts.contracts import Unclear
from openapi_contracts.contracts.model import Requirement
from openapi_contracts.differences import wording
from openapi_contracts.differences.recording import Placed
from openapi_contracts.differences.security.credentials import Alternatives, Gap, Lack, Standing

Told = set[frozenset[str]]
"""The names of schemes, one of each side, of which a finding says already what became of them."""


def blurred(standing: Standing, otherwise: tuple[Placed, Placed]) -> tuple[Placed, Placed]:
    """Return the schemes that are unclear, and on a side where none is the requirement."""
    held, asked = otherwise
    for gap in standing.gaps:
        if gap.held is not None and isinstance(gap.held.scheme, Unclear):
            held = gap.held.scheme
        if isinstance(gap.asked.scheme, Unclear):
            asked = gap.asked.scheme
    return held, asked


def is_told(gap: Gap, told: Told) -> bool:
    """Say whether a finding tells already what became of the schemes of a gap, or of what is unclear of them."""
    own = names(gap)
    return any(own & one for one in told) if gap.lack is Lack.UNCLEAR else own in told


def names(gap: Gap) -> frozenset[str]:
    """Name the schemes of a gap, by why it is unclear where one is."""
    both = [one.scheme for one in (gap.held, gap.asked) if one is not None]
    return frozenset(one.reason if isinstance(one, Unclear) else one.name for one in both)


def said(gap: Gap, one: Requirement) -> dict[str, str]:
    """Return the words of the sentence about a gap."""
    if gap.lack is Lack.SCOPES:
        return {"scheme": wording.scheme(gap.asked.scheme), "scopes": wording.scopes(gap.scopes)}
    if gap.lack is Lack.SCHEME and gap.held is not None:
        return {"old": wording.scheme(gap.held.scheme), "new": wording.scheme(gap.asked.scheme)}
    return {"credential": wording.credential(gap.asked), "beside": wording.requirement(one)}


def at(gap: Gap, one: Requirement, standing: Standing) -> tuple[Placed, Placed | None]:
    """Return what a gap is about in both documents: the schemes where they differ, else the requirements."""
    if gap.lack is Lack.SCHEME and gap.held is not None:
        return gap.held.scheme, gap.asked.scheme
    return one, standing.nearest


def reason(one: Requirement | Unclear, standing: Standing, asked: Alternatives) -> str:
    """Say why it is not known whether a requirement is still enough."""
    unclear = [one, *asked] if isinstance(one, Unclear) or standing.nearest is None else []
    for value in (*unclear, *(each.scheme for gap in standing.gaps for each in (gap.held, gap.asked) if each)):
        if isinstance(value, Unclear):
            return value.reason
    quoted = [wording.quoted(name) for name in sorted(names(standing.gaps[0]))]
    both = " and ".join(quoted) if len(quoted) > 1 else f"what {quoted[0]} was and what it is"
    return f"{both} look alike in a message, and no document says whether one passes for the other"
