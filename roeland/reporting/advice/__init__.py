"""Advice to the directorate: a short document with the figures of the moment at which it was written."""
