"""Touchpoint: a Slack bot that acts as an embedded Learning & Development partner."""
