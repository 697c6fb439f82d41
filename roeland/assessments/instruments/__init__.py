"""Impact assessments: who fills in which part, who advises, who signs, and what was signed."""
