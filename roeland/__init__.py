"""Roeland: the system with which a city governs its use of AI."""
