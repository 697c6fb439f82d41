"""A paper goes with its file; an item on an agenda says nothing any more of what is destroyed, and loses its papers.

That a body met and advised stays. Nothing of this room has a term of its own yet.
"""

from django.utils.translation import gettext_lazy as _

from roeland.bodies.models import AgendaItem, Paper
from roeland.files.models import StoredFile
from roeland.organisation.retention.removing import Empties, Goes, Holds

DESTROYED = _("What this was about has been destroyed")

ALONG = (
    Holds(Paper, "file", StoredFile),
    Goes(Paper, "item__subject_id"),
    Empties(
        AgendaItem,
        "subject_id",
        {
            "title": DESTROYED,
            "question": "",
            "conditions": "",
            "text": "",
            "subject_type": None,
            "subject_id": None,
        },
    ),
)
