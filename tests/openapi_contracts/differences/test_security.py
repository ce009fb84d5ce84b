"""Security: who is served before and after, by small documents and against an enumeration of all clients."""

import random
from itertools import chain, combinations
from typing import Any

import pytest

from openapi_contracts.differences.security import security
from openapi_contracts.findings import Doubt, Finding, Kind, Shown
from openapi_contracts.rules.security import RULES
from openapi_contracts.vocabulary import Severity, Side
from tests.depth import share
from tests.openapi_contracts.differences.outlines import SCHEMES, Document, found, ids, outline, said

BOTH = ("GET /pets", "POST /pets")
OAUTH, BASIC = SCHEMES["oauth"], SCHEMES["basic"]


def asking(security: Any, **schemes: Any) -> Document:
    """Write a document that asks for credentials everywhere; schemes override those all documents have."""
    return outline(security=security, schemes={**SCHEMES, **schemes})


def flow(name: str = "implicit", scopes: tuple[str, ...] = ("read",), **members: Any) -> Document:
    return {"type": "oauth2", "flows": {name: {"scopes": dict.fromkeys(scopes, ""), **members}}}


def webhook(security: Any) -> Document:
    return outline(webhooks={"paid": {"post": {"security": security, "responses": {}}}})


def only(*names: str) -> Document:
    return {name: SCHEMES[name] for name in names}


