"""Every table, so that the metadata is whole when migrations look at it."""

from sqlmodel import SQLModel

from bot.store import departments, inbox, outbox, people, requests, settings

TABLES = (departments, inbox, outbox, people, requests, settings)
metadata = SQLModel.metadata
