"""What this room keeps."""

from roeland.bodies.models.bodies import Body, Member
from roeland.bodies.models.meeting import AgendaItem, Minutes, Paper, Presence, Recusal, Session, Vote
from roeland.bodies.models.references import Reference

__all__ = ["AgendaItem", "Body", "Member", "Minutes", "Paper", "Presence", "Recusal", "Reference", "Session", "Vote"]
