"""What law and policy demand of each application: how it stands, what shows it, and what comes."""
