"""Official questionnaires that others publish (the Invulhulpen format): read with care, and looked at before use."""
