"""From findings to changes and a verdict: by rule, evidence and policy."""

from datetime import date

import pytest

from openapi_contracts.contracts import normalize
from openapi_contracts.findings import Doubt, Evidence, Finding, Kind, Proof, Shown
from openapi_contracts.options import Options
from openapi_contracts.policy import Exemption, Policy, Removals
from openapi_contracts.report import grading
from openapi_contracts.report.deserialization import from_dict
from openapi_contracts.report.grading import regraded
from openapi_contracts.vocabulary import Bump, Severity, Side, Verdict
from tests.openapi_contracts.report.reports import RULES, TODAY, described, finding, report, rule, witness

OFF, INFO, WARNING, BREAKING = Severity.OFF, Severity.INFO, Severity.WARNING, Severity.BREAKING


@pytest.mark.parametrize(
    ("rule_id", "evidence", "severity", "verdict", "bump"),
    [
        ("grave", witness(), BREAKING, Verdict.BREAKING, Bump.MAJOR),
        ("grave", None, BREAKING, Verdict.BREAKING, Bump.MAJOR),
        ("grave", Proof("it was never sent"), INFO, Verdict.COMPATIBLE, Bump.MINOR),
        ("grave", Doubt("out of steps"), BREAKING, Verdict.UNDECIDED, Bump.MAJOR),
        ("noted", None, WARNING, Verdict.COMPATIBLE, Bump.MINOR),
        ("noted", Proof("nobody reads it"), INFO, Verdict.COMPATIBLE, Bump.MINOR),
        ("noted", Doubt("unclear"), BREAKING, Verdict.UNDECIDED, Bump.MAJOR),
        ("told", None, INFO, Verdict.COMPATIBLE, Bump.PATCH),
    ],
)
def test_a_finding_is_graded_by_its_rule_and_its_evidence(
    rule_id: str, evidence: Evidence, severity: Severity, verdict: Verdict, bump: Bump
) -> None:
    graded = report(finding(rule_id, evidence=evidence))
    (change,) = graded.changes
    assert (change.severity, change.verdict, change.bump) == (severity, verdict, bump)
    assert (graded.verdict, graded.bump) == (verdict, bump)


@pytest.mark.parametrize(
    ("rule_id", "grade", "evidence", "severity", "verdict"),
    [
        ("grave", WARNING, None, WARNING, Verdict.COMPATIBLE),
        ("grave", INFO, witness(), INFO, Verdict.COMPATIBLE),
        ("noted", BREAKING, None, BREAKING, Verdict.BREAKING),
        ("noted", BREAKING, Proof("nobody reads it"), INFO, Verdict.COMPATIBLE),
        ("grave", WARNING, Doubt("unclear"), WARNING, Verdict.UNDECIDED),
    ],
)
def test_a_policy_grades_a_rule_anew(
    rule_id: str, grade: Severity, evidence: Evidence, severity: Severity, verdict: Verdict
) -> None:
    (change,) = report(finding(rule_id, evidence=evidence), policy=Policy({rule_id: grade})).changes
    assert (change.severity, change.verdict) == (severity, verdict)


@pytest.mark.parametrize("evidence", [None, Doubt("unclear"), Proof("it was never sent"), witness()])
def test_a_rule_that_is_off_is_left_out(evidence: Evidence) -> None:
    graded = report(finding("grave", evidence=evidence), policy=Policy({"grave": OFF}))
    assert (graded.changes, graded.verdict, graded.bump) == ((), Verdict.COMPATIBLE, Bump.NONE)


def test_the_undecided_may_be_held_for_a_warning() -> None:
    graded = report(finding("doubtful", evidence=Doubt("unclear")), policy=Policy(undecided=WARNING))
    assert graded.changes[0].verdict is Verdict.UNDECIDED
    assert (graded.verdict, graded.bump) == (Verdict.COMPATIBLE, Bump.MINOR)
    assert graded.counts == {"breaking": 0, "undecided": 0, "warning": 1, "info": 0}


