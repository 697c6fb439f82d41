"""Newer rules came: what they would change, for which applications, and moving those when somebody says so."""
