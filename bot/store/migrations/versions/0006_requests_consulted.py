"""requests consulted rather than taken."""

import sqlalchemy as sa
from alembic import op

import bot.store.base

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = bot.store.base.UtcDateTime(timezone=True)
OUTCOMES = {"recommended": "build", "declined": "decline", "deferred": "defer"}
HOURS_A_DAY = 8
ADDED = "goal_id no_goal is_crisis reframed cause outcome lead_id deferred_until answered_at".split()

request = sa.table(
    "request",
    sa.column("id", sa.Integer()),
    sa.column("team_id", sa.String()),
    sa.column("requester", sa.String()),
    sa.column("status", sa.String()),
    sa.column("outcome", sa.String()),
    sa.column("partner", sa.String()),
    sa.column("reason", sa.String()),
    sa.column("decided_by", sa.String()),
    sa.column("decided_at", MOMENT),
    sa.column("answered_at", MOMENT),
    sa.column("created_at", MOMENT),
)
outcome = sa.table(
    "request_outcome",
    sa.column("id", sa.Integer()),
    sa.column("team_id", sa.String()),
    sa.column("request_id", sa.Integer()),
    sa.column("outcome", sa.String()),
    sa.column("reason", sa.String()),
    sa.column("decided_by", sa.String()),
    sa.column("decided_at", MOMENT),
)
step = sa.table(
    "request_step",
    sa.column("team_id", sa.String()),
    sa.column("request_id", sa.Integer()),
    sa.column("kind", sa.String()),
    sa.column("by", sa.String()),
    sa.column("note", sa.String()),
    sa.column("at", MOMENT),
)


def upgrade() -> None:
    """Take the step: what was decided becomes an outcome of its own, and each question a batch of its own."""
    _settings()
    _outcomes()
    _steps()
    _questions()
    _request_columns()
    _move_decisions()
    with op.batch_alter_table("request", schema=None) as batch_op:
        for name in ("reason", "decided_by", "decided_at"):
            batch_op.drop_column(name)
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.alter_column("meeting_id", existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column("channel_id", existing_type=sa.String(length=20), nullable=True)
        batch_op.add_column(sa.Column("request_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_follow_up_request_id_request"), "request", ["request_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_follow_up_request_id"), ["request_id"])


def downgrade() -> None:
    """Take it back; what the earlier version can't hold is lost."""
    op.execute(sa.text("DELETE FROM follow_up WHERE meeting_id IS NULL"))
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_request_id"))
        batch_op.drop_constraint(batch_op.f("fk_follow_up_request_id_request"), type_="foreignkey")
        batch_op.drop_column("request_id")
        batch_op.alter_column("channel_id", existing_type=sa.String(length=20), nullable=False)
        batch_op.alter_column("meeting_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("decided_by", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("decided_at", MOMENT, nullable=True))
    _move_decisions_back()
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_lead_id"))
        batch_op.drop_index(batch_op.f("ix_request_channel_id"))
        for name in ("goal_id_goal", "lead_id_request"):
            batch_op.drop_constraint(batch_op.f(f"fk_request_{name}"), type_="foreignkey")
        for name in ADDED:
            batch_op.drop_column(name)
    with op.batch_alter_table("request_question", schema=None) as batch_op:
        for name in ("batch", "slug", "why", "choice", "answered_by", "skipped_at"):
            batch_op.drop_column(name)
        batch_op.alter_column("asked_by", existing_type=sa.String(length=20), nullable=False)
    for name in ("request_step", "request_agreement", "request_charter_line", "request_outcome"):
        op.drop_table(name)
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.add_column(sa.Column("response_days", sa.Integer(), nullable=False, server_default="2"))
        batch_op.drop_column("response_hours")
        batch_op.drop_column("request_emoji")
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.alter_column("response_days", server_default=None)


def _settings() -> None:
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.add_column(sa.Column("response_hours", sa.Integer(), nullable=False, server_default="16"))
        emoji = sa.Column("request_emoji", sa.String(length=100), nullable=False, server_default="mortar_board")
        batch_op.add_column(emoji)
    op.execute(sa.text(f"UPDATE workspace SET response_hours = response_days * {HOURS_A_DAY}"))
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.drop_column("response_days")
        batch_op.alter_column("response_hours", server_default=None)
        batch_op.alter_column("request_emoji", server_default=None)


def _outcomes() -> None:
    op.create_table(
        "request_outcome",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("support", sa.String(), nullable=True),
        sa.Column("challenge", sa.String(), nullable=True),
        sa.Column("override", sa.String(), nullable=True),
        sa.Column("resource_id", sa.Integer(), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("advice", sa.String(), nullable=True),
        sa.Column("owner", sa.String(length=20), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("deferred_until", sa.Date(), nullable=True),
        sa.Column("offered", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(length=20), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_request_outcome_mentor_id_mentor")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_outcome_request_id_request")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_request_outcome_resource_id_resource")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_outcome")),
    )
    _index("request_outcome", "team_id", "request_id")
    op.create_table(
        "request_charter_line",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["request_outcome.id"], name=op.f("fk_request_charter_line_outcome_id_request_outcome")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_charter_line")),
    )
    _index("request_charter_line", "team_id", "outcome_id")
    op.create_table(
        "request_agreement",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=20), nullable=False),
        sa.Column("agreed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["request_outcome.id"], name=op.f("fk_request_agreement_outcome_id_request_outcome")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_agreement")),
        sa.UniqueConstraint("outcome_id", "user_id", name=op.f("uq_request_agreement_outcome_id_user_id")),
    )
    _index("request_agreement", "team_id")


