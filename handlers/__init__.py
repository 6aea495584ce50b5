"""Slack in: acknowledge, parse, one service call, answer."""
