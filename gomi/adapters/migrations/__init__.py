"""Migrations of the ledger, run from code by `gomi.adapters.sql_migrations`."""
