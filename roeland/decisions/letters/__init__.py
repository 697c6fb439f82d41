"""A decision on paper: the letter for the people here, and the version without names for everybody else."""

from roeland.decisions.letters.making import letter, public_version

__all__ = ["letter", "public_version"]
