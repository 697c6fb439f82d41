"""Somebody leaves: what they hold goes to others, and nothing is orphaned."""
