"""What a draft holds once it was corrected, marked, or changed with its message: a row each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, union_all
from sqlmodel import Field, Session, col, literal, select

from bot.domain.meetings import Status
from bot.domain.meetings_items import Item, Kind
from bot.store.base import Row
from bot.store.meetings import Meeting


class DraftItem(Row, table=True):
    """A takeaway, a follow-up or a contribution of a draft; `place` names it among those of its kind.

    `rank` puts them in order. The `read_` columns are what the notes say; `is_corrected` holds once the partner said
    otherwise, or added it; what they left out stays as `is_dropped`, so that the notes don't bring it back. `revision`
    is that of the meeting when it came. An item that was marked has the message as its `source`, `channel:ts`, and who
    marked it.
    """

    __tablename__ = "meeting_item"
    __table_args__ = (UniqueConstraint("meeting_id", "kind", "place"), Index(None, "team_id", "source"))

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    kind: str = Field(max_length=12)
    place: int
    rank: int
    text: str
    user_id: str | None = Field(default=None, max_length=20)
    name: str | None = None
    due_on: date | None = None
    read_text: str | None = None
    read_user_id: str | None = Field(default=None, max_length=20)
    read_name: str | None = None
    read_due_on: date | None = None
    is_corrected: bool = False
    is_dropped: bool = False
    revision: int = 0
    source: str | None = Field(default=None, max_length=60)
    marked_by: list[Any] = Field(default_factory=list, sa_type=JSON)

    @property
    def item(self) -> Item:
        """Return it as it stands."""
        return Item(self.text, self.user_id, self.name, self.due_on)

    @property
    def read(self) -> Item | None:
        """Return what the notes or the marked message say; None where it was added by hand."""
        if self.read_text is None:
            return None
        return Item(self.read_text, self.read_user_id, self.read_name, self.read_due_on)

    def say(self, item: Item) -> None:
        """Let it stand as `item`."""
        self.text, self.user_id, self.name, self.due_on = item.text, item.user_id, item.name, item.due_on

    def note(self, item: Item) -> None:
        """Keep `item` as what the notes say of it."""
        self.read_text, self.read_user_id, self.read_name = item.text, item.user_id, item.name
        self.read_due_on = item.due_on


def of_meeting(session: Session, team_id: str, meeting_id: int) -> Sequence[DraftItem]:
    """Return all items of a draft, those left out too, in order."""
    mine = select(DraftItem).where(DraftItem.team_id == team_id, DraftItem.meeting_id == meeting_id)
    return session.exec(mine.order_by(col(DraftItem.rank), col(DraftItem.id))).all()


def marked(session: Session, team_id: str, source: str, kind: Kind | None = None) -> Sequence[DraftItem]:
    """Return the items that came of marking one message, of one kind or of all."""
    mine = select(DraftItem).where(DraftItem.team_id == team_id, DraftItem.source == source)
    return session.exec(mine.where(DraftItem.kind == kind) if kind else mine).all()


def knows(session: Session, team_id: str, sources: Sequence[str]) -> bool:
    """Say whether a draft came of one of these messages, or holds something of them: one read of two indexes."""
    drafts = select(literal(1)).where(Meeting.team_id == team_id, col(Meeting.source).in_(sources))
    items = select(literal(1)).where(DraftItem.team_id == team_id, col(DraftItem.source).in_(sources))
    both = union_all(drafts.where(Meeting.status == Status.DRAFT), items).limit(1)
    return session.execute(both).first() is not None
