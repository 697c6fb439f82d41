"""How fast Roeland is, over HTTP against the production server, on both databases."""
