"""APIs, labels, documents, versions, spent numbers and tokens.

A revision is history: it imports nothing of ours, and is never edited once released.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # the order of bytes, as on SQLite
_MOMENT = sa.Text().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    _create_apis()
    _create_documents()
    _create_versions()
    _create_tokens()


def _create_apis() -> None:
    op.create_table(
        "apis",
        sa.Column("name", _TEXT, primary_key=True),
        sa.Column("title", _TEXT, nullable=False),
        sa.Column("description", _TEXT),
        sa.Column("owner", _TEXT),
        sa.Column("search", _TEXT, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
    )
    op.create_index("apis_by_update", "apis", ["updated_at", "name"])
    op.create_index("apis_by_owner", "apis", ["owner", "name"])
    op.create_table(
        "api_labels",
        sa.Column("api", _TEXT, sa.ForeignKey("apis.name", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", _TEXT, primary_key=True),
        sa.Column("value", _TEXT, nullable=False),
    )
    op.create_index("api_labels_by_key", "api_labels", ["key", "value", "api"])


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("sha256", _TEXT, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    if op.get_context().dialect.name == "postgresql":  # it need not try to compress what zlib has compressed
        op.execute("ALTER TABLE documents ALTER COLUMN content SET STORAGE EXTERNAL")


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("api", _TEXT, sa.ForeignKey("apis.name"), primary_key=True),
        sa.Column("precedence", _TEXT, primary_key=True),
        sa.Column("number", _TEXT, nullable=False),
        sa.Column("prerelease", sa.Boolean, nullable=False),
        sa.Column("verdict", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, sa.ForeignKey("documents.sha256"), nullable=False),
        sa.Column("content_digest", _TEXT, nullable=False),
        sa.Column("syntax", _TEXT, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("specification", _TEXT, nullable=False),
        sa.Column("title", _TEXT),
        sa.Column("info_version", _TEXT),
        sa.Column("operation_count", sa.BigInteger, nullable=False),
        sa.Column("problem_count", sa.BigInteger, nullable=False),
        sa.Column("problems", _TEXT, nullable=False),
        sa.Column("published_at", _MOMENT, nullable=False),
        sa.Column("published_by", _TEXT, nullable=False),
    )
    op.create_index("versions_by_sha256", "versions", ["sha256"])
    released = sa.column("prerelease", sa.Boolean) == sa.false()
    op.create_index(
        "versions_released",
        "versions",
        ["api", "precedence"],
        sqlite_where=released,
        postgresql_where=released,
    )
    op.create_table(
        "spent_versions",
        sa.Column("api", _TEXT, primary_key=True),
        sa.Column("precedence", _TEXT, primary_key=True),
        sa.Column("sha256", _TEXT, primary_key=True),
        sa.Column("number", _TEXT, nullable=False),
    )


def _create_tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("secret_sha256", _TEXT, nullable=False),
        sa.Column("scopes", _TEXT, nullable=False),
        sa.Column("apis", _TEXT, nullable=False),
        sa.Column("admin", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT),
    )
    op.create_index("tokens_by_age", "tokens", ["created_at", "id"])
    op.create_index("tokens_by_admin", "tokens", ["admin"])
