"""Describes unsatisfied requirements: which schemes a finding names, and the reasons of doubt."""

from openapi_contracts.contracts import Unclear
from openapi_contracts.contracts.model import Requirement
from openapi_contracts.differences import wording
from openapi_contracts.differences.recording import Placed
from openapi_contracts.differences.security.credentials import Alternatives, Lack, MissingCredential, Standing

Reported = set[frozenset[str]]
"""The names of schemes, one of each side, of which a finding says already what became of them."""


def blurred(standing: Standing, otherwise: tuple[Placed, Placed]) -> tuple[Placed, Placed]:
    """Return the unclear schemes; on a side without one, the requirement."""
    held, required = otherwise
    for missing in standing.missing_credentials:
        if missing.held is not None and isinstance(missing.held.scheme, Unclear):
            held = missing.held.scheme
        if isinstance(missing.required.scheme, Unclear):
            required = missing.required.scheme
    return held, required


def is_reported(missing: MissingCredential, reported: Reported) -> bool:
    """Say whether a finding reports the schemes of a gap already."""
    own = names(missing)
    return any(own & one for one in reported) if missing.lack is Lack.UNCLEAR else own in reported


def names(missing: MissingCredential) -> frozenset[str]:
    """Name the schemes of a gap; an unclear one by its reason."""
    both = [one.scheme for one in (missing.held, missing.required) if one is not None]
    return frozenset(one.reason if isinstance(one, Unclear) else one.name for one in both)


def sentence_values(missing: MissingCredential, one: Requirement) -> dict[str, str]:
    """Return the values of the sentence about a gap."""
    if missing.lack is Lack.SCOPES:
        return {"scheme": wording.scheme(missing.required.scheme), "scopes": wording.scopes(missing.scopes)}
    if missing.lack is Lack.SCHEME and missing.held is not None:
        return {"old": wording.scheme(missing.held.scheme), "new": wording.scheme(missing.required.scheme)}
    return {"credential": wording.credential(missing.required), "beside": wording.requirement(one)}


def at(missing: MissingCredential, one: Requirement, standing: Standing) -> tuple[Placed, Placed | None]:
    """Return the differing parts of a gap in both documents: schemes where they differ, else requirements."""
    if missing.lack is Lack.SCHEME and missing.held is not None:
        return missing.held.scheme, missing.required.scheme
    return one, standing.nearest


def reason(one: Requirement | Unclear, standing: Standing, required: Alternatives) -> str:
    """Say why it is undecided whether a requirement still suffices."""
    unclear = [one, *required] if isinstance(one, Unclear) or standing.nearest is None else []
    for value in (
        *unclear,
        *(each.scheme for missing in standing.missing_credentials for each in (missing.held, missing.required) if each),
    ):
        if isinstance(value, Unclear):
            return value.reason
    quoted = [wording.quoted(name) for name in sorted(names(standing.missing_credentials[0]))]
    both = " and ".join(quoted) if len(quoted) > 1 else f"the old and the new {quoted[0]}"
    return f"{both} look the same in a message, and no document says whether they are interchangeable"
