"""What belongs to an experiment goes with it, and an experiment with its application."""

from roeland.organisation.retention.removing import Goes
from roeland.portfolio.models import Experiment, Invitation, Lesson, Measure, Outcome, Survey, Tally
from roeland.register.models import Application

ALONG = (
    Goes(Experiment, "application", of=Application),
    *(Goes(model, "experiment", of=Experiment) for model in (Measure, Lesson, Outcome, Survey)),
    *(Goes(model, "survey", of=Survey) for model in (Invitation, Tally)),
)
