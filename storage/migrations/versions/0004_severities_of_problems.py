"""How grave the problems of versions are, and how policies grade problems.

A revision is history: it imports nothing of ours, and is never edited once released.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # the order of bytes, as on SQLite


def upgrade() -> None:
    op.add_column("versions", sa.Column("error_count", sa.BigInteger))
    op.add_column("versions", sa.Column("problem_severities", _TEXT))
    op.add_column("policies", sa.Column("problems", _TEXT))
