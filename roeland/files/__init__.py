"""Stored files, known by their digest."""
