"""What the changes of a version asked for, and the version it was compared with.

A revision is history: it imports nothing of ours, and is never edited once released.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # the order of bytes, as on SQLite


def upgrade() -> None:
    op.add_column("versions", sa.Column("bump", _TEXT))
    op.add_column("versions", sa.Column("baseline", _TEXT))
