"""The drawer "Behind the scenes": the traffic between the workspace and the app, and the fault switch."""

from bot.practice.page.drawer.faults import switch
from bot.practice.page.drawer.routes import routes
from bot.practice.page.drawer.screen import drawer

__all__ = ["drawer", "routes", "switch"]
