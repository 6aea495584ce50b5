"""`doctor`: what was found, one line each, with how to mend what is wrong."""

from rich.console import Console
from rich.text import Text

from bot.cli.problems import explained
from bot.clock import SystemClock
from bot.doctor import Finding, examine
from bot.settings import Settings


async def report(settings: Settings, console: Console) -> bool:
    """Print what the doctor finds; return whether all is well. Raises CannotRun."""
    with explained(settings):
        found = await examine(settings, SystemClock())
    for finding in found:
        console.print(_line(finding))
        for line in finding.lines:
            console.print(Text(f"       · {line}"))
    return not any(finding.wrong for finding in found)


def _line(finding: Finding) -> Text:
    if not finding.wrong:
        return Text.assemble(("ok     ", "green"), finding.what)
    return Text.assemble(("WRONG  ", "bold red"), f"{finding.what} {finding.wrong}.\n       → {finding.mend}")
