"""The pages of impact assessments."""
