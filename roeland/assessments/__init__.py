"""The intake and the classification that follows from it."""
