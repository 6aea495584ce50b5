"""drafts that are kept: what a partner corrected or marked, open points, the next meeting, the emoji."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

EMOJI = {"takeaway_emoji": "bulb", "follow_up_emoji": "pushpin", "contribution_emoji": "raised_hands"}
ADDED = ("attached", "in_thread", "revision", "next_on")


def upgrade() -> None:
    """Take the step."""
    _meetings()
    _items()
    _points()
    _settings()


def downgrade() -> None:
    """Take it back: what was corrected in a draft is lost, and drafts that were given up are gone."""
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        for name in EMOJI:
            batch_op.drop_column(name)
    op.drop_table("meeting_point")
    op.drop_table("meeting_item")
    op.execute(sa.text("DELETE FROM meeting WHERE status IN ('withdrawn', 'discarded')"))
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_team_id_channel_id_met_on"))
        for name in ADDED:
            batch_op.drop_column(name)


def _meetings() -> None:
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attached", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("in_thread", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("next_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_meeting_team_id_channel_id_met_on"), ["team_id", "channel_id", "met_on"])
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.alter_column("in_thread", server_default=None)
        batch_op.alter_column("revision", server_default=None)


def _items() -> None:
    op.create_table(
        "meeting_item",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(length=20), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("read_text", sa.String(), nullable=True),
        sa.Column("read_user_id", sa.String(length=20), nullable=True),
        sa.Column("read_name", sa.String(), nullable=True),
        sa.Column("read_due_on", sa.Date(), nullable=True),
        sa.Column("is_corrected", sa.Boolean(), nullable=False),
        sa.Column("is_dropped", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=True),
        sa.Column("marked_by", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
        sa.UniqueConstraint("meeting_id", "kind", "place", name=op.f("uq_meeting_item_meeting_id_kind_place")),
    )
    _index("meeting_item", ["team_id"], ["meeting_id"], ["team_id", "source"])


def _points() -> None:
    op.create_table(
        "meeting_point",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_meeting_point_follow_up_id_follow_up")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_point_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_point")),
        sa.UniqueConstraint("meeting_id", "follow_up_id", name=op.f("uq_meeting_point_meeting_id_follow_up_id")),
    )
    _index("meeting_point", ["team_id"], ["meeting_id"], ["follow_up_id"])


def _settings() -> None:
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        for name, emoji in EMOJI.items():
            batch_op.add_column(sa.Column(name, sa.String(length=100), nullable=False, server_default=emoji))
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        for name in EMOJI:
            batch_op.alter_column(name, server_default=None)


def _index(table: str, *indexes: list[str]) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for columns in indexes:
            batch_op.create_index(batch_op.f(f"ix_{table}_{'_'.join(columns)}"), columns)
