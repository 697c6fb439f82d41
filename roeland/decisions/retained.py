"""Requests and decisions go with their application, and with what they were decided on."""

from roeland.assessments.models import Classification
from roeland.decisions.models import Decision, GateRequest
from roeland.organisation.retention.removing import Goes
from roeland.register.models import Application

ALONG = (
    Goes(GateRequest, "application", of=Application),
    Goes(GateRequest, "classification", of=Classification),
    Goes(Decision, "gate_request", of=GateRequest),
)
