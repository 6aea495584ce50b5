"""The practice workspace: a Slack that runs on this machine and speaks Slack's public protocol."""

from bot.practice.courier import Delivery, OperationTimeout
from bot.practice.faults import Fault
from bot.practice.forms import ClientRefused
from bot.practice.model import Conversation, Message, View
from bot.practice.people import Person
from bot.practice.server import PracticeServer
from bot.practice.workspace import Workspace

__all__ = [
    "ClientRefused",
    "Conversation",
    "Delivery",
    "Fault",
    "Message",
    "OperationTimeout",
    "Person",
    "PracticeServer",
    "View",
    "Workspace",
]
