"""Rules, findings and reports made by hand; some say what a hostile document would."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from openapi_contracts.contracts import Direction
from openapi_contracts.findings import Doubt, Evidence, Finding, Proof, Witness
from openapi_contracts.options import Options
from openapi_contracts.policy import Exemption, Policy
from openapi_contracts.report.grading import graded
from openapi_contracts.report.model import Described, Report
from openapi_contracts.rules import Rule
from openapi_contracts.vocabulary import Bump, Effect, Severity, Side

HOSTILE = (
    "a|b\r\n::error::x `` ``` ```` <script>alert(1)</script> <img src=x onerror=y> </pre></details>\n"
    "```\n# heading\n* [link](http://example.com) @someone <!-- --> ]]> &amp; %0A , : {0} {name} "
    "\x00\x1b[31m\x07 \u202e\u2028 😀 \ufffe \ud800 'quoted' \"twice\""
)
TODAY = date(2026, 7, 1)


def rule(rule_id: str, severity: Severity, bump: Bump = Bump.MINOR, sentence: str = "The field {name} went.") -> Rule:
    """Return a rule that is nothing special."""
    return Rule(
        id=rule_id,
        effect=Effect.NARROWS,
        direction=Direction.REQUEST,
        severity=severity,
        bump=bump,
        sentence=sentence,
        before="required: []\n",
        after="required: [name]\n",
        why="A client that does not send it is refused.",
    )


RULES: Mapping[str, Rule] = {
    each.id: each
    for each in (
        rule("grave", Severity.BREAKING),
        rule("another-grave", Severity.BREAKING),
        rule("doubtful", Severity.BREAKING),
        rule("noted", Severity.WARNING),
        rule("told", Severity.INFO, Bump.PATCH),
        replace(rule("operation-removed", Severity.BREAKING), announceable=True),
    )
}


def witness(text: str = "POST /pets\n\n{}", **other: Any) -> Witness:
    """Return a message that the base allows and the revision does not."""
    message = {"method": "POST", "path": "/pets", "body": {}}
    given = {"accepted_by": Side.BASE, "failure": '"name" is a required property', "confirmed": True, "value": {}}
    return Witness(**{"text": text, "message": message, **given, **other})


def finding(
    rule_id: str,
    *subject: str,
    evidence: Evidence = None,
    base: str | None = "/paths/~1pets",
    revision: str | None = "/paths/~1pets",
    operations: tuple[str, ...] = ("POST /pets",),
    **values: str,
) -> Finding:
    """Return a finding of a rule about `subject`."""
    said = {"name": " ".join(subject) or "name"} | values
    return Finding(rule_id, said, base, revision, operations, subject or ("name",), evidence)


def described(name: str | None, path: str | None = None) -> Described:
    """Return a document that names itself Petstore."""
    return Described("Petstore", "1.0.0", "3.0.3", name=name, path=path or name)


def report(*findings: Finding, policy: Policy | None = None, today: date | None = TODAY) -> Report:
    """Grade findings under a policy, by the rules made here."""
    options = Options.under(policy or Policy(), today=today)
    return graded(findings, base=described("old.yaml"), revision=described("new.yaml"), options=options, rules=RULES)


def of_every_kind(said: str = "plain") -> Report:
    """Return a report with a change of every kind, one ignored, that says `said` wherever a document could."""
    findings = (
        finding("grave", said, evidence=witness(said, value=Decimal("0.1"), failure=said), operations=(said, "GET /")),
        finding("grave", said, "ignored", evidence=None, revision=None),
        finding("doubtful", said, evidence=Doubt(said), base=None),
        finding("another-grave", said, evidence=Proof(said)),
        finding("noted", said, operations=tuple(f"GET /{n:02}" for n in range(17))),
        finding("told", said, operations=(), base=f"/{said}", revision=f"/{said}"),
    )
    ignored = next(change for change in report(*findings).changes if change.revision is None)
    policy = Policy(exemptions=(Exemption(ignored.fingerprint, said, date(2026, 12, 31)),))
    return report(*findings, policy=policy)
