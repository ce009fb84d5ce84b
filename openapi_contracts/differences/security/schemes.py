"""Compares security schemes: OAuth 2.0 flows, and schemes that no operation requires."""

from collections.abc import Iterator, Mapping, Sequence

from openapi_contracts.contracts import Contract, Operation, Unclear
from openapi_contracts.contracts.model import Flow, SecurityScheme
from openapi_contracts.differences import wording
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.differences.recording import FindingRecorder, pointer
from openapi_contracts.documents.pointers import escape

_URLS = {
    "authorizationUrl": "authorization_url",
    "tokenUrl": "token_url",
    "refreshUrl": "refresh_url",
    "deviceAuthorizationUrl": "device_authorization_url",
}

Change = tuple[str, dict[str, str], tuple[str, ...]]
"""A rule, its values, and the steps below the scheme at which it stands."""


def compare(base: Contract, revision: Contract, shared: Sequence[OperationPair], recorder: FindingRecorder) -> None:
    """Record the changed OAuth 2.0 flows of required schemes, and the changed schemes that no operation requires."""
    changed = [(old, new) for old, new in _paired(base, revision) if old.flows != new.flows]
    users = _users(shared) if changed else []
    for old, new in changed:
        labels = [label for label, was, now in users if old.name in was and new.name in now]
        changes = list(_flow_changes(old.flows, new.flows)) if labels else []
        for rule, values, steps in changes:
            places = _place(old, steps), _place(new, steps)
            for label in labels:
                values_with_scheme = {"scheme": wording.quoted(new.name), **values}
                recorder.add(rule, values_with_scheme, *places, subject=(*steps, *values.values()), label=label)
    _compare_unused(recorder, base, revision)


def _users(shared: Sequence[OperationPair]) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    return [(pair.label, frozenset(_used(pair.old)), frozenset(_used(pair.new))) for pair in shared]


def _used(operation: Operation) -> Iterator[str]:
    for requirement in operation.security:
        for credential in () if isinstance(requirement, Unclear) else requirement.credentials:
            if isinstance(credential.scheme, SecurityScheme):
                yield credential.scheme.name


def _paired(base: Contract, revision: Contract) -> list[tuple[SecurityScheme, SecurityScheme]]:
    """Match OAuth 2.0 schemes by name; a single removed name matches a single new one."""
    old, new = _oauth(base), _oauth(revision)
    gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    renamed = [(old[gone[0]], new[come[0]])] if len(gone) == len(come) == 1 else []
    return [*((old[name], new[name]) for name in sorted(old.keys() & new.keys())), *renamed]


def _oauth(contract: Contract) -> dict[str, SecurityScheme]:
    schemes = contract.security_schemes.items()
    return {name: one for name, one in schemes if isinstance(one, SecurityScheme) and one.type == "oauth2"}


def _flow_changes(old: Mapping[str, Flow], new: Mapping[str, Flow]) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield "oauth-flow-removed", {"flow": name}, (name,)
        elif name not in old:
            yield "oauth-flow-added", {"flow": name}, (name,)
        else:
            yield from _within_flow(name, old[name], new[name])


def _within_flow(name: str, old: Flow, new: Flow) -> Iterator[Change]:
    for member, attribute in _URLS.items():
        was, now = getattr(old, attribute), getattr(new, attribute)
        if was != now:
            values = {"flow": name, "member": member, "old": _url(was), "new": _url(now)}
            yield "oauth-url-changed", values, (name, member)
    gone, come = set(old.scopes) - set(new.scopes), set(new.scopes) - set(old.scopes)
    if gone:
        yield "oauth-scopes-removed", {"flow": name, "scopes": wording.scopes(sorted(gone))}, (name, "scopes")
    if come:
        yield "oauth-scopes-added", {"flow": name, "scopes": wording.scopes(sorted(come))}, (name, "scopes")


def _url(text: str | None) -> str:
    return "none" if text is None else wording.quoted(text)


def _place(scheme: SecurityScheme, steps: tuple[str, ...]) -> str | None:
    """Return the pointer of a part of a flow; None where it is absent. A flow of OpenAPI 2.0 is its scheme."""
    raw, at = scheme.origin.raw, scheme.origin.pointer
    for step in ("flows", *steps) if "flows" in raw else steps[1:] if steps[0] in scheme.flows else steps:
        if not isinstance(raw, dict) or step not in raw:
            return None
        raw, at = raw[step], f"{at}/{escape(step)}"
    return at


def _compare_unused(recorder: FindingRecorder, base: Contract, revision: Contract) -> None:
    """Record changes of schemes that no operation requires, which change no message."""
    old, new = base.security_schemes, revision.security_schemes
    if old == new:
        return
    used = {*_all_used(base), *_all_used(revision)}
    for name in sorted((old.keys() | new.keys()) - used):
        was, now = old.get(name), new.get(name)
        if was != now:
            what = "added" if was is None else "removed" if now is None else "changed"
            values = {"scheme": wording.quoted(name), "what": what}
            recorder.add("unused-security-scheme-changed", values, pointer(was), pointer(now), subject=(what, name))


def _all_used(contract: Contract) -> Iterator[str]:
    waiting: list[Operation | Unclear] = [*contract.operations.values(), *contract.webhooks.values()]
    while waiting:
        operation = waiting.pop()
        if isinstance(operation, Operation):
            yield from _used(operation)
            waiting += operation.callbacks.values()
