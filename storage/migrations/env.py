"""Alembic runs this for each command, inside the transaction that storage.migrating opened."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite has it too, where the driver keeps out: see storage.engines
)
context.run_migrations()
