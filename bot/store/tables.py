"""Every table, so that the metadata is whole when migrations look at it."""

from sqlmodel import SQLModel

from bot.store import (  # noqa: F401 (a table is known to the metadata once its module is imported)
    catalogue,
    departments,
    followups,
    followups_steps,
    goals,
    inbox,
    matching,
    meetings,
    meetings_items,
    meetings_points,
    outbox,
    people,
    polls,
    requests,
    requests_history,
    requests_outcomes,
    requests_questions,
    settings,
    touchpoints,
)

metadata = SQLModel.metadata
