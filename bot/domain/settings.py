"""What an L&D team may settle, and the values until it does."""

RESPONSE_DAYS = 2
PLAN_AFTER = 3
ACKNOWLEDGE_AFTER = 10
