"""The guided tour: the main job in eight steps, each played by hand or by the people of the company."""

from bot.cli.tour.steps import prepare, steps

__all__ = ["prepare", "steps"]
