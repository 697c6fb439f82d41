"""The pages of official questionnaires that an organisation imported."""
