"""Time: ticks, the outbox worker and recurring work."""
