"""polls that keep their promise: questions of every kind, and answers that no database can give away."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.base import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

Types = dict[str, sa.types.TypeEngine[Any]]

NEW: Types = {
    "title": sa.String(), "reason": sa.String(), "questions": sa.JSON(), "mode": sa.String(length=12),
    "is_live": sa.Boolean(), "may_add": sa.Boolean(), "for_guests": sa.Boolean(), "has_comments": sa.Boolean(),
    "reminds": sa.Boolean(), "is_untold": sa.Boolean(),
}  # fmt: skip
MAY_LACK: Types = {
    "lock": sa.String(length=32), "counts": sa.JSON(), "comments": sa.JSON(), "answers": sa.Integer(),
    "series_id": sa.Integer(), "opens_at": UtcDateTime(timezone=True), "ending": sa.String(length=20),
    "edited_at": UtcDateTime(timezone=True), "edits": sa.JSON(), "remind_at": UtcDateTime(timezone=True),
    "reminded_at": UtcDateTime(timezone=True), "came_of_it": sa.String(), "follow_up_id": sa.Integer(),
}  # fmt: skip
OLD: Types = {
    "question": sa.String(), "options": sa.JSON(), "is_multiple": sa.Boolean(), "is_confidential": sa.Boolean(),
}  # fmt: skip
KEPT: Types = {
    "id": sa.Integer(), "team_id": sa.String(), "secret": sa.LargeBinary(), "closed_at": UtcDateTime(timezone=True),
    "closed_by": sa.String(), "tally": sa.JSON(),
}  # fmt: skip
POLL = sa.table("poll", *(sa.column(name, kind) for name, kind in (NEW | MAY_LACK | OLD | KEPT).items()))
VOTE = sa.table(
    "poll_vote",
    *(sa.column(name) for name in ("team_id", "poll_id", "voter")),
    *(sa.column(name, sa.JSON()) for name in ("chosen", "clicks")),
)
ANSWERS = sa.table(
    "poll_answers",
    *(sa.column(name) for name in ("team_id", "poll_id", "voter")),
    sa.column("is_cast", sa.Boolean()),
    sa.column("body", sa.LargeBinary()),
)
TURNOUT = sa.table("poll_turnout", sa.column("poll_id"), sa.column("user_id"))


def upgrade() -> None:
    """Take the step; a poll becomes one of a single question, and each vote a sheet with the last clicks on it."""
    _add_tables()
    with op.batch_alter_table("poll", schema=None) as batch_op:
        for name, kind in (NEW | MAY_LACK).items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    for poll in op.get_bind().execute(sa.select(POLL)).all():
        op.execute(POLL.update().where(POLL.c.id == poll.id).values(**_asked(poll)))
    for vote in op.get_bind().execute(sa.select(VOTE)).all():
        op.execute(ANSWERS.insert().values(**_sheet(vote)))
    op.drop_table("poll_vote")
    with op.batch_alter_table("poll", schema=None) as batch_op:
        for name in (*OLD, "tally"):
            batch_op.drop_column(name)
        for name, kind in NEW.items():
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        batch_op.create_index(batch_op.f("ix_poll_lock"), ["lock"], unique=False)
        batch_op.create_index(batch_op.f("ix_poll_is_untold"), ["is_untold"], unique=False)
        batch_op.create_index(batch_op.f("ix_poll_series_id"), ["series_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_poll_remind_at"), ["remind_at"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_poll_series_id_poll_series"), "poll_series", ["series_id"], ["id"])


def downgrade() -> None:
    """Take it back: of a survey the first question is left, and of locked answers none, for nothing can open them."""
    op.create_table(
        "poll_vote",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("clicks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_vote_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "voter", name=op.f("pk_poll_vote")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_poll_vote_team_id"), "poll_vote", ["team_id"])
    for row in op.get_bind().execute(sa.select(ANSWERS).where(ANSWERS.c.is_cast)).all():
        if vote := _vote(row):
            op.execute(VOTE.insert().values(**vote))
    with op.batch_alter_table("poll", schema=None) as batch_op:
        for name, kind in (OLD | {"tally": sa.JSON()}).items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    for poll in op.get_bind().execute(sa.select(POLL)).all():
        op.execute(POLL.update().where(POLL.c.id == poll.id).values(**_asked_before(poll)))
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_poll_series_id_poll_series"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_poll_lock"))
        batch_op.drop_index(batch_op.f("ix_poll_is_untold"))
        batch_op.drop_index(batch_op.f("ix_poll_series_id"))
        batch_op.drop_index(batch_op.f("ix_poll_remind_at"))
        for name in (*NEW, *MAY_LACK):
            batch_op.drop_column(name)
        for name, kind in OLD.items():
            batch_op.alter_column(name, existing_type=kind, nullable=False)
    for table in ("poll_answers", "poll_draft", "poll_series"):
        op.drop_table(table)


def _asked(poll: Any) -> dict[str, Any]:
    kind, most = ("multiple", None) if poll.is_multiple else ("single", 1)
    question = {"text": poll.question, "kind": kind, "options": poll.options, "most": most}
    values: dict[str, Any] = {
        "title": "", "reason": "", "questions": [question], "mode": "confidential" if poll.is_confidential else "named",
        "is_live": True, "may_add": False, "for_guests": True, "has_comments": False, "reminds": False,
        "is_untold": False,
    }  # fmt: skip
    if poll.closed_at is None:
        return values
    ending = "by_hand" if poll.closed_by else "time"
    if not poll.is_confidential:
        return values | {"ending": ending}
    answers = op.get_bind().execute(sa.select(sa.func.count()).where(TURNOUT.c.poll_id == poll.id)).scalar_one()
    count = {"answers": answers, "votes": poll.tally, "texts": None}
    return values | {"ending": ending, "counts": [count], "answers": answers}


def _sheet(vote: Any) -> dict[str, Any]:
    last = {position: at or "0" for at, position in vote.clicks}
    clicks = {str(position): [last.get(position, "0")] for position in vote.chosen}
    body = json.dumps({"clicks": clicks} if clicks else {}).encode()
    return {
        "team_id": vote.team_id, "poll_id": vote.poll_id, "voter": vote.voter, "is_cast": bool(clicks), "body": body,
    }  # fmt: skip


def _asked_before(poll: Any) -> dict[str, Any]:
    question = poll.questions[0]
    count = poll.counts[0] if poll.counts else {}
    return {
        "question": question["text"], "options": question["options"], "is_multiple": question["kind"] == "multiple",
        "is_confidential": poll.mode != "named", "tally": count.get("votes"),
    }  # fmt: skip


def _vote(row: Any) -> dict[str, Any] | None:
    try:
        clicks = json.loads(row.body).get("clicks", {})
    except ValueError:
        return None
    chosen = sorted(map(int, clicks))
    return {
        "team_id": row.team_id, "poll_id": row.poll_id, "voter": row.voter, "chosen": chosen,
        "clicks": [[clicks[str(position)][-1], position] for position in chosen],
    }  # fmt: skip


def _add_tables() -> None:
    op.create_table(
        "poll_series",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(length=20), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("rhythm", sa.String(length=20), nullable=False),
        sa.Column("begins_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("open_for", sa.Integer(), nullable=True),
        sa.Column("next_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.String(length=20), nullable=True),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_series")),
    )
    op.create_index(op.f("ix_poll_series_team_id"), "poll_series", ["team_id"])
    op.create_index(op.f("ix_poll_series_next_at"), "poll_series", ["next_at"])
    op.create_table(
        "poll_draft",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("channel_id", sa.String(length=20), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_draft")),
    )
    op.create_index(op.f("ix_poll_draft_team_id"), "poll_draft", ["team_id"])
    op.create_index(op.f("ix_poll_draft_owner"), "poll_draft", ["owner"])
    op.create_table(
        "poll_answers",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("is_cast", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_answers_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "voter", name=op.f("pk_poll_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_poll_answers_team_id"), "poll_answers", ["team_id"])