# rule, before, after, sentence
CASES: list[tuple[str, Document, Document, str]] = [
    (
        "security-added",
        asking([]),
        asking([{"key": []}]),
        "Requests without credentials are rejected: the operation requires the API key in header `X-Key` (`key`)",
    ),
    (
        "security-added",
        asking([{}, {"key": []}]),
        asking([{"key": []}]),
        "Requests without credentials are rejected: the operation requires the API key in header `X-Key` (`key`)",
    ),
    (
        "security-alternative-removed",
        asking([{"key": []}, {"basic": []}]),
        asking([{"basic": []}]),
        "Clients with the API key in header `X-Key` (`key`) alone are rejected: "
        "the operation requires HTTP basic (`basic`)",
    ),
    (
        "security-alternative-removed",
        asking([{"user": []}, {"admin": []}]),
        asking([{"admin": []}]),
        "Clients with HTTP bearer (`user`) alone are rejected: the operation requires HTTP bearer (`admin`)",
    ),
    (
        "security-credential-added",
        asking([{"key": []}]),
        asking([{"key": [], "basic": []}]),
        "The operation requires HTTP basic (`basic`) in addition to the API key in header `X-Key` (`key`)",
    ),
    (
        "security-scope-added",
        asking([{"oauth": ["read"]}]),
        asking([{"oauth": ["read", "write"]}]),
        "Credentials of OAuth 2.0 (`oauth`) also need the scopes `write`",
    ),
    (
        "security-scheme-changed",
        asking([{"key": []}]),
        asking([{"key": []}], key={"type": "apiKey", "in": "header", "name": "Api-Key"}),
        "The operation requires the API key in header `Api-Key` (`key`); "
        "the API key in header `X-Key` (`key`) was sufficient before",
    ),
    (
        "security-scheme-changed",
        asking([{"key": []}]),
        asking([{"key": []}], key={"type": "apiKey", "in": "query", "name": "X-Key"}),
        "The operation requires the API key in query `X-Key` (`key`); "
        "the API key in header `X-Key` (`key`) was sufficient before",
    ),
    (
        "security-scheme-changed",
        asking([{"basic": []}]),
        asking([{"basic": []}], basic={"type": "http", "scheme": "bearer"}),
        "The operation requires HTTP bearer (`basic`); HTTP basic (`basic`) was sufficient before",
    ),
    (
        "security-scheme-changed",
        asking([{"login": []}]),
        asking([{"login": []}], login={"type": "openIdConnect", "openIdConnectUrl": "https://b.example"}),
        "The operation requires OpenID Connect of `https://b.example` (`login`); "
        "OpenID Connect of `https://a.example/.well-known/openid-configuration` (`login`) was sufficient before",
    ),
    (
        "security-undecided",
        asking([{"user": []}]),
        asking([{"user": []}], user=OAUTH),
        "It is undecided whether clients with HTTP bearer (`user`) are served where OAuth 2.0 (`user`) is required: "
        "the old and the new `user` look the same in a message, and no document says whether they are interchangeable",
    ),
    (
        "security-undecided",
        asking([{"key": []}]),
        asking([{"key": []}], key={"type": "spell"}),
        "It is undecided whether clients with the API key in header `X-Key` (`key`) are served where "
        "an unclear credential is required: no type of security scheme is named 'spell'",
    ),
    (
        "security-undecided",
        asking([{"key": []}]),
        asking(["key"]),
        "It is undecided whether clients with the API key in header `X-Key` (`key`) are served where "
        "an unclear requirement is required: a security requirement is an object",
    ),
    ("security-removed", asking([{"key": []}]), asking([]), "Requests no longer need credentials"),
    (
        "security-alternative-added",
        asking([{"key": []}]),
        asking([{"key": []}, {"basic": []}]),
        "Clients may also use HTTP basic (`basic`)",
    ),
    (
        "security-credential-removed",
        asking([{"key": [], "basic": []}]),
        asking([{"key": []}]),
        "HTTP basic (`basic`) is no longer required in addition to the API key in header `X-Key` (`key`)",
    ),
    (
        "security-scope-removed",
        asking([{"oauth": ["read", "write"]}]),
        asking([{"oauth": ["read"]}]),
        "Credentials of OAuth 2.0 (`oauth`) no longer need the scopes `write`",
    ),
    (
        "webhook-security-reduced",
        webhook([{"sign": []}]),
        webhook([]),
        "The provider may send requests with no credentials; receivers require the API key in query `sign` (`sign`)",
    ),
    (
        "webhook-security-raised",
        webhook([]),
        webhook([{"sign": []}]),
        "The provider no longer sends requests with no credentials: they carry the API key in query `sign` (`sign`)",
    ),
    (
        "webhook-security-undecided",
        webhook([{"sign": []}]),
        webhook([1]),
        "It is undecided whether receivers that require the API key in query `sign` (`sign`) accept requests with "
        "an unclear requirement: a security requirement is an object",
    ),
    (
        "oauth-flow-removed",
        asking([{"oauth": []}]),
        asking([{"oauth": []}], oauth={"type": "oauth2", "flows": {}}),
        "The OAuth 2.0 flow implicit of `oauth` was removed",
    ),
    (
        "oauth-flow-added",
        asking([{"oauth": []}]),
        asking([{"oauth": []}], oauth={"type": "oauth2", "flows": {**OAUTH["flows"], "password": {"scopes": {}}}}),
        "Clients can also obtain tokens of `oauth` by the OAuth 2.0 flow password",
    ),
    (
        "oauth-url-changed",
        asking([{"oauth": []}], oauth=flow(tokenUrl="https://a.example")),
        asking([{"oauth": []}], oauth=flow(tokenUrl="https://b.example")),
        "`tokenUrl` of the OAuth 2.0 flow implicit of `oauth` changed from `https://a.example` to `https://b.example`",
    ),
    (
        "oauth-scopes-removed",
        asking([{"oauth": ["read"]}], oauth=flow(scopes=("read", "write"))),
        asking([{"oauth": ["read"]}], oauth=flow()),
        "The OAuth 2.0 flow implicit of `oauth` no longer offers the scopes `write`",
    ),
    (
        "oauth-scopes-added",
        asking([{"oauth": ["read"]}], oauth=flow()),
        asking([{"oauth": ["read"]}], oauth=flow(scopes=("read", "write"))),
        "The OAuth 2.0 flow implicit of `oauth` offers the scopes `write`",
    ),
    (
        "unused-security-scheme-changed",
        asking([{"key": []}]),
        asking([{"key": []}], basic={"type": "http", "scheme": "digest"}),
        "The security scheme `basic`, which no operation requires, was changed",
    ),
]


