"""Compares security: whether sufficient credentials still suffice, for requests of clients and of the provider."""

from collections.abc import Iterator, Mapping, Sequence

from openapi_contracts.contracts import Contract, Direction, Unclear
from openapi_contracts.contracts.model import Requirement
from openapi_contracts.differences import wording
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.differences.recording import FindingRecorder, Placed, owner, pointer
from openapi_contracts.differences.security import missing_schemes, schemes
from openapi_contracts.differences.security.alternatives import in_force
from openapi_contracts.differences.security.credentials import Alternatives, Lack, Matching, Standing, weight
from openapi_contracts.findings import Doubt, Evidence, Kind, Shown
from openapi_contracts.vocabulary import Side

MOST = 4_096  # parts of both sides, multiplied; real operations have at most 12 parts on a side

_NARROWED = {
    Lack.CREDENTIAL: "security-credential-added",
    Lack.SCOPES: "security-scope-added",
    Lack.SCHEME: "security-scheme-changed",
}
_WIDENED = {Lack.CREDENTIAL: "security-credential-removed", Lack.SCOPES: "security-scope-removed"}
_INCIDENTAL = {  # values that may change while the change stays the same one
    "security-added": ("old", "new"),
    "security-alternative-removed": ("new",),
    "webhook-security-reduced": ("old",),
    "webhook-security-raised": ("new",),
}


def compare(base: Contract, revision: Contract, shared: Sequence[OperationPair], recorder: FindingRecorder) -> None:
    """Record the changed requirements of the operations both contracts have, and the changed schemes."""
    comparison = _SecurityComparison(base, revision, recorder)
    for pair in shared:
        if not pair.is_unaltered:
            comparison.add(pair)
    schemes.compare(base, revision, shared, recorder)


