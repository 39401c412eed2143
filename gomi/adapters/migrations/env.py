"""Read by alembic: run the migrations on the connection, and in the transaction, it is handed."""

from alembic import context

from gomi.adapters.sql_schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
context.run_migrations()
