"""Access: tokens are kept as hashes, compared in constant time, and hold only for what they name."""

from datetime import timedelta

import pytest

from registry import access, errors
from registry.access import ANONYMOUS, RANDOM_BYTES, Caller, Reads
from registry.model import Scope, Token
from registry.ports import Store
from tests.registry.documents import ADMIN, NOW

RANDOMNESS = bytes(range(RANDOM_BYTES))


def issue(store: Store, *scopes: Scope, apis: tuple[str, ...] = ("*",), lifetime: timedelta | None = None) -> str:
    expires_at = NOW + lifetime if lifetime else None
    _, credential = access.issue(
        store, name="ci", scopes=scopes, apis=apis, expires_at=expires_at, by=ADMIN, at=NOW, randomness=RANDOMNESS
    )
    return credential


def authenticate(store: Store, credential: str, *, reads: Reads = Reads.OPEN) -> Caller:
    return access.authenticate(store, credential, reads=reads, admin_token="the-operators-token", at=NOW)


def test_a_token_names_its_caller(store: Store) -> None:
    credential = issue(store, Scope.PUBLISH, apis=("pet*",))
    caller = authenticate(store, credential)
    assert (caller.name, caller.scopes, caller.apis) == ("ci", frozenset({Scope.PUBLISH}), ("pet*",))


def test_the_operators_token_has_every_right(store: Store) -> None:
    authenticate(store, "the-operators-token").require(Scope.ADMIN)


def test_a_token_is_kept_only_as_a_hash(store: Store) -> None:
    credential = issue(store, Scope.READ)
    (token,) = store.tokens(limit=10, after=None).items
    assert isinstance(token, Token)
    assert credential.rsplit("_", 1)[1] not in repr(token)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda credential: credential[:-1] + ("0" if credential[-1] != "0" else "1"),
        lambda credential: credential.replace("registry_", "other_"),
        lambda credential: credential.split("_", 2)[2],
        lambda credential: "registry_0000000000000000_" + credential.rsplit("_", 1)[1],
        lambda credential: credential + "ü",
        lambda credential: "",
        lambda credential: "_",
        lambda credential: "registry__",
        lambda credential: "registry_\x00_x",
    ],
)
def test_any_other_credential_is_refused(store: Store, spoil: object) -> None:
    credential = issue(store, Scope.READ)
    with pytest.raises(errors.InvalidToken):
        authenticate(store, spoil(credential))  # type: ignore[operator]


def test_an_expired_token_is_refused(store: Store) -> None:
    assert authenticate(store, issue(store, Scope.READ, lifetime=timedelta(seconds=1)))
    store.remove_token(RANDOMNESS[:8].hex())
    with pytest.raises(errors.InvalidToken):
        authenticate(store, issue(store, Scope.READ, lifetime=timedelta(seconds=-1)))


def test_a_revoked_token_is_refused(store: Store) -> None:
    credential = issue(store, Scope.READ)
    access.revoke(store, RANDOMNESS[:8].hex(), by=ADMIN)
    with pytest.raises(errors.InvalidToken):
        authenticate(store, credential)


@pytest.mark.parametrize(
    ("held", "wanted", "api", "allowed"),
    [
        (Scope.READ, Scope.PUBLISH, "petstore", False),
        (Scope.PUBLISH, Scope.PUBLISH, "petstore", True),
        (Scope.PUBLISH, Scope.PUBLISH, "orders", False),
        (Scope.PUBLISH, Scope.ADMIN, "petstore", False),
        (Scope.ADMIN, Scope.PUBLISH, "petstore", True),
        (Scope.ADMIN, Scope.ADMIN, None, False),  # an admin of some APIs is not one of all
    ],
)
def test_a_scope_holds_for_the_apis_it_names(held: Scope, wanted: Scope, api: str | None, allowed: bool) -> None:
    caller = Caller("ci", frozenset({held}), ("pet*",))
    if allowed:
        caller.require(wanted, api)
    else:
        with pytest.raises(errors.InsufficientScope):
            caller.require(wanted, api)


def test_where_reading_is_open_a_token_never_hides_an_api(store: Store) -> None:
    caller = authenticate(store, issue(store, Scope.PUBLISH, apis=("pet*",)))
    caller.require_read("orders")


def test_where_reading_needs_a_token_other_apis_are_as_if_not_there(store: Store) -> None:
    caller = authenticate(store, issue(store, Scope.PUBLISH, apis=("pet*",)), reads=Reads.TOKEN)
    caller.require_read("petstore")
    with pytest.raises(errors.ApiNotFound):
        caller.require_read("orders")


@pytest.mark.parametrize("scope", [Scope.PUBLISH, Scope.ADMIN])
def test_who_sends_no_token_is_asked_for_one(scope: Scope) -> None:
    with pytest.raises(errors.Unauthenticated):
        ANONYMOUS.require(scope, "petstore")


def test_only_an_admin_of_every_api_lists_issues_and_revokes_tokens(store: Store) -> None:
    caller = Caller("ci", frozenset({Scope.ADMIN}), ("pet*",))
    with pytest.raises(errors.InsufficientScope):
        access.browse(store, by=caller, limit=1, after=None)
    with pytest.raises(errors.InsufficientScope):
        access.revoke(store, "x", by=caller)
