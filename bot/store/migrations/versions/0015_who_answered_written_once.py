"""who answered a named poll is on its sheets alone; sheets and turnout are found by their poll, not the workspace."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = ("poll_answers", "poll_turnout")
POLL = sa.table("poll", sa.column("id"), sa.column("mode"))
ANSWERS = sa.table("poll_answers", *(sa.column(name) for name in ("team_id", "poll_id", "voter")), sa.column("is_cast"))
TURNOUT = sa.table("poll_turnout", *(sa.column(name) for name in ("team_id", "poll_id", "user_id")))
NAMED = sa.select(POLL.c.id).where(POLL.c.mode == "named")


def upgrade() -> None:
    """Take the step."""
    op.execute(sa.delete(TURNOUT).where(TURNOUT.c.poll_id.in_(NAMED)))
    for table in TABLES:
        op.drop_index(op.f(f"ix_{table}_team_id"), table_name=table)


def downgrade() -> None:
    """Take it back."""
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_team_id"), table, ["team_id"])
    answered = sa.select(ANSWERS.c.team_id, ANSWERS.c.poll_id, ANSWERS.c.voter)
    named = answered.where(ANSWERS.c.poll_id.in_(NAMED), ANSWERS.c.is_cast == sa.true())
    op.execute(sa.insert(TURNOUT).from_select(["team_id", "poll_id", "user_id"], named))
