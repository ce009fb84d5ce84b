"""Policies, waivers, the audit, and what is kept of comparisons.

A revision is history: it imports nothing of ours, and is never edited once released.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # the order of bytes, as on SQLite
_MOMENT = sa.Text().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    _create_policies()
    _create_waivers()
    _create_audit()
    _create_comparisons()


def _create_policies() -> None:
    op.create_table(
        "policies",
        sa.Column("api", _TEXT, primary_key=True),
        sa.Column("mode", _TEXT),
        sa.Column("content_model", _TEXT),
        sa.Column("reach", _TEXT),
        sa.Column("severities", _TEXT, nullable=False),
        sa.Column("undecided", _TEXT),
        sa.Column("removal_after_sunset", _TEXT),
    )


def _create_waivers() -> None:
    op.create_table(
        "waivers",
        sa.Column("api", _TEXT, sa.ForeignKey("apis.name", ondelete="CASCADE"), primary_key=True),
        sa.Column("fingerprint", _TEXT, primary_key=True),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("by", _TEXT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT),
    )
    op.create_index("waivers_by_age", "waivers", ["api", "at", "fingerprint"])


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("api", _TEXT),
        sa.Column("action", _TEXT, nullable=False),
        sa.Column("subject", _TEXT, nullable=False),
        sa.Column("details", _TEXT, nullable=False),
        sa.Column("by", _TEXT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_index("audit_by_api", "audit", ["api", "sequence"])


def _create_comparisons() -> None:
    op.create_table(
        "comparisons",
        sa.Column("base_sha256", _TEXT, sa.ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True),
        sa.Column("revision_sha256", _TEXT, sa.ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True),
        sa.Column("content_model", _TEXT, primary_key=True),
        sa.Column("engine", _TEXT, primary_key=True),
        sa.Column("report", sa.LargeBinary, nullable=False),
        sa.Column("computed_at", _MOMENT, nullable=False),
    )
    op.create_index("comparisons_by_revision", "comparisons", ["revision_sha256"])
    op.create_table(
        "prepared_documents",
        sa.Column("sha256", _TEXT, sa.ForeignKey("documents.sha256", ondelete="CASCADE"), primary_key=True),
        sa.Column("form", _TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    if op.get_context().dialect.name == "postgresql":  # it need not try to compress what zlib has compressed
        op.execute("ALTER TABLE comparisons ALTER COLUMN report SET STORAGE EXTERNAL")
        op.execute("ALTER TABLE prepared_documents ALTER COLUMN content SET STORAGE EXTERNAL")
