"""What an installation lacks, and how to mend it."""

from bot.clock import Clock
from bot.doctor import channel, database, keys, questions, slack, tokens
from bot.doctor.finding import Finding
from bot.keys import Keys, folder_of
from bot.settings import Settings

__all__ = ["Finding", "examine"]


async def examine(settings: Settings, clock: Clock) -> list[Finding]:
    """Look at tokens, Slack, the database, the L&D team and the outbox; nothing is changed."""
    found = [*tokens.examine(settings), *questions.examine(settings)]
    async with slack.connected(settings) as client:
        team_id, of_slack = await slack.examine(client, settings, clock)
        state, of_database = await database.examine(settings.database_url, team_id, clock)
        folder = folder_of(settings.database_url, settings.touchpoint_keys)
        found += [*of_slack, *of_database, keys.examine(Keys(folder), state.locks)]
        if team_id:
            found += await channel.examine(client, settings, state)
            found += await channel.examine_planned(client, state)
    return found
