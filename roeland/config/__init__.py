"""Settings, root urls, and the lists of menu items and panels."""
