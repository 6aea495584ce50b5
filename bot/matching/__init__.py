"""What means nearly the same, without a network: a leaf that knows nothing of Slack, workspaces or the database."""

from bot.matching.matcher import SUGGESTED, THRESHOLD, Matcher, Point, Vector, restored, stored
from bot.matching.shelf import Key, Near

__all__ = ["SUGGESTED", "THRESHOLD", "Key", "Matcher", "Near", "Point", "Vector", "restored", "stored"]
