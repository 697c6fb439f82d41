"""May I do this? The quick check, the tools that are approved for it, and honest use in the past."""