def _steps() -> None:
    op.create_table(
        "request_step",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_step_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_step")),
    )
    _index("request_step", "team_id", "request_id")


def _questions() -> None:
    with op.batch_alter_table("request_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("batch", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("slug", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("why", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("choice", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("answered_by", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("skipped_at", MOMENT, nullable=True))
        batch_op.alter_column("asked_by", existing_type=sa.String(length=20), nullable=True)
    op.execute(sa.text("UPDATE request_question SET batch = id"))
    with op.batch_alter_table("request_question", schema=None) as batch_op:
        batch_op.alter_column("batch", server_default=None)


def _request_columns() -> None:
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("goal_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("no_goal", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("is_crisis", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("reframed", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("cause", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("outcome", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("lead_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("deferred_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("answered_at", MOMENT, nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_request_goal_id_goal"), "goal", ["goal_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_request_lead_id_request"), "request", ["lead_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_request_lead_id"), ["lead_id"])
        batch_op.create_index(batch_op.f("ix_request_channel_id"), ["channel_id"])
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.alter_column("is_crisis", server_default=None)


def _move_decisions() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(request)).all():
        mine, took = request.c.id == row.id, {"answered_at": row.decided_at or row.created_at} if row.partner else {}
        connection.execute(
            sa.insert(step).values(
                team_id=row.team_id, request_id=row.id, kind="sent", by=row.requester, note=None, at=row.created_at
            )
        )
        if row.status in OUTCOMES:
            kept = {"team_id": row.team_id, "request_id": row.id, "outcome": OUTCOMES[row.status], "reason": row.reason}
            decided = {
                "decided_by": row.decided_by or row.partner or "",
                "decided_at": row.decided_at or row.created_at,
            }
            connection.execute(sa.insert(outcome).values(**kept, **decided))
            status = "deferred" if row.status == "deferred" else "decided"
            took |= {"status": status, "outcome": OUTCOMES[row.status]}
        if took:
            connection.execute(sa.update(request).where(mine).values(**took))


def _move_decisions_back() -> None:
    connection = op.get_bind()
    names = {new: old for old, new in OUTCOMES.items()}
    for row in connection.execute(sa.select(outcome).order_by(outcome.c.id)).all():
        kept = {"reason": row.reason, "decided_by": row.decided_by, "decided_at": row.decided_at}
        status = names.get(row.outcome, "recommended")
        mine = sa.and_(request.c.id == row.request_id, request.c.status.in_(["decided", "deferred"]))
        connection.execute(sa.update(request).where(mine).values(status=status, **kept))
    connection.execute(sa.update(request).where(request.c.status == "closed").values(status="declined"))


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column])
