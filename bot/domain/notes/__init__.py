"""The reader of meeting notes: what was learned, what was promised, who gave what and who was there."""

from bot.domain.notes.dates import due_in
from bot.domain.notes.reader import read
from bot.domain.notes.reading import Contribution, FollowUp, Reading, Takeaway

__all__ = ["Contribution", "FollowUp", "Reading", "Takeaway", "due_in", "read"]
