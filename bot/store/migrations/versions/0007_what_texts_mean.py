"""what texts mean."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "text_vector",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("ref_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "kind", "ref_id", "digest", name=op.f("pk_text_vector")),
    )
    with op.batch_alter_table("text_vector", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_vector_team_id_digest"), ["team_id", "digest"], unique=False)

    op.create_table(
        "text_vector_version",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_text_vector_version")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("text_vector_version")
    op.drop_table("text_vector")