@pytest.mark.parametrize(
    ("rule", "old", "new", "sentence"), CASES, ids=[f"{at}-{case[0]}" for at, case in enumerate(CASES)]
)
def test_a_change_of_security_is_found_and_said(rule: str, old: Document, new: Document, sentence: str) -> None:
    findings = [one for one in found(security.compare, old, new) if one.rule != "unused-security-scheme-changed"]
    findings = findings or found(security.compare, old, new)
    assert [said(RULES, one) for one in findings if one.rule == rule] == [sentence]
    grave = {one.rule for one in findings if severity(one) is Severity.BREAKING}
    assert grave <= {rule}, "nothing else breaks"


def severity(finding: Finding) -> Severity:
    return next(rule.severity for rule in RULES if rule.id == finding.rule)


def test_every_rule_has_a_case() -> None:
    assert {case[0] for case in CASES} == {rule.id for rule in RULES}


@pytest.mark.parametrize(("rule", "old", "new", "_"), CASES, ids=[f"{at}-{case[0]}" for at, case in enumerate(CASES)])
def test_what_breaks_is_shown_by_a_message_and_what_is_undecided_says_why(
    rule: str, old: Document, new: Document, _: str
) -> None:
    for one in found(security.compare, old, new):
        undecided = one.rule.endswith("-undecided")
        assert isinstance(one.evidence, Doubt) is undecided
        assert isinstance(one.evidence, Shown) is (severity(one) is Severity.BREAKING and not undecided)


def test_the_witness_of_a_client_is_a_request_with_the_credentials_that_were_enough() -> None:
    (finding,) = found(security.compare, asking([{"key": []}]), asking([{"key": [], "basic": []}]))
    shown = finding.evidence
    assert isinstance(shown, Shown)
    assert (shown.side, shown.kind, shown.label) == (Side.BASE, Kind.REQUEST, "GET /pets")
    assert shown.security is not None
    assert [one.scheme.name for one in shown.security.credentials] == ["key"]  # type: ignore[union-attr]
    assert shown.refused == "the revision requires the API key in header `X-Key` (`key`) and HTTP basic (`basic`)"


def test_the_witness_of_a_webhook_is_a_request_of_the_revision() -> None:
    (finding,) = found(security.compare, webhook([{"sign": []}]), webhook([]))
    shown = finding.evidence
    assert isinstance(shown, Shown)
    assert (shown.side, shown.kind, shown.label) == (Side.REVISION, Kind.REQUEST, "WEBHOOK paid POST")
    assert shown.security is not None
    assert shown.security.credentials == ()


def test_what_the_document_asks_for_is_found_once_for_all_operations() -> None:
    (finding,) = found(security.compare, asking([{"oauth": ["read"]}]), asking([{"oauth": ["read", "write"]}]))
    assert finding.operations == BOTH
    assert (finding.base, finding.revision) == ("/security/0", "/security/0")


def test_a_scheme_that_changed_is_found_once_whatever_asks_for_it() -> None:
    changed = {**SCHEMES, "key": {"type": "apiKey", "in": "query", "name": "key"}}
    old, new = (
        outline(security=[{"key": []}], schemes=schemes, operation={"security": [{"key": [], "basic": []}]})
        for schemes in (SCHEMES, changed)
    )
    (finding,) = [one for one in found(security.compare, old, new) if one.rule != "unused-security-scheme-changed"]
    assert finding.rule == "security-scheme-changed"
    assert finding.operations == BOTH
    assert finding.base == finding.revision == "/components/securitySchemes/key"


def test_what_one_operation_asks_for_is_its_own_change() -> None:
    old = outline(operation={"security": [{"key": []}]})
    new = outline(operation={"security": [{"key": [], "basic": []}]})
    (finding,) = [one for one in found(security.compare, old, new) if one.rule == "security-credential-added"]
    assert finding.operations == ("GET /pets",)
    assert finding.subject[0] == "GET /pets"