def test_the_gravest_come_first_and_are_counted() -> None:
    graded = report(
        finding("told"),
        finding("noted", operations=("PUT /b",)),
        finding("noted", "x", operations=("PUT /a",)),
        finding("doubtful", evidence=Doubt("unclear")),
        finding("grave", evidence=witness()),
    )
    assert [change.id for change in graded.changes] == ["grave", "doubtful", "noted", "noted", "told"]
    assert [change.operations[0] for change in graded.changes[2:4]] == ["PUT /a", "PUT /b"]
    assert graded.counts == {"breaking": 1, "undecided": 1, "warning": 2, "info": 1}
    assert list(graded.counts) == ["breaking", "undecided", "warning", "info"]


@pytest.mark.parametrize(
    ("rules", "bump"),
    [((), Bump.NONE), (("told",), Bump.PATCH), (("told", "noted"), Bump.MINOR), (("noted", "grave"), Bump.MAJOR)],
)
def test_the_whole_asks_for_the_greatest_bump(rules: tuple[str, ...], bump: Bump) -> None:
    assert report(*(finding(each) for each in rules)).bump is bump


def test_what_does_not_break_asks_for_the_bump_of_its_rule() -> None:
    grave = rule("grave", BREAKING, Bump.MINOR)
    for evidence, policy in ((Proof("never sent"), Policy()), (None, Policy({"grave": WARNING}))):
        found = [finding("grave", evidence=evidence)]
        options = Options.under(policy)
        graded = grading.graded(
            found, base=described("a"), revision=described("b"), options=options, rules={"grave": grave}
        )
        assert (graded.bump, graded.changes[0].bump) == (Bump.MINOR, Bump.MINOR)


def test_the_order_of_findings_does_not_matter() -> None:
    found = [finding("grave", name) for name in "abc"] + [finding("told", name) for name in "abc"]
    assert report(*found) == report(*reversed(found))


def test_an_ignored_change_comes_last() -> None:
    (change,) = report(finding("grave")).changes
    policy = Policy(exemptions=(Exemption(change.fingerprint, "Nobody calls it."),))
    graded = report(finding("grave"), finding("told"), policy=policy)
    assert [change.id for change in graded.changes] == ["told", "grave"]


def test_an_ignored_change_is_shown_and_not_counted() -> None:
    (fingerprint,) = (change.fingerprint for change in report(finding("grave", evidence=witness())).changes)
    policy = Policy(exemptions=(Exemption(fingerprint, "Nobody calls it."),))
    graded = report(finding("grave", evidence=witness()), policy=policy)
    assert graded.changes[0].ignored is not None
    assert graded.changes[0].verdict is Verdict.BREAKING, "what is so stays so"
    assert (graded.verdict, graded.bump) == (Verdict.COMPATIBLE, Bump.MINOR)
    assert graded.counts["breaking"] == 0


@pytest.mark.parametrize(
    ("today", "ignored"), [(date(2026, 7, 1), True), (date(2026, 7, 2), False), (date(2026, 6, 1), True), (None, False)]
)
def test_a_change_is_ignored_until_the_end_of_a_day(today: date | None, ignored: bool) -> None:
    (change,) = report(finding("grave")).changes
    policy = Policy(exemptions=(Exemption(change.fingerprint, "Nobody calls it.", date(2026, 7, 1)),))
    (judged,) = report(finding("grave"), policy=policy, today=today).changes
    assert (judged.ignored is not None) is ignored


