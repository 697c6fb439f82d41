"""What people fill in about bodies, sessions and references."""
