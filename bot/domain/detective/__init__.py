"""The performance detective: which questions a need still raises, and what the answers say is the cause."""

from bot.domain.detective.asking import next_questions
from bot.domain.detective.causes import Proposal, propose
from bot.domain.detective.flow import (
    LEARNING,
    UNSAID,
    Cause,
    Choice,
    Condition,
    Flow,
    FlowError,
    Question,
    Reply,
    Vague,
)
from bot.domain.detective.parsing import parse
from bot.domain.detective.reading import read_choice

__all__ = [
    "LEARNING",
    "UNSAID",
    "Cause",
    "Choice",
    "Condition",
    "Flow",
    "FlowError",
    "Proposal",
    "Question",
    "Reply",
    "Vague",
    "next_questions",
    "parse",
    "propose",
    "read_choice",
]
