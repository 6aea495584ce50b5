"""promises that change hands and days, and people who are away."""

import sqlalchemy as sa
from alembic import op

import bot.store.base

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WORKSPACE = sa.table(
    "workspace", sa.column("team_id", sa.String), sa.column("partners", sa.JSON), sa.column("group_members", sa.JSON)
)
FOLLOW_UP = sa.table(
    "follow_up", sa.column("team_id", sa.String), sa.column("owner", sa.String), sa.column("is_lnd", sa.Boolean)
)


def upgrade() -> None:
    """Take the step; what L&D partners had promised before counts as L&D's."""
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.add_column(sa.Column("given_up_at", bot.store.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("offered_to", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("absence_key", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("is_lnd", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("created_by", sa.String(length=20), nullable=True))
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.alter_column("is_lnd", server_default=None)
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_away", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("away_until", bot.store.base.UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("is_away", server_default=None)
    _add_steps()
    _mark_lnd()


def downgrade() -> None:
    """Take it back; what was given up is open again."""
    op.drop_table("follow_up_step")
    op.execute(sa.text("UPDATE follow_up SET status = 'open' WHERE status = 'given_up'"))
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("away_until")
        batch_op.drop_column("is_away")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        for column in ("created_by", "is_lnd", "absence_key", "offered_to", "given_up_at"):
            batch_op.drop_column(column)


def _add_steps() -> None:
    op.create_table(
        "follow_up_step",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("due_after", sa.Date(), nullable=True),
        sa.Column("person", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_follow_up_step_follow_up_id_follow_up")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_step")),
    )
    with op.batch_alter_table("follow_up_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_step_follow_up_id"), ["follow_up_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_step_team_id"), ["team_id"], unique=False)


def _mark_lnd() -> None:
    bind = op.get_bind()
    for team_id, partners, members in bind.execute(sa.select(WORKSPACE)).all():
        own = FOLLOW_UP.update().where(FOLLOW_UP.c.team_id == team_id)
        bind.execute(own.where(FOLLOW_UP.c.owner.in_([*partners, *members])).values(is_lnd=True))
