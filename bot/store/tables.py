"""Every table, so that the metadata is whole when migrations look at it."""

from sqlmodel import SQLModel

from bot.store import departments, followups, inbox, meetings, outbox, people, polls, requests, settings

TABLES = (departments, followups, inbox, meetings, outbox, people, polls, requests, settings)
metadata = SQLModel.metadata
