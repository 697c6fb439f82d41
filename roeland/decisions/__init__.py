"""Gates, mandates and decisions: what lets an application enter its next phase."""
