"""Slack out: templates hold the words, Python builds the blocks."""
