"""Organisations, units, people and the roles they hold; sign-in and the door of every view."""
