"""The AI applications of an organisation, with their description, suppliers and import."""
