"""touchpoints steered by partners, discussed by teams; regions of holidays; messages that are taken back."""

import sqlalchemy as sa
from alembic import op

import bot.store.base

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step: what was planned before goes on as it was planned."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shown_key", sa.String(length=120), nullable=True))
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.add_column(sa.Column("region", sa.String(length=60), nullable=True))
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.add_column(sa.Column("needs_approval", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.alter_column("needs_approval", server_default=None)
    _touchpoint()
    _discussion()
    _thanks()
    _know_what_was_planned()


def downgrade() -> None:
    """Take it back."""
    for table in (
        "promise_new_date", "contributor", "plan_reply", "plan_adjustment", "plan_voice", "touchpoint",
    ):  # fmt: skip
        op.drop_table(table)
    for table, column in (("workspace", "needs_approval"), ("department", "region"), ("outbox", "shown_key")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)


def _touchpoint() -> None:
    op.create_table(
        "touchpoint",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("which", sa.String(length=20), nullable=False),
        sa.Column("planned_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("is_postponed", sa.Boolean(), nullable=False),
        sa.Column("needs_word", sa.Boolean(), nullable=False),
        sa.Column("approved_by", sa.String(length=20), nullable=True),
        sa.Column("intro", sa.String(), nullable=True),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_touchpoint_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touchpoint")),
        sa.UniqueConstraint("meeting_id", "which", name=op.f("uq_touchpoint_meeting_id_which")),
    )
    _index("touchpoint")


def _discussion() -> None:
    op.create_table(
        "plan_voice",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=20), nullable=False),
        sa.Column("voice", sa.String(length=12), nullable=False),
        sa.Column("clicked_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_plan_voice_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", name=op.f("pk_plan_voice")),
    )
    op.create_table(
        "plan_adjustment",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_plan_adjustment_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_adjustment")),
    )
    op.create_table(
        "plan_reply",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=20), nullable=False),
        sa.Column("is_partner", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_plan_reply_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("meeting_id", "ts", name=op.f("pk_plan_reply")),
    )
    for table in ("plan_voice", "plan_adjustment", "plan_reply"):
        _index(table)
    _index("plan_adjustment", "meeting_id")


def _thanks() -> None:
    op.create_table(
        "contributor",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=20), nullable=False),
        sa.Column("may_be_named", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_contributor_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", name=op.f("pk_contributor")),
    )
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
    for table in ("contributor", "promise_new_date"):
        _index(table)


def _know_what_was_planned() -> None:
    outbox = sa.table("outbox", *(sa.column(name) for name in ("team_id", "key", "kind", "state")))
    outbox.append_column(sa.column("due_at", bot.store.base.UtcDateTime(timezone=True)))
    waiting = sa.select(outbox).where(outbox.c.kind.like("touchpoints.%"), outbox.c.state == "due")
    touchpoint = sa.table(
        "touchpoint",
        *(sa.column(name) for name in ("team_id", "meeting_id", "which", "is_postponed", "needs_word")),
        sa.column("planned_at", bot.store.base.UtcDateTime(timezone=True)),
        sa.column("left_out", sa.JSON()),
    )
    connection = op.get_bind()
    for row in connection.execute(waiting).all():
        _, meeting_id, which = row.key.split(":")
        values = {"team_id": row.team_id, "meeting_id": int(meeting_id), "which": which, "planned_at": row.due_at}
        connection.execute(sa.insert(touchpoint).values(**values, is_postponed=False, needs_word=False, left_out=[]))


def _index(table: str, column: str = "team_id") -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)
