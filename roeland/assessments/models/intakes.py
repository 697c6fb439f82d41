"""The sheet on which an application was reported."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from uuid6 import uuid7

from roeland.organisation.access import held_by
from roeland.organisation.models import Organisation, Person, Unit
from roeland.questionnaires.models import Sheet
from roeland.register.models import Application
from roeland.work.models import Task

ANSWER_OPEN_QUESTION = "answer_open_question"
"""The kind of task that asks somebody to answer what a submitted intake left open."""


class Intake(models.Model):
    """The sheet on which an application was reported."""

    named_through = ("application",)  # fetched together, for lists of what people must do
    fetched_along = ("application", "sheet")  # and these at the door of a page

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="intakes")
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "application"], name="intake_by_application")]

    def __str__(self) -> str:
        return self.application.name

    def get_absolute_url(self) -> str:
        return reverse("assessments:intake", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    @property
    def submitted(self) -> bool:
        return self.sheet.submitted_at is not None

    def relations(self, person: Person) -> set[str]:
        """What the person is to this intake: what they are to the application, filler, and asked to answer something.

        Filler is who is filling it in. Asked is who ever got the question, and who holds a role that it went to.
        """
        roles = [row.role for row in held_by(person) if row.unit_id is None or row.covers(self.unit)]
        same = Intake.objects.filter(application=self.application_id)
        asked = Task.objects.filter(
            Q(person=person) | Q(role__in=roles),
            organisation=self.organisation_id,
            subject_id__in=same.values("pk"),
            kind=ANSWER_OPEN_QUESTION,
        )
        filler = {"filler"} if self.sheet.started_by_id == person.pk and not self.submitted else set()
        return self.application.relations(person) | filler | ({"asked"} if asked.exists() else set())
