"""The tables, as the newest migration leaves them; columns bear the names of the fields of registry.model."""

from enum import StrEnum
from json import dumps
from operator import attrgetter

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, MetaData, Table, false

from compatibility import Verdict
from documents.analysis import Syntax
from storage.columns import (
    AsText,
    Moment,
    read_names,
    read_number,
    read_problems,
    read_scopes,
    write_problems,
    write_scopes,
)

metadata = MetaData(
    naming_convention={  # names of our own: a later migration has to call what it drops by name
        "pk": "%(table_name)s_key",
        "fk": "%(table_name)s_%(column_0_name)s_refers",
    }
)


def _one_of(choices: type[StrEnum]) -> AsText:
    return AsText(attrgetter("value"), choices)  # psycopg would write the name of a member, not its value


_TEXT = AsText()
_NUMBER = AsText(str, read_number)

apis = Table(
    "apis",
    metadata,
    Column("name", _TEXT, primary_key=True),
    Column("title", _TEXT, nullable=False),
    Column("description", _TEXT),
    Column("owner", _TEXT),
    Column("search", _TEXT, nullable=False),  # name, title and description without case
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index("apis_by_update", "updated_at", "name"),
    Index("apis_by_owner", "owner", "name"),
)

api_labels = Table(
    "api_labels",
    metadata,
    Column("api", _TEXT, ForeignKey("apis.name", ondelete="CASCADE"), primary_key=True),
    Column("key", _TEXT, primary_key=True),
    Column("value", _TEXT, nullable=False),
    Index("api_labels_by_key", "key", "value", "api"),
)

documents = Table(  # content-addressed: the same bytes are stored once, whoever publishes them
    "documents",
    metadata,
    Column("sha256", _TEXT, primary_key=True),
    Column("size", BigInteger, nullable=False),  # bytes before compression
    Column("content", LargeBinary, nullable=False),  # compressed by zlib
)

versions = Table(
    "versions",
    metadata,
    Column("api", _TEXT, ForeignKey("apis.name"), primary_key=True),
    Column("precedence", _TEXT, primary_key=True),  # of the number: one for each, and sorts as semver does
    Column("number", _NUMBER, nullable=False),
    Column("prerelease", Boolean, nullable=False),
    Column("verdict", _one_of(Verdict), nullable=False),
    Column("sha256", _TEXT, ForeignKey("documents.sha256"), nullable=False),
    Column("content_digest", _TEXT, nullable=False),
    Column("syntax", _one_of(Syntax), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("specification", _TEXT, nullable=False),
    Column("title", _TEXT),
    Column("info_version", _TEXT),
    Column("operation_count", BigInteger, nullable=False),
    Column("problem_count", BigInteger, nullable=False),
    Column("problems", AsText(write_problems, read_problems), nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("published_by", _TEXT, nullable=False),
    Index("versions_by_sha256", "sha256"),
)
Index(
    "versions_released",  # finds the newest release without walking past pre-releases
    versions.c.api,
    versions.c.precedence,
    sqlite_where=versions.c.prerelease == false(),
    postgresql_where=versions.c.prerelease == false(),
)

spent_versions = Table(  # refers to no API: outlives the one whose number was spent
    "spent_versions",
    metadata,
    Column("api", _TEXT, primary_key=True),
    Column("precedence", _TEXT, primary_key=True),
    Column("sha256", _TEXT, primary_key=True),
    Column("number", _NUMBER, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("name", _TEXT, nullable=False),
    Column("secret_sha256", _TEXT, nullable=False),
    Column("scopes", AsText(write_scopes, read_scopes), nullable=False),
    Column("apis", AsText(dumps, read_names), nullable=False),
    Column("admin", Boolean, nullable=False),  # whether `scopes` holds it
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Index("tokens_by_age", "created_at", "id"),
    Index("tokens_by_admin", "admin"),
)
