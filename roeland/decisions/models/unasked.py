"""What the FG advises the directorate without being asked: nobody else writes in it, or holds it back."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.models import Application


class UnaskedAdvice(models.Model):
    """An advice of the FG to the directorate that belongs to no request. It never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("your advice"))
    application = models.ForeignKey(  # when it is about one
        Application, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("application")
    )
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    due = models.DateField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "unasked advices"
        indexes = [models.Index(fields=["organisation", "-given_at"], name="unasked_by_day")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:unasked", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit if self.application else None

    def relations(self, person: Person) -> set[str]:
        """What the person is to this advice: who gave it."""
        return {"author"} if self.given_by_id == person.pk else set()
