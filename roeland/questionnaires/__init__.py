"""Answer sheets for any questionnaire; a sheet knows no subject."""
