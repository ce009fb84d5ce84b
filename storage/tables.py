"""The tables after the newest migration; columns have the names of the fields in registry.model."""

from enum import StrEnum
from json import dumps, loads
from operator import attrgetter

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, false

from openapi_contracts import Bump, ContentModel, Severity, Syntax, Verdict
from registry.model import Action, Mode, Reach, Removals
from storage.columns import (
    AsText,
    Moment,
    read_names,
    read_number,
    read_problem_severities,
    read_problems,
    read_scopes,
    read_severities,
    write_problems,
    write_scopes,
)

metadata = MetaData(
    naming_convention={  # explicit names, since a later migration can only drop a constraint by name
        "pk": "%(table_name)s_key",
        "fk": "%(table_name)s_%(column_0_name)s_refers",
    }
)


def _one_of(choices: type[StrEnum]) -> AsText:
    return AsText(attrgetter("value"), choices)  # otherwise psycopg writes the name of a member rather than its value


_TEXT = AsText()
_NUMBER = AsText(str, read_number)

apis = Table(
    "apis",
    metadata,
    Column("name", _TEXT, primary_key=True),
    Column("title", _TEXT, nullable=False),
    Column("description", _TEXT),
    Column("owner", _TEXT),
    Column("search", _TEXT, nullable=False),  # casefolded name, title and description
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

documents = Table(  # by digest: equal bytes are stored once
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
    Column("precedence", _TEXT, primary_key=True),  # text that sorts version numbers by semver precedence
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
    Column("error_count", BigInteger),  # of `problem_count`; NULL where a release stored it for which all were errors
    Column("problem_severities", AsText(dumps, read_problem_severities)),
    Column("published_at", Moment, nullable=False),
    Column("published_by", _TEXT, nullable=False),
    Column("bump", _one_of(Bump)),
    Column("baseline", _NUMBER),
    Index("versions_by_sha256", "sha256"),
)
Index(
    "versions_released",  # finds the newest release without walking past pre-releases
    versions.c.api,
    versions.c.precedence,
    sqlite_where=versions.c.prerelease == false(),
    postgresql_where=versions.c.prerelease == false(),
)

spent_versions = Table(  # no foreign key, since it remains after the API is removed
    "spent_versions",
    metadata,
    Column("api", _TEXT, primary_key=True),
    Column("precedence", _TEXT, primary_key=True),
    Column("sha256", _TEXT, primary_key=True),
    Column("number", _NUMBER, nullable=False),
)

policies = Table(  # no foreign key: the registry also has a row, under a name that is not a valid API name
    "policies",
    metadata,
    Column("api", _TEXT, primary_key=True),
    Column("mode", _one_of(Mode)),
    Column("content_model", _one_of(ContentModel)),
    Column("reach", _one_of(Reach)),
    Column("severities", AsText(dumps, read_severities), nullable=False),
    Column("problems", AsText(dumps, read_problem_severities)),
    Column("undecided", _one_of(Severity)),
    Column("removal_after_sunset", _one_of(Removals)),
)

waivers = Table(
    "waivers",
    metadata,
    Column("api", _TEXT, ForeignKey("apis.name", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", _TEXT, primary_key=True),
    Column("reason", _TEXT, nullable=False),
    Column("by", _TEXT, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires_at", Moment),
    Index("waivers_by_age", "api", "at", "fingerprint"),
)

audit = Table(  # no foreign key, since entries remain after the API is removed
    "audit",
    metadata,
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("api", _TEXT),
    Column("action", _one_of(Action), nullable=False),
    Column("subject", _TEXT, nullable=False),
    Column("details", AsText(dumps, loads), nullable=False),
    Column("by", _TEXT, nullable=False),
    Column("at", Moment, nullable=False),
    Index("audit_by_api", "api", "sequence"),
)

comparisons = Table(  # reports, deleted with either document
    "comparisons",
    metadata,
    Column("base_sha256", _TEXT, ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True),
    Column("revision_sha256", _TEXT, ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True),
    Column("content_model", _one_of(ContentModel), primary_key=True),
    Column("engine", _TEXT, primary_key=True),
    Column("report", LargeBinary, nullable=False),  # compressed by zlib
    Column("computed_at", Moment, nullable=False),
    Index("comparisons_by_revision", "revision_sha256"),
)

prepared_documents = Table(  # prepared data for comparing a document, deleted with it
    "prepared_documents",
    metadata,
    Column("sha256", _TEXT, ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True),
    Column("form", _TEXT, nullable=False),
    Column("content", LargeBinary, nullable=False),  # compressed by zlib
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
