"""What a decision rests on and leads to goes with its application, and with what it was decided on."""

from roeland.assessments.models import Classification
from roeland.decisions.models import (
    Advice,
    CaseFile,
    Condition,
    Decision,
    Facts,
    GateRequest,
    Inquiry,
    Lapse,
    Oversight,
    PriorConsultation,
    QuestionBack,
    Rechecked,
    Stop,
    UnaskedAdvice,
    UrgentWarning,
    Weighing,
)
from roeland.organisation.retention.removing import Goes, LetsGo
from roeland.register.models import Application

ALONG = (
    Goes(CaseFile, "application", of=Application),
    Goes(GateRequest, "application", of=Application),
    Goes(GateRequest, "classification", of=Classification),
    Goes(GateRequest, "case_file", of=CaseFile),
    Goes(Decision, "gate_request", of=GateRequest),
    Goes(Inquiry, "gate_request", of=GateRequest),
    Goes(Facts, "inquiry", of=Inquiry),
    Goes(Advice, "inquiry", of=Inquiry),
    Goes(Advice, "replaces", of=Advice),
    Goes(QuestionBack, "inquiry", of=Inquiry),
    Goes(Weighing, "decision", of=Decision),
    Goes(Weighing, "inquiry", of=Inquiry),
    Goes(Weighing, "advice", of=Advice),
    Goes(Condition, "decision", of=Decision),
    Goes(Lapse, "decision", of=Decision),
    Goes(Stop, "application", of=Application),
    Goes(UnaskedAdvice, "application", of=Application),
    Goes(UrgentWarning, "application", of=Application),
    Goes(Oversight, "application", of=Application),
    Goes(PriorConsultation, "application", of=Application),
    Goes(Rechecked, "application", of=Application),
    Goes(Rechecked, "classification", of=Classification),
    Goes(Rechecked, "gate_request", of=GateRequest),
    Goes(Rechecked, "decision", of=Decision),
    Goes(Rechecked, "lapse", of=Lapse),
    LetsGo(Decision, "replaced_by", of=Decision),
    LetsGo(Condition, "advice", of=Advice),
)
