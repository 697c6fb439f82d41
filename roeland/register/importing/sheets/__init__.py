"""Bringing in a sheet: its columns become fields as a person says, and a preview comes before anything is stored."""