SAME: list[tuple[str, Document, Document]] = [
    ("alternatives in another order", asking([{"key": []}, {"basic": []}]), asking([{"basic": []}, {"key": []}])),
    ("twins in another order", asking([{"user": []}, {"admin": []}]), asking([{"admin": []}, {"user": []}])),
    ("scopes in another order", asking([{"oauth": ["a", "b"]}]), asking([{"oauth": ["b", "a"]}])),
    (
        "an alternative that another makes superfluous",
        asking([{"key": []}]),
        asking([{"key": []}, {"key": [], "basic": []}]),
    ),
    (
        "said by the document or by its operations",
        asking([{"key": []}]),
        {**outline(operation={"security": [{"key": []}]}, security=[{"key": []}])},
    ),
    (
        "the case of a header",
        asking([{"key": []}]),
        asking([{"key": []}], key={"type": "apiKey", "in": "header", "name": "x-key"}),
    ),
    (
        "the case of a scheme of HTTP",
        asking([{"basic": []}]),
        asking([{"basic": []}], basic={"type": "http", "scheme": "Basic"}),
    ),
    ("bearerFormat", asking([{"user": []}]), asking([{"user": []}], user={**SCHEMES["user"], "bearerFormat": "JWT"})),
    (
        "a scheme of another name",
        outline(security=[{"key": []}], schemes=only("key")),
        outline(security=[{"renamed": []}], schemes={"renamed": SCHEMES["key"]}),
    ),
    (
        "a scheme of OAuth 2.0 of another name",
        outline(security=[{"oauth": ["read"]}], schemes=only("oauth")),
        outline(security=[{"renamed": ["read"]}], schemes={"renamed": SCHEMES["oauth"]}),
    ),
    (
        "what nobody understands, twice",
        asking([{"odd": []}], odd={"type": "spell"}),
        asking([{"odd": []}], odd={"type": "spell"}),
    ),
    (
        "a webhook, by what clients are asked for",
        outline(security=[{"key": []}], webhooks={"a": {"post": {}}}, paths={}),
        outline(webhooks={"a": {"post": {}}}, paths={}),
    ),
]


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_what_changes_nobody_s_requests_is_no_change(old: Document, new: Document) -> None:
    for one, other in ((old, new), (new, old)):
        assert [rule for rule in ids(found(security.compare, one, other)) if not rule.startswith("unused")] == []


def test_two_credentials_that_look_alike_are_two_where_both_documents_tell_them_apart() -> None:
    assert (
        ids(found(security.compare, asking([{"user": []}]), asking([{"admin": []}])))[0] == "security-alternative-added"
    )
    assert "security-alternative-removed" in ids(
        found(security.compare, asking([{"user": []}]), asking([{"admin": []}]))
    )


def test_a_scheme_that_takes_the_place_of_another_is_undecided() -> None:
    old = outline(security=[{"user": []}], schemes=only("user"))
    new = outline(security=[{"admin": []}], schemes=only("user", "admin"))
    assert [rule for rule in ids(found(security.compare, old, new)) if not rule.startswith("unused")] == [
        "security-undecided"
    ]


def test_what_is_unclear_of_a_scheme_is_found_once_and_where_it_is_written() -> None:
    odd = {**SCHEMES, "key": {"type": "spell"}}
    old, new = (
        outline(security=[{"key": []}], schemes=schemes, operation={"security": [{"key": []}]})
        for schemes in (SCHEMES, odd)
    )
    findings = [one for one in found(security.compare, old, new) if isinstance(one.evidence, Doubt)]
    assert {one.revision for one in findings} == {"/components/securitySchemes/key"}


def test_more_alternatives_than_are_compared_are_undecided_and_the_same_ones_are_not() -> None:
    many = [{"key": [], "basic": [str(number)]} for number in range(200)]
    assert ids(found(security.compare, asking(many), asking(many))) == []
    assert ids(found(security.compare, asking(many), asking(many[1:]))) == ["security-undecided"]


UNIVERSE = [("key", ()), ("sign", ()), ("oauth", ("read", "write")), ("user", ("a",)), ("admin", ("a",))]


