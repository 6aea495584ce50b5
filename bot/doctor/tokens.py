"""The three values that connect the bot to Slack."""

from bot.doctor.finding import Finding
from bot.settings import Settings


def examine(settings: Settings) -> list[Finding]:
    """Say which values are missing or of the wrong kind, without asking Slack."""
    return [
        _bot_token(settings.slack_bot_token.get_secret_value()),
        _hearing(settings.slack_app_token.get_secret_value(), settings.slack_signing_secret.get_secret_value()),
    ]


def _bot_token(token: str) -> Finding:
    where = "Copy it from OAuth & Permissions → Bot User OAuth Token (xoxb-…) into .env."
    if not token:
        return Finding("SLACK_BOT_TOKEN", "is not set", where)
    return Finding("SLACK_BOT_TOKEN", "" if token.startswith("xoxb-") else "is not a bot token", where)


def _hearing(app_token: str, signing_secret: str) -> Finding:
    where = "Copy it from Basic Information → App-Level Tokens (xapp-…, connections:write) into .env."
    if app_token:
        return Finding("SLACK_APP_TOKEN", "" if app_token.startswith("xapp-") else "is not an app-level token", where)
    if signing_secret:
        return Finding("SLACK_SIGNING_SECRET (for HTTP mode)")
    return Finding("SLACK_APP_TOKEN", "is not set, nor is SLACK_SIGNING_SECRET for HTTP mode", where)
