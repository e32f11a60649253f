"""The page on which a clause begins, where its file has pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("standard_clause", sa.Column("page", sa.Integer()))