def clients() -> list[dict[str, frozenset[str]]]:
    """List every set of credentials a client may have."""
    holdings = [{}]  # type: list[dict[str, frozenset[str]]]
    for name, scopes in UNIVERSE:
        subsets = chain.from_iterable(combinations(scopes, size) for size in range(len(scopes) + 1))
        had = [frozenset(subset) for subset in subsets]
        holdings = [{**held, **extra} for held in holdings for extra in ({}, *({name: each} for each in had))]
    return holdings


CLIENTS = clients()


def passes(client: dict[str, frozenset[str]], requirements: list[dict[str, list[str]]]) -> bool:
    """Say whether a client is served, by the words of OAS 3.1.0, 4.8.30."""
    alternatives = requirements or [{}]
    return any(
        all(name in client and set(needed) <= client[name] for name, needed in one.items()) for one in alternatives
    )


def drawn(chance: random.Random) -> list[dict[str, list[str]]]:
    found = []
    for _ in range(chance.randint(0, 3)):
        names = chance.sample(UNIVERSE, chance.choice([0, 1, 1, 1, 2, 2, 3]))
        found.append({name: chance.sample(scopes, chance.randint(0, len(scopes))) for name, scopes in names})
    return found


def test_it_breaks_iff_some_client_is_refused_and_widens_iff_some_client_is_new() -> None:
    chance = random.Random(3)
    counted, drawings = {True: 0, False: 0}, share(3_000)
    for _ in range(drawings):
        old, new = drawn(chance), drawn(chance)
        findings = found(security.compare, asking(old), asking(new))
        findings = [one for one in findings if not one.rule.startswith("unused")]
        refused = any(passes(client, old) and not passes(client, new) for client in CLIENTS)
        admitted = any(passes(client, new) and not passes(client, old) for client in CLIENTS)
        assert any(isinstance(one.evidence, Shown) for one in findings) is refused, (old, new)
        assert any(one.evidence is None for one in findings) is admitted, (old, new)
        assert not any(isinstance(one.evidence, Doubt) for one in findings), (old, new)
        counted[refused] += 1
    assert min(counted.values()) > drawings // 6


def test_a_webhook_breaks_iff_the_provider_may_send_what_some_receiver_refuses() -> None:
    chance = random.Random(8)
    for _ in range(share(1_000)):
        old, new = drawn(chance), drawn(chance)
        findings = [one for one in found(security.compare, webhook(old), webhook(new)) if "webhook" in one.rule]
        sendable = [{name: frozenset(scopes) for name, scopes in one.items()} for one in new or [{}]]
        refused = any(not passes(sent, old) for sent in sendable)
        assert any(isinstance(one.evidence, Shown) for one in findings) is refused, (old, new)


def test_renaming_every_scheme_changes_no_verdict() -> None:
    chance = random.Random(9)
    for _ in range(share(500)):
        old, new = drawn(chance), drawn(chance)
        named = {name: {**scheme, "description": name} for name, scheme in SCHEMES.items() if name != "admin"}
        old, new = ([{name: one[name] for name in one if name != "admin"} for one in side] for side in (old, new))
        renamed = outline(
            security=[{f"x-{name}": scopes for name, scopes in one.items()} for one in new],
            schemes={f"x-{name}": scheme for name, scheme in named.items()},
        )
        kept = outline(security=new, schemes=named)
        verdicts = [
            sorted(
                {
                    type(one.evidence).__name__
                    for one in found(security.compare, outline(security=old, schemes=named), document)
                }
            )
            for document in (kept, renamed)
        ]
        assert set(verdicts[0]) - {"NoneType"} == set(verdicts[1]) - {"NoneType"}, (old, new)


def test_every_witness_has_credentials_that_were_enough_and_are_not() -> None:
    chance = random.Random(4)
    for _ in range(share(1_000)):
        old, new = drawn(chance), drawn(chance)
        for finding in found(security.compare, asking(old), asking(new)):
            if isinstance(finding.evidence, Shown):
                assert finding.evidence.security is not None
                held = {
                    one.scheme.name: frozenset(one.scopes)  # type: ignore[union-attr]
                    for one in finding.evidence.security.credentials
                }
                assert passes(held, old)
                assert not passes(held, new)
