"""A database that may only be read when the bot comes up again."""

from pathlib import Path

from tests.databases import Sqlite
from tests.faults.broken_sqlite import read_only
from tests.faults.company import company_of


async def test_a_bot_that_crashed_does_not_come_up_on_a_file_that_it_may_not_write(
    sqlite_databases: Sqlite, tmp_path: Path
) -> None:
    with sqlite_databases.fresh() as url:
        async with company_of(url, tmp_path) as company:
            [bot] = company.bots
            await bot.begin()
            await bot.kill()
            with read_only(url):
                assert not await bot.start()
                assert await bot.ended() == 1
            said = bot.log.read_text()
            assert "readonly" in said
            assert "Traceback" not in said
            await bot.begin()
