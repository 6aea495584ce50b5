"""Block Kit as HTML: what Slack's client shows of messages and views."""

from bot.practice.page.render.renderer import Renderer

__all__ = ["Renderer"]
