"""What belongs to an obligation goes with it, and an obligation with its application."""

from roeland.assessments.models import Classification
from roeland.files.models import StoredFile
from roeland.obligations.models import Cover, Duty, Evidence, Risk, Stock
from roeland.organisation.retention.removing import Goes, Holds
from roeland.register.models import Application

ALONG = (
    Goes(Stock, "application", of=Application),
    Goes(Risk, "application", of=Application),
    Goes(Duty, "application", of=Application),
    Goes(Stock, "classification", of=Classification),
    Goes(Evidence, "replaces", of=Evidence),
    Goes(Evidence, "duty", of=Duty),
    Goes(Cover, "duty", of=Duty),
    Holds(Evidence, "file", StoredFile),
)
