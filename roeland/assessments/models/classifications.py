"""What Roeland concluded from a sheet."""

from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Jurisdiction, Organisation, Person
from roeland.organisation.prepared import prepared
from roeland.questionnaires.models import Sheet
from roeland.register.models import AIClass, Answered, Application, Route
from roeland.rules.classification import State

ANSWERED = {State.CERTAIN.value: Answered.YES, State.EXCLUDED.value: Answered.NO}


class Occasion(models.TextChoices):
    """Why the answers were looked at."""

    SUBMITTED = "submitted", _("The intake was sent")
    SETTLED = "settled", _("A colleague answered an open question")
    REVISED = "revised", _("A colleague changed an answer")
    LAW = "law", _("A date of the law passed")
    RULES = "rules", _("The application was moved to newer rules")


class Concluded(NamedTuple):
    """A finding as it is read: its columns, without a row to change."""

    code: str
    topic: str
    state: str
    because: list[dict[str, Any]]
    open_questions: list[str]
    judge: str


class Classification(models.Model):
    """What Roeland concluded from a sheet, frozen with the answers of that moment and the versions it used."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="classifications")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="+")
    questionnaire = models.CharField(max_length=60)  # "intake@1"
    rules = models.CharField(max_length=60)  # "classification@1"
    law = models.CharField(max_length=60)  # "law-dates@1"
    obligations = models.CharField(max_length=60, default="obligations@1")
    law_date = models.DateField()  # on which the content was checked against the law
    as_of = models.DateField()  # the day for which dated prohibitions were read
    next_change = models.DateField(null=True)  # the day on which the same answers mean something else
    jurisdiction = models.CharField(max_length=10, choices=Jurisdiction)
    occasion = models.CharField(max_length=20, choices=Occasion, default=Occasion.SUBMITTED)
    ai_class = models.CharField(max_length=20, choices=AIClass)
    certain_class = models.CharField(max_length=20, choices=AIClass)  # the strictest that is sure
    possible_class = models.CharField(max_length=20, choices=AIClass)  # the strictest still possible
    route = models.CharField(max_length=20, choices=Route)
    route_at_least = models.CharField(max_length=20, choices=Route)
    route_at_most = models.CharField(max_length=20, choices=Route)
    # {question: {"value": …, "unknown": bool, "complete": bool, "by": key of a person, "at": time}, …}
    answers = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    # [{"question": code, "role": who would know, "findings": [codes]}, …]
    open_questions = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "application", "made_at"], name="classification_by_time"),
            models.Index(fields=["next_change"], name="classification_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.ai_class} / {self.route}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:result", args=[self.pk])

    @cached_property
    def concluded(self) -> list["Concluded"]:
        """The findings as they are read, in their order: a classification never changes."""
        return [Concluded(*row) for row in _findings(self.pk)]

    def answered(self, *codes: str) -> dict[str, Answered]:
        """Return per finding whether it is so: one that is only possible, or was not looked at, is not yet known."""
        states = dict(self.findings.filter(code__in=codes).values_list("code", "state"))
        return {code: ANSWERED.get(states.get(code, ""), Answered.UNKNOWN) for code in codes}


class Finding(models.Model):
    """One conclusion of a classification, with its reasons."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="findings")
    code = models.CharField(max_length=60)
    topic = models.CharField(max_length=60)
    state = models.CharField(max_length=10)  # certain, possible, excluded
    because = models.JSONField(default=list)  # [{"fact": code, "value": …, "asked": bool}, …]
    open_questions = models.JSONField(default=list)
    judge = models.CharField(max_length=40, blank=True)  # the role that must assess what no question settles
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["classification", "code"], name="one_finding_per_code")]

    def __str__(self) -> str:
        return f"{self.code}: {self.state}"


@prepared
def _findings(classification: UUID) -> models.QuerySet[Finding, tuple[Any, ...]]:
    rows = Finding.objects.filter(classification=classification).order_by("order")
    return rows.values_list(*Concluded._fields)
