"""A body that meets in Roeland, and who sits in it."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.bodies.models.references import Reference
from roeland.organisation.models import Organisation, Person
from roeland.rules import bodies as rules


class Body(models.Model):
    """A steering group or an ethics board; what it says is advice."""

    class Kind(models.TextChoices):
        STEERING_GROUP = "steering_group", _("Steering group")
        ETHICS_BOARD = "ethics_board", _("Ethics board")

    class Quorum(models.TextChoices):
        MAJORITY = rules.Quorum.MAJORITY.value, _("More than half of the members with a vote")
        TWO_THIRDS = rules.Quorum.TWO_THIRDS.value, _("Two thirds of the members with a vote")
        NUMBER = rules.Quorum.NUMBER.value, _("A fixed number of members")

    class Way(models.TextChoices):
        VOTE = rules.Way.VOTE.value, _("By vote")
        CONSENSUS = rules.Way.CONSENSUS.value, _("By consensus")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    quorum_rule = models.CharField(_("when it can advise"), max_length=20, choices=Quorum, default=Quorum.MAJORITY)
    quorum_number = models.PositiveSmallIntegerField(_("how many members"), null=True, blank=True)
    way = models.CharField(_("how it comes to its advice"), max_length=20, choices=Way, default=Way.CONSENSUS)
    casting_vote = models.BooleanField(_("the chair decides when the votes are equal"), default=False)
    rests_on = models.ForeignKey(Reference, models.PROTECT, null=True, blank=True, related_name="+")
    started = models.DateField(_("from"))
    ended = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(kind="ethics_board", ended=None), name="one_ethics_board"
            )
        ]
        indexes = [models.Index(fields=["organisation", "kind"], name="body_by_kind")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bodies:body", args=[self.pk])

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to this body: member, secretary."""
        today = timezone.localdate()
        seats = [seat for seat in self.members.filter(person=person) if seat.sits(today)]
        found = {"member"} if seats else set()
        return found | {"secretary"} if any(seat.part == Member.Part.SECRETARY for seat in seats) else found

    def exists_on(self, day: date) -> bool:
        """Say whether the body exists on a day; on its last day it still does."""
        return self.started <= day and (self.ended is None or day <= self.ended)


class Member(models.Model):
    """Somebody who sits in a body, from a day until maybe another day."""

    fetched_along = ("body", "person")

    class Part(models.TextChoices):
        CHAIR = "chair", _("Chair")
        SECRETARY = "secretary", _("Secretary")
        MEMBER = "member", _("Member")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(_("part"), max_length=20, choices=Part, default=Part.MEMBER)
    votes = models.BooleanField(_("has a vote"), default=True)
    expertise = models.CharField(_("field of expertise"), max_length=120, blank=True)
    tied = models.BooleanField(_("tied to the city"))
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "body", "starts"], name="member_by_body"),
            models.Index(fields=["organisation", "person"], name="member_by_person"),
        ]

    def __str__(self) -> str:
        return self.person.name

    def sits(self, day: date) -> bool:
        """Say whether the term holds on a day; on its last day it does."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def relations(self, person: Person) -> set[str]:
        """Say what `person` is to the body."""
        return self.body.relations(person)
