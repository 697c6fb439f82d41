"""Bringing in descriptions in the form of the Dutch register, version 1.0: all of a file, or nothing."""

from roeland.register.importing.problems import line_of, place_of, text_of
from roeland.register.importing.running import carry_out
from roeland.register.importing.starting import run, start

__all__ = ["carry_out", "line_of", "place_of", "run", "start", "text_of"]
