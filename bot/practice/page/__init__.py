"""The practice workspace in the browser: a small Slack in which anybody of the company can be played."""
