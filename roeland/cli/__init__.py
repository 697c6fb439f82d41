"""The roeland command."""