@pytest.mark.parametrize(
    ("sunset", "today", "removals", "severity"),
    [
        ("2026-06-30", TODAY, Removals.ALLOWED, WARNING),
        ("2026-06-30T10:00:00Z", TODAY, Removals.ALLOWED, WARNING),
        ("Tue, 30 Jun 2026 10:00:00 GMT", TODAY, Removals.ALLOWED, WARNING),
        ("2026-07-01", TODAY, Removals.ALLOWED, WARNING),
        ("2026-07-02", TODAY, Removals.ALLOWED, BREAKING),
        ("2026-06-30", TODAY, Removals.FORBIDDEN, BREAKING),
        ("2026-06-30", None, Removals.ALLOWED, BREAKING),
        ("soon", TODAY, Removals.ALLOWED, BREAKING),
        ("2026-13-45", TODAY, Removals.ALLOWED, BREAKING),
        ("", TODAY, Removals.ALLOWED, BREAKING),
    ],
)
def test_what_was_announced_to_go_may_go_where_the_policy_allows_it(
    sunset: str, today: date | None, removals: Removals, severity: Severity
) -> None:
    found = finding("operation-removed", sunset=sunset)
    (change,) = report(found, policy=Policy(removal_after_sunset=removals), today=today).changes
    assert change.severity is severity


def test_only_a_removal_may_be_allowed_by_a_sunset() -> None:
    policy = Policy(removal_after_sunset=Removals.ALLOWED)
    (change,) = report(finding("grave", sunset="2020-01-01"), policy=policy).changes
    assert change.severity is BREAKING


def test_braces_in_a_document_are_no_placeholders() -> None:
    (change,) = report(finding("grave", "{name} {0.__class__}")).changes
    assert change.message == "The field {name} {0.__class__} went."


def test_a_message_still_to_be_written_is_a_defect() -> None:
    document = {"openapi": "3.0.3", "paths": {"/pets": {"get": {"responses": {}}}}}
    (operation,) = normalize(document).operations.values()
    shown = Shown(Side.BASE, "GET /pets", operation, Kind.REQUEST, "it went")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="grave"):
        report(finding("grave", evidence=shown))


def test_fingerprints_survive_edits_elsewhere_and_moved_places() -> None:
    (before,) = report(finding("grave", "POST /pets", "a")).changes
    moved = finding("grave", "POST /pets", "a", base="/other/3", revision=None, operations=("POST /pets",))
    after = {change.id: change for change in report(finding("told", "b"), moved).changes}
    assert after["grave"].fingerprint == before.fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (finding("grave", "a"), finding("another-grave", "a")),
        (finding("grave", "a", "b"), finding("grave", "ab")),
        (finding("grave", "a", "b"), finding("grave", 'a","b')),
        (finding("grave", "a", "1"), finding("grave", "a")),
        (finding("grave", "\ud800"), finding("grave", "\\ud800")),
    ],
)
def test_different_changes_have_different_fingerprints(one: Finding, other: Finding) -> None:
    assert len({change.fingerprint for change in report(one, other).changes}) == 2


def test_changes_of_one_subject_are_told_apart_whatever_their_order() -> None:
    found = [finding("grave", "a", base=f"/{name}", operations=(f"GET /{name}",)) for name in "xyz"]
    forward, backward = report(*found), report(*reversed(found))
    assert len({change.fingerprint for change in forward.changes}) == 3
    assert forward == backward


def test_a_fingerprint_is_the_same_in_every_version() -> None:
    (change,) = report(finding("grave", "a", operations=())).changes
    assert change.fingerprint == "39a895cd6e23ed06"


def test_a_report_graded_anew_is_the_report_of_the_other_policy() -> None:
    lenient = Policy(severities={"grave": WARNING, "told": OFF}, undecided=WARNING)
    findings = [finding("grave", evidence=witness()), finding("told"), finding("noted", evidence=Doubt("unclear"))]
    kept = from_dict(report(*findings).to_dict())
    graded_anew = regraded(kept, options=Options(policy=lenient, today=TODAY), rules=RULES)
    assert graded_anew.to_dict() == report(*findings, policy=lenient).to_dict()


def test_a_report_with_a_rule_of_another_engine_is_not_graded_anew() -> None:
    with pytest.raises(ValueError, match="grave"):
        regraded(report(finding("grave")), options=Options(), rules={})
