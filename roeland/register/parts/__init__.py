"""What belongs to an application and has pages of its own: who was appointed, data, systems, relations, documents."""
