"""The order of security requirements: whether the credentials of one satisfy another.

A requirement is a set of credentials sent together, and a request satisfies any one requirement of `security` (OAS
3.1.0, 4.8.30). So a requirement is satisfied iff the request carries each of its credentials, with at
least its scopes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openapi_contracts.contracts import Contract, Unclear
from openapi_contracts.contracts.model import Credential, Requirement, SecurityScheme
from openapi_contracts.differences.same_text import same_unclear

Alternatives = tuple[Requirement | Unclear, ...]
"""Alternative requirements, at least one; an empty requirement allows an anonymous client."""


class Relation(StrEnum):
    """Whether two schemes have the same credential; DOUBTFUL where only the messages are the same."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    OTHER = "other"


class Lack(StrEnum):
    """Why a required credential is not among the held ones; the last two members are doubts."""

    CREDENTIAL = "credential"
    SCOPES = "scopes"
    SCHEME = "scheme"
    EXCHANGED = "exchanged"
    UNCLEAR = "unclear"


_DOUBTS = (Lack.EXCHANGED, Lack.UNCLEAR)


@dataclass(frozen=True, slots=True)
class MissingCredential:
    """A required credential that is not held; `held` is the nearest held one, `scopes` are those it lacks."""

    lack: Lack
    required: Credential
    held: Credential | None = None
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The distance between a requirement and the nearest required one, which is None where that one is unclear.

    `unused` are held credentials that it does not require.
    """

    nearest: Requirement | None
    missing_credentials: tuple[MissingCredential, ...] = ()
    unused: tuple[Credential, ...] = ()

    @property
    def is_enough(self) -> bool:
        """Say whether it satisfies one of the required ones."""
        return self.nearest is not None and not self.missing_credentials

    @property
    def is_doubtful(self) -> bool:
        """Say whether it satisfies one of the required ones if every doubt resolves favourably."""
        return not self.is_enough and all(missing.lack in _DOUBTS for missing in self.missing_credentials)

    @property
    def is_replaced(self) -> bool:
        """Say whether the required credentials replace a held one."""
        return bool(self.unused) and any(missing.lack is Lack.CREDENTIAL for missing in self.missing_credentials)


_MessageForm = tuple[str, str | None, str, str | None]


class Matching:
    """Compares the requirements that a sender satisfies with those that a receiver requires."""

    def __init__(self, held: Contract, required: Contract) -> None:
        self._held = held
        self._required = required
        self._only_held = _alone(held, required)
        self._only_required = _alone(required, held)

    def standing(self, held: Requirement, required: Sequence[Requirement | Unclear]) -> Standing:
        """Compare with every accepted requirement, of which there is at least one."""
        found = [self._against(held, one) for one in required]
        return min(found, key=_distance)

    def same_unclear(self, held: Unclear, required: Unclear) -> bool:
        """Say whether two unclear values have the same text."""
        return same_unclear(self._held, held, self._required, required)

    def is_equal(self, held: Alternatives, required: Alternatives) -> bool:
        """Say whether both list the same credentials, of schemes of the same names."""
        return held == required and all(map(self._is_same, _parts(held), _parts(required)))

    def _is_same(self, held: SecurityScheme | Unclear, required: SecurityScheme | Unclear) -> bool:
        if isinstance(held, Unclear) or isinstance(required, Unclear):
            return isinstance(held, Unclear) and isinstance(required, Unclear) and self.same_unclear(held, required)
        return held.name == required.name

    def relation(self, held: SecurityScheme, required: SecurityScheme) -> Relation:
        """Compare two schemes: what a message carries, who issues it, and whether they are one component.

        Two schemes that both contracts distinguish differ, even where messages look the same: a user's token is not an
        administrator's. A scheme with a removed name and one with a new name may be one renamed scheme.
        """
        looks_same, one_kind = _looks_same(held, required), _kind(held) == _kind(required)
        if not looks_same or (one_kind and held.open_id_connect_url != required.open_id_connect_url):
            return Relation.OTHER
        is_gone, is_new = (
            held.name not in self._required.security_schemes,
            required.name not in self._held.security_schemes,
        )
        if one_kind and (held.name == required.name or (is_gone and is_new)):
            return Relation.SAME
        lives_on, was_there = (
            not is_gone or _message_form(held) in self._only_required,
            not is_new or _message_form(required) in self._only_held,
        )
        return Relation.OTHER if held.name != required.name and lives_on and was_there else Relation.DOUBTFUL

    def _against(self, held: Requirement, required: Requirement | Unclear) -> Standing:
        if isinstance(required, Unclear):
            return Standing(None)
        missing_credentials = []
        used: set[int] = set()
        for credential in required.credentials:
            at, missing = self._gap(held.credentials, credential)
            if at is not None:
                used.add(at)
            if missing is not None:
                missing_credentials.append(missing)
        unused = tuple(one for index, one in enumerate(held.credentials) if index not in used)
        return Standing(required, tuple(missing_credentials), unused)

    def _gap(self, held: Sequence[Credential], required: Credential) -> tuple[int | None, MissingCredential | None]:
        """Return the held credential nearest to the required one, and what it lacks."""
        compared = [(index, self._lack(one, required)) for index, one in enumerate(held)]
        index, missing = min(compared, key=lambda found: _rank(found[1]), default=(None, _none(required)))
        return (None if missing is not None and missing.lack is Lack.CREDENTIAL else index), missing

    def _lack(self, held: Credential, required: Credential) -> MissingCredential | None:
        missing = tuple(sorted(set(required.scopes) - set(held.scopes)))
        if isinstance(held.scheme, Unclear) or isinstance(required.scheme, Unclear):
            both = isinstance(held.scheme, Unclear) and isinstance(required.scheme, Unclear)
            if not (both and self.same_unclear(held.scheme, required.scheme)):  # type: ignore[arg-type]  # both are
                return MissingCredential(Lack.UNCLEAR, required, held)
        else:
            relation = self.relation(held.scheme, required.scheme)
            if relation is Relation.DOUBTFUL:
                return MissingCredential(Lack.EXCHANGED, required, held)
            if relation is Relation.OTHER:
                return (
                    MissingCredential(Lack.SCHEME, required, held)
                    if held.scheme.name == required.scheme.name
                    else _none(required)
                )
        return MissingCredential(Lack.SCOPES, required, held, missing) if missing else None


def _rank(missing: MissingCredential | None) -> int:
    return 0 if missing is None else _RANK[missing.lack]


_RANK = {Lack.EXCHANGED: 1, Lack.UNCLEAR: 1, Lack.SCOPES: 2, Lack.SCHEME: 3, Lack.CREDENTIAL: 4}


def weight(requirements: Iterable[Requirement | Unclear]) -> int:
    """Count the parts of requirements, to bound the work of comparing them."""
    clear = [one for one in requirements if isinstance(one, Requirement)]
    return len(clear) + sum(1 + len(credential.scopes) for one in clear for credential in one.credentials)


def _parts(alternatives: Alternatives) -> Iterator[SecurityScheme | Unclear]:
    for one in alternatives:
        yield from (one,) if isinstance(one, Unclear) else (credential.scheme for credential in one.credentials)


def _none(required: Credential) -> MissingCredential:
    return MissingCredential(Lack.CREDENTIAL, required)


def _distance(standing: Standing) -> tuple[int, int, int, list[str]]:
    foreign = len(standing.unused) + sum(missing.lack is Lack.CREDENTIAL for missing in standing.missing_credentials)
    rank = 0 if standing.is_enough else 1 if standing.is_doubtful else 2
    required = standing.nearest.credentials if standing.nearest else ()
    names = [one.scheme.name for one in required if isinstance(one.scheme, SecurityScheme)]
    return rank, foreign, len(standing.missing_credentials), names


def _alone(contract: Contract, other: Contract) -> set[_MessageForm]:
    """Return the message form of the schemes whose names only one contract has."""
    schemes = contract.security_schemes.items()
    return {
        _message_form(one)
        for name, one in schemes
        if isinstance(one, SecurityScheme) and name not in other.security_schemes
    }


def _message_form(scheme: SecurityScheme) -> _MessageForm:
    return *_kind(scheme), _carried(scheme)[0], scheme.open_id_connect_url


def _kind(scheme: SecurityScheme) -> tuple[str, str | None]:
    return scheme.type, scheme.scheme


def _looks_same(one: SecurityScheme, other: SecurityScheme) -> bool:
    """Say whether messages carry both credentials in the same field, with the same scheme in `Authorization`."""
    field, word = _carried(one)
    at, other_word = _carried(other)
    return field == at and (word == other_word or word is None or other_word is None)


def _carried(scheme: SecurityScheme) -> tuple[str, str | None]:
    if scheme.type == "apiKey":
        return f"{scheme.location} {scheme.key}", None
    if scheme.type == "mutualTLS":
        return "connection", None
    word = scheme.scheme if scheme.type == "http" else "bearer"  # how tokens are sent (RFC 6750, 2.1)
    return "header authorization", word
