"""Lists that somebody wants to see again."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.organisation.models import Organisation, Person


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def seen_by(self, person: Person) -> "SavedViewQuerySet":
        """Those that the person kept, and those that anybody shared."""
        return self.filter(Q(person=person) | Q(shared=True), organisation=person.organisation_id)


class SavedView(models.Model):
    """A search with its filters under a name: one's own, or shared with everybody in the organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=2000, blank=True)  # as it stands in the address
    shared = models.BooleanField(_("shared"), default=False)
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "name"], name="one_saved_view_per_name")
        ]
        indexes = [models.Index(fields=["organisation", "shared"], name="saved_view_by_sharing")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('register:list')}?{self.query}"

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to this list: "owner" for who kept it, or nothing."""
        return {"owner"} if self.person_id == person.pk else set()
