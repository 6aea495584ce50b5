"""clicks of a vote."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

vote = sa.table(
    "poll_vote",
    sa.column("poll_id", sa.Integer()),
    sa.column("voter", sa.String()),
    sa.column("chosen", sa.JSON()),
    sa.column("clicks", sa.JSON()),
)


def upgrade() -> None:
    """Take the step: what was chosen before counts as clicked before everything else."""
    with op.batch_alter_table("poll_vote", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clicks", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("poll_vote", schema=None) as batch_op:
        batch_op.alter_column("clicks", server_default=None)
    connection = op.get_bind()
    for row in connection.execute(sa.select(vote)).all():
        mine = sa.and_(vote.c.poll_id == row.poll_id, vote.c.voter == row.voter)
        connection.execute(sa.update(vote).where(mine).values(clicks=[["", position] for position in row.chosen]))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("poll_vote", schema=None) as batch_op:
        batch_op.drop_column("clicks")
