"""departments whose touchpoints have a rhythm of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step; everywhere it is as in the settings."""
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plan_after", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("acknowledge_after", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("needs_approval", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("department", schema=None) as batch_op:
        for column in ("needs_approval", "acknowledge_after", "plan_after"):
            batch_op.drop_column(column)
