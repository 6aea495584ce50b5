"""each workspace by itself."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_state_due_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_refresh_at"))
        batch_op.create_index(batch_op.f("ix_outbox_team_id_state_due_at"), ["team_id", "state", "due_at"])
        batch_op.create_index(batch_op.f("ix_outbox_team_id_refresh_at"), ["team_id", "refresh_at"])
        batch_op.create_index(batch_op.f("ix_outbox_team_id_lease_until"), ["team_id", "lease_until"])


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_team_id_lease_until"))
        batch_op.drop_index(batch_op.f("ix_outbox_team_id_refresh_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_team_id_state_due_at"))
        batch_op.create_index(batch_op.f("ix_outbox_refresh_at"), ["refresh_at"])
        batch_op.create_index(batch_op.f("ix_outbox_state_due_at"), ["state", "due_at"])
