"""Reads and writes tokens within one transaction."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, true, tuple_

from registry.model import Page, Scope, Token
from storage.columns import iso
from storage.paging import Order, moment, page, texts
from storage.tables import tokens

_FIELDS = tuple(field.name for field in fields(Token))
_SELECT = select(*(tokens.c[name] for name in _FIELDS))


def _by_age(token: Token) -> tuple[str, ...]:
    return (iso(token.created_at), token.id)


def _younger(after: tuple[str, ...]) -> ColumnElement[bool]:
    created, token_id = texts(after, 2)
    return tuple_(tokens.c.created_at, tokens.c.id) > (moment(created), token_id)


_OLDEST_FIRST: Order[Token] = Order((tokens.c.created_at, tokens.c.id), _by_age, _younger)


class Tokens:
    """The token methods of `Store`, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def token(self, token_id: str) -> Token | None:
        """Find a token."""
        row = self._connection.execute(_SELECT.where(tokens.c.id == token_id)).mappings().first()
        return Token(**row) if row else None

    def tokens(self, *, limit: int, after: tuple[str, ...] | None) -> Page[Token]:
        """List tokens, oldest first."""
        return page(self._connection, _SELECT, _OLDEST_FIRST, _read, limit=limit, after=after)

    def add_token(self, token: Token) -> None:
        """Add a token."""
        values = {name: getattr(token, name) for name in _FIELDS} | {"admin": Scope.ADMIN in token.scopes}
        self._connection.execute(insert(tokens).values(values))

    def remove_token(self, token_id: str) -> bool:
        """Remove a token; return whether it existed."""
        return self._connection.execute(delete(tokens).where(tokens.c.id == token_id)).rowcount == 1

    def has_admin(self) -> bool:
        """Say whether any stored token has the scope `admin`."""
        return self._connection.scalar(select(tokens.c.id).where(tokens.c.admin == true()).limit(1)) is not None


def _read(rows: Sequence[RowMapping]) -> list[Token]:
    return [Token(**row) for row in rows]
