"""The demonstration organisation Groep Gent."""
