"""What this room keeps: questions of the quick check and honest past use; and what goes with an application."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext

from roeland.assessments.models import (
    AcceptableUse,
    Assessment,
    Classification,
    Contribution,
    Finding,
    Intake,
    Opinion,
    PastUse,
    QuickQuestion,
    TakenOver,
    UseAnswers,
)
from roeland.files.models import StoredFile
from roeland.organisation.models import Organisation
from roeland.organisation.retention.kinds import Kind
from roeland.organisation.retention.removing import Goes, Holds, LetsGo
from roeland.questionnaires.models import Answer, Attached, Remark, Row, Sheet
from roeland.register.models import Application, Use
from roeland.ui.pieces.badges import in_words

ALONG = (
    Goes(AcceptableUse, "application", of=Application),
    Goes(Classification, "application", of=Application),
    Goes(Intake, "application", of=Application),
    Goes(Assessment, "application", of=Application),
    Goes(Assessment, "previous", of=Assessment),
    Goes(Contribution, "assessment", of=Assessment),
    Goes(Opinion, "assessment", of=Assessment),
    Goes(TakenOver, "assessment", of=Assessment),
    Goes(Finding, "classification", of=Classification),
    Goes(UseAnswers, "use", of=Use),
    Goes(Answer, "sheet", of=Sheet),
    Goes(Row, "sheet", of=Sheet),
    Goes(Attached, "sheet", of=Sheet),
    Holds(Attached, "file", StoredFile),
    Goes(Remark, "sheet", of=Sheet),
    Goes(Remark, "under", of=Remark),
    Holds(Classification, "sheet", Sheet),
    Holds(Intake, "sheet", Sheet),
    Holds(Assessment, "sheet", Sheet),
    LetsGo(QuickQuestion, "application", of=Application),
    LetsGo(PastUse, "application", of=Application),
)


def _questions(organisation: Organisation) -> QuerySet[QuickQuestion]:
    rows = QuickQuestion.objects.filter(organisation=organisation, answered_at__isnull=False)
    return rows.annotate(started=F("answered_at"))


def _past_uses(organisation: Organisation) -> QuerySet[PastUse]:
    rows = PastUse.objects.filter(organisation=organisation, judged_at__isnull=False)
    return rows.annotate(started=F("judged_at"))


QUESTIONS = Kind(
    "quick_question",
    QuickQuestion,
    _questions,
    lambda row: f"{gettext('a question')}, {in_words(row.asked_at)}",
    held_through=("application",),
)
# Neither the tool nor the reporter: who may not know them reads this too.
PAST_USES = Kind(
    "past_use",
    PastUse,
    _past_uses,
    lambda row: f"{gettext('use in the past')}, {in_words(row.reported_at)}",
    held_through=("application",),
)
