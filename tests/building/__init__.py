"""Builders: one call makes a real thing in the database, with sensible defaults. One file per room."""
