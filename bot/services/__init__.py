"""Use cases: plain functions of (session, values, now) that know nothing of Slack's protocol."""
