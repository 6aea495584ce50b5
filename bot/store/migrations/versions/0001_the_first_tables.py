"""the first tables."""

import sqlalchemy as sa
from alembic import op

import bot.store.base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "department",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("lead", sa.String(length=20), nullable=True),
        sa.Column("partner", sa.String(length=20), nullable=True),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("invited_by", sa.String(length=20), nullable=True),
        sa.Column("bot_is_there", sa.Boolean(), nullable=False),
        sa.Column("described_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("team_id", "channel_id", name=op.f("uq_department_team_id_channel_id")),
    )
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_department_team_id"), ["team_id"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("received_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "key", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_received_at"), ["received_at"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("recipient", sa.String(length=20), nullable=False),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("thread_key", sa.String(length=120), nullable=True),
        sa.Column("thread_ts", sa.String(length=32), nullable=True),
        sa.Column("after_key", sa.String(length=120), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        sa.Column("lease_until", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("first_tried_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("channel_id", sa.String(length=20), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("sent_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("shown_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("refresh_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("team_id", "key", name=op.f("uq_outbox_team_id_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_refresh_at"), ["refresh_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_state_due_at"), ["state", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_team_id"), ["team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_ts"), ["ts"], unique=False)

    op.create_table(
        "person",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("real_name", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("has_left", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "user_id", name=op.f("pk_person")),
    )
    op.create_table(
        "poll",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(length=20), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("is_multiple", sa.Boolean(), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("thread_key", sa.String(length=120), nullable=True),
        sa.Column("closes_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=20), nullable=True),
        sa.Column("tally", sa.JSON(), nullable=True),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll")),
    )
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_closes_at"), ["closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_poll_team_id"), ["team_id"], unique=False)

    op.create_table(
        "request",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("requester", sa.String(length=20), nullable=False),
        sa.Column("channel_id", sa.String(length=20), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=True),
        sa.Column("permalink", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("desired", sa.String(), nullable=True),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("goal", sa.String(), nullable=True),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("tried", sa.String(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("partner", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(length=20), nullable=True),
        sa.Column("decided_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answer_by", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("team_id", "number", name=op.f("uq_request_team_id_number")),
        sa.UniqueConstraint("team_id", "source", name=op.f("uq_request_team_id_source")),
    )
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_requester"), ["requester"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_team_id"), ["team_id"], unique=False)

    op.create_table(
        "workspace",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("bot_user_id", sa.String(length=20), nullable=False),
        sa.Column("lnd_channel", sa.String(length=20), nullable=True),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.Column("partner_group", sa.String(length=20), nullable=True),
        sa.Column("group_members", sa.JSON(), nullable=False),
        sa.Column("response_days", sa.Integer(), nullable=False),
        sa.Column("plan_after", sa.Integer(), nullable=False),
        sa.Column("acknowledge_after", sa.Integer(), nullable=False),
        sa.Column("next_request", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "meeting",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(length=20), nullable=False),
        sa.Column("partner", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_meeting_poll_id_poll")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("team_id", "source", name=op.f("uq_meeting_team_id_source")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_partner"), ["partner"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_team_id"), ["team_id"], unique=False)

    op.create_table(
        "poll_turnout",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_turnout_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "user_id", name=op.f("pk_poll_turnout")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("poll_turnout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_turnout_team_id"), ["team_id"], unique=False)

    op.create_table(
        "poll_vote",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_vote_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "voter", name=op.f("pk_poll_vote")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("poll_vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_vote_team_id"), ["team_id"], unique=False)

    op.create_table(
        "request_question",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("asked_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_question_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_question")),
    )
    with op.batch_alter_table("request_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_question_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_question_team_id"), ["team_id"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("gave", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_contribution_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contribution_team_id"), ["team_id"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(length=20), nullable=False),
        sa.Column("partner", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=True),
        sa.Column("owner_name", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("done_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("help_asked_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_follow_up_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_owner"), ["owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_partner"), ["partner"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_team_id"), ["team_id"], unique=False)

    op.create_table(
        "takeaway",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_takeaway_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takeaway")),
    )
    with op.batch_alter_table("takeaway", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_takeaway_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_takeaway_team_id"), ["team_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("takeaway", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_takeaway_team_id"))
        batch_op.drop_index(batch_op.f("ix_takeaway_meeting_id"))

    op.drop_table("takeaway")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_team_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_partner"))
        batch_op.drop_index(batch_op.f("ix_follow_up_owner"))
        batch_op.drop_index(batch_op.f("ix_follow_up_meeting_id"))

    op.drop_table("follow_up")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contribution_team_id"))
        batch_op.drop_index(batch_op.f("ix_contribution_meeting_id"))

    op.drop_table("contribution")
    with op.batch_alter_table("request_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_question_team_id"))
        batch_op.drop_index(batch_op.f("ix_request_question_request_id"))

    op.drop_table("request_question")
    with op.batch_alter_table("poll_vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_vote_team_id"))

    op.drop_table("poll_vote")
    with op.batch_alter_table("poll_turnout", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_turnout_team_id"))

    op.drop_table("poll_turnout")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_team_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_partner"))

    op.drop_table("meeting")
    op.drop_table("workspace")
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_team_id"))
        batch_op.drop_index(batch_op.f("ix_request_requester"))

    op.drop_table("request")
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_team_id"))
        batch_op.drop_index(batch_op.f("ix_poll_closes_at"))

    op.drop_table("poll")
    op.drop_table("person")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_ts"))
        batch_op.drop_index(batch_op.f("ix_outbox_team_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_state_due_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_refresh_at"))

    op.drop_table("outbox")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_received_at"))

    op.drop_table("inbox")
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_department_team_id"))

    op.drop_table("department")
