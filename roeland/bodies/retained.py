"""A paper goes with its file. Nothing else of this room has a term of its own yet."""

from roeland.bodies.models import Paper
from roeland.files.models import StoredFile
from roeland.organisation.retention.removing import Holds

ALONG = (Holds(Paper, "file", StoredFile),)
