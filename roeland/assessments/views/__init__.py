"""The pages of the intake and of what follows from it."""
