"""answers and who turned out are found by their poll alone, so the index of their workspace only cost time."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = ("poll_answers", "poll_turnout")


def upgrade() -> None:
    """Take the step."""
    for table in TABLES:
        op.drop_index(op.f(f"ix_{table}_team_id"), table_name=table)


def downgrade() -> None:
    """Take it back."""
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_team_id"), table, ["team_id"])