class _SecurityComparison:
    def __init__(self, base: Contract, revision: Contract, recorder: FindingRecorder) -> None:
        self._recorder = recorder
        self._forward = Matching(base, revision)
        self._backward = Matching(revision, base)

    def add(self, pair: OperationPair) -> None:
        old, new = in_force(pair.old), in_force(pair.new)
        if self._forward.is_equal(old, new):
            return
        if weight(old) * weight(new) > MOST:
            both = old[0], new[0]
            self._undecided(pair, both, both, "there are too many alternatives to compare")
        elif pair.old.direction is Direction.REQUEST:
            self._asked(pair, old, new)
        else:
            self._sent(pair, old, new)

    def _asked(self, pair: OperationPair, old: Alternatives, new: Alternatives) -> None:
        """Compare for requests of clients: what sufficed must still suffice."""
        reported: missing_schemes.Reported = set()
        for one, standing in _short(self._forward, old, new):
            reported |= {missing_schemes.names(missing) for missing in standing.missing_credentials}
            if isinstance(one, Unclear) or standing.is_doubtful:
                self._doubt(pair, one, standing, new)
            else:
                self._refused(pair, one, standing, new)
        for one, standing in _short(self._backward, new, old):
            if isinstance(one, Requirement):
                self._widened(pair, one, standing, reported)

    def _sent(self, pair: OperationPair, old: Alternatives, new: Alternatives) -> None:
        """Compare for requests of the provider: what it sends must satisfy the receivers' requirements."""
        for one, standing in _short(self._backward, new, old):
            if isinstance(one, Unclear) or standing.is_doubtful:
                self._doubt(pair, one, standing, old)
                continue
            values = {"old": wording.requirements(old), "new": wording.requirement(one)}
            refused = f"receivers of the base require {values['old']}"
            shown = Shown(Side.REVISION, pair.label, pair.new, Kind.REQUEST, refused, security=one)
            self._add("webhook-security-reduced", pair, standing.nearest, one, values, evidence=shown)
        for one, standing in _short(self._forward, old, new):
            if isinstance(one, Requirement) and not standing.is_doubtful:
                values = {"old": wording.requirement(one), "new": wording.requirements(new)}
                self._add("webhook-security-raised", pair, one, standing.nearest, values)

    def _refused(self, pair: OperationPair, one: Requirement, standing: Standing, new: Alternatives) -> None:
        """Record why a requirement no longer suffices."""
        required = wording.requirements(new)
        refused = f"the revision requires {required}"
        shown = Shown(Side.BASE, pair.label, pair.old, Kind.REQUEST, refused, security=one)
        if not one.credentials or standing.is_replaced:
            rule = "security-alternative-removed" if one.credentials else "security-added"
            values = {"old": wording.requirement(one), "new": required}
            self._add(rule, pair, one, standing.nearest, values, evidence=shown)
            return
        for missing in standing.missing_credentials:
            if missing.lack in _NARROWED:
                self._add(
                    _NARROWED[missing.lack],
                    pair,
                    *missing_schemes.at(missing, one, standing),
                    missing_schemes.sentence_values(missing, one),
                    evidence=shown,
                )

    def _widened(
        self, pair: OperationPair, one: Requirement, standing: Standing, reported: missing_schemes.Reported
    ) -> None:
        """Record why a requirement suffices now, unless a finding reports its schemes already."""
        left = [
            missing
            for missing in standing.missing_credentials
            if missing.lack in _WIDENED or not missing_schemes.is_reported(missing, reported)
        ]
        if standing.missing_credentials and not left:
            return
        whole = not one.credentials or standing.is_replaced or not left
        if not whole and all(missing.lack in _WIDENED for missing in left):
            for missing in left:
                self._add(
                    _WIDENED[missing.lack], pair, standing.nearest, one, missing_schemes.sentence_values(missing, one)
                )
            return
        rule = "security-alternative-added" if one.credentials else "security-removed"
        self._add(rule, pair, standing.nearest, one, {"new": wording.requirement(one)})

    def _doubt(
        self, pair: OperationPair, held: Requirement | Unclear, standing: Standing, required: Alternatives
    ) -> None:
        """Record that it is undecided whether a requirement suffices, at the unclear part where there is one."""
        unclear = next((one for one in required if isinstance(one, Unclear)), required[0])
        compared: tuple[Requirement | Unclear, Requirement | Unclear] = held, standing.nearest or unclear
        places = missing_schemes.blurred(standing, compared)
        if pair.old.direction is Direction.RESPONSE:
            compared, places = compared[::-1], places[::-1]
        self._undecided(pair, compared, places, missing_schemes.reason(held, standing, required))

    def _undecided(
        self,
        pair: OperationPair,
        compared: tuple[Requirement | Unclear, Requirement | Unclear],
        places: tuple[Placed, Placed],
        reason: str,
    ) -> None:
        values = {"old": wording.requirement(compared[0]), "new": wording.requirement(compared[1]), "reason": reason}
        required = pair.old.direction is Direction.REQUEST
        rule = "security-undecided" if required else "webhook-security-undecided"
        self._add(rule, pair, *places, values, evidence=Doubt(reason))

    def _add(
        self,
        rule: str,
        pair: OperationPair,
        old: Placed | None,
        new: Placed | None,
        values: Mapping[str, str],
        *,
        evidence: Evidence = None,
    ) -> None:
        places = pointer(old), pointer(new)
        subject = (
            *owner(pair, *places),
            *(values[name] for name in sorted(values) if name not in _INCIDENTAL.get(rule, ())),
        )
        self._recorder.add(rule, values, *places, subject=subject, label=pair.label, evidence=evidence)


def _short(
    matching: Matching, held: Alternatives, required: Alternatives
) -> Iterator[tuple[Requirement | Unclear, Standing]]:
    """List the held requirements that do not surely suffice, each with its standing."""
    for one in held:
        if isinstance(one, Unclear):
            if not any(isinstance(other, Unclear) and matching.same_unclear(one, other) for other in required):
                yield one, Standing(None)
        elif not (standing := matching.standing(one, required)).is_enough:
            yield one, standing
