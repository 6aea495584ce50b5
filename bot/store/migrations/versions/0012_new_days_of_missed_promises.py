"""a missed promise's new day is its due day, and one that was missed counts for whoever missed it."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

import bot.store.base

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NEW_DATE = sa.table(
    "promise_new_date", sa.column("follow_up_id", sa.Integer), sa.column("new_on", sa.Date),
    sa.column("given_by", sa.String),
)  # fmt: skip
FOLLOW_UP = sa.table(
    "follow_up", sa.column("id", sa.Integer), sa.column("team_id", sa.String), sa.column("status", sa.String),
    sa.column("due_on", sa.Date),
)  # fmt: skip
STEP = sa.table(
    "follow_up_step", sa.column("team_id", sa.String), sa.column("follow_up_id", sa.Integer),
    sa.column("kind", sa.String), sa.column("by", sa.String), sa.column("at", bot.store.base.UtcDateTime()),
    sa.column("on_day", sa.Date), sa.column("due_before", sa.Date), sa.column("due_after", sa.Date),
)  # fmt: skip
ONE_DAY = timedelta(days=1)


def upgrade() -> None:
    """Take the step; the new days that were given become due days."""
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.add_column(sa.Column("missed_by", sa.String(length=20), nullable=True))
    _move_promises()
    op.drop_table("promise_new_date")


def downgrade() -> None:
    """Take it back; days stay as they were agreed."""
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_column("missed_by")
    op.create_table(
        "promise_new_date",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("new_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_promise_new_date_follow_up_id_follow_up")
        ),
        sa.PrimaryKeyConstraint("follow_up_id", name=op.f("pk_promise_new_date")),
    )
    with op.batch_alter_table("promise_new_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_new_date_team_id"), ["team_id"], unique=False)


def _move_promises() -> None:
    """Keep each new day of an open promise as a move on the day after the old one: nobody noted when it was given."""
    bind = op.get_bind()
    open_ones = sa.select(FOLLOW_UP, NEW_DATE).join(NEW_DATE, NEW_DATE.c.follow_up_id == FOLLOW_UP.c.id)
    later = open_ones.where(FOLLOW_UP.c.status == "open", NEW_DATE.c.new_on > FOLLOW_UP.c.due_on)
    for row in bind.execute(later).all():
        step = {
            "team_id": row.team_id, "follow_up_id": row.id, "kind": "moved", "by": row.given_by,
            "at": datetime.combine(row.due_on + ONE_DAY, datetime.min.time(), UTC), "on_day": row.due_on + ONE_DAY,
            "due_before": row.due_on, "due_after": row.new_on,
        }  # fmt: skip
        bind.execute(STEP.insert().values(**step))
        bind.execute(FOLLOW_UP.update().where(FOLLOW_UP.c.id == row.id).values(due_on=row.new_on))
