"""keys first: SQLite's integrity_check reports values as missing where a table WITHOUT ROWID begins otherwise."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = {
    "poll_turnout": ("poll_id", "user_id", "team_id"),
    "poll_vote": ("poll_id", "voter", "team_id", "chosen", "clicks"),
}


def upgrade() -> None:
    """Take the step."""
    for table, columns in TABLES.items():
        _arrange(table, columns)


def downgrade() -> None:
    """Take it back."""
    for table, columns in TABLES.items():
        _arrange(table, ("team_id", *(name for name in columns if name != "team_id")))


def _arrange(table: str, columns: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table(table, recreate="always", partial_reordering=[columns]):
            pass
