"""What a team said when it joined a shared application: what goes in, what for, whether it reaches citizens."""

from django.db import models
from uuid6 import uuid7

from roeland.organisation.models import Organisation
from roeland.register.models import Use

JUDGE_USE = "judge_use"
"""The kind of task that asks whether a use fits what the application is meant for."""


class UseAnswers(models.Model):
    """The answers behind a use of an approved tool, in codes of the document `quick-check`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    use = models.OneToOneField(Use, models.PROTECT, related_name="+")
    document = models.CharField(max_length=40)  # "quick-check@1", to which the codes belong
    inputs = models.JSONField(default=list)
    purpose = models.CharField(max_length=40)
    citizens = models.CharField(max_length=10)

    class Meta:
        indexes = [models.Index(fields=["organisation", "use"], name="answers_by_use")]

    def __str__(self) -> str:
        return str(self.use_id)
