"""Pages of what waits for a person, what they were told, and how they want to hear of it."""
