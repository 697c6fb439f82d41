"""The answer to a request: what it does with each advice, its conditions, and how it ends."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.bodies.models import Reference
from roeland.decisions.models.inquiries import Advice, Disclosure, Inquiry
from roeland.decisions.models.requests import GateRequest
from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.models import Application


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_force(self) -> "DecisionQuerySet":
        """The decisions by which an application passed a gate, and that still hold."""
        opening = [answer.value for answer in Decision.Answer if answer.opens]
        return self.filter(answer__in=opening, is_proposal=False, lapsed_on=None, replaced_by=None)


class Decision(models.Model):
    """The answer to a request, with its reasons; it never changes."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        YES_IF = "yes_if", _("Yes, with conditions")
        NO = "no", _("No")
        BACK = "back", _("Back, to be changed")

        @property
        def opens(self) -> bool:
            return self in (Decision.Answer.YES, Decision.Answer.YES_IF)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    gate_request = models.OneToOneField(GateRequest, models.PROTECT, related_name="decision")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    reasons = models.TextField(_("reasons"), blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # when a deputy decided
    role = models.CharField(max_length=40)
    mandate = models.CharField(max_length=200, blank=True)
    is_proposal = models.BooleanField(default=False)  # it waits for the competent organ
    organ_act = models.ForeignKey(Reference, models.PROTECT, null=True, related_name="+")  # of the competent organ
    taken_at = models.DateTimeField()
    ends_on = models.DateField(_("holds until"), null=True, blank=True)  # empty: no term
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True)  # by a second factor, on the full route
    lapsed_on = models.DateField(null=True)  # from that day it opens nothing any more
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # a newer one that holds

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["ends_on"], condition=models.Q(ends_on__isnull=False, lapsed_on=None), name="decision_by_term"
            ),
            models.Index(
                fields=["review_on"],
                condition=models.Q(review_on__isnull=False, lapsed_on=None),
                name="decision_by_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.gate_request_id}"

    @property
    def waits_for_organ(self) -> bool:
        """Whether the competent organ still has to decide."""
        return self.is_proposal and self.organ_act_id is None


class Weighing(models.Model):
    """What a decision does with one advice, or with one that did not come; why, when it does not follow it."""

    class Outcome(models.TextChoices):
        FOLLOWED = "followed", _("Followed")
        DEVIATED = "deviated", _("Deviated from")
        WENT_ON = "went_on", _("Not waited for: it was late")
        GAP = "gap", _("Nobody holds the role")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="weighings")
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="+")
    advice = models.ForeignKey(Advice, models.PROTECT, null=True, related_name="+")  # empty when none was given
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "inquiry"], name="one_weighing_per_inquiry")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.inquiry_id}"


class Condition(models.Model):
    """Under which a decision says yes: a task for its owner, which keeps the next gate shut until it is met."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="conditions_set")
    text = models.TextField(_("condition"))
    advice = models.ForeignKey(Advice, models.PROTECT, null=True, related_name="+")  # from which it was taken
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due = models.DateField(_("before"), null=True)
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    how = models.TextField(_("how it was met"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "met_at", "due"], name="condition_by_due")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.decision.gate_request.get_absolute_url()

    @property
    def unit(self) -> Unit | None:
        return self.decision.gate_request.unit

    @property
    def is_met(self) -> bool:
        return self.met_at is not None

    @property
    def in_the_open(self) -> str:
        """What everybody may read of it: not what comes from an advice on security."""
        closed = self.advice is not None and self.advice.disclosure == Disclosure.SECURITY
        return gettext("a condition about security") if closed else self.text

    def relations(self, person: Person) -> set[str]:
        """What the person is to this condition: what they are to the request, and its owner."""
        mine = {"condition_owner"} if self.owner_id == person.pk else set()
        return self.decision.gate_request.relations(person) | mine


class Lapse(models.Model):
    """Something material changed under a decision: on `lapses_on` it lapses, unless it is decided again before."""

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("Announced")
        LAPSED = "lapsed", _("Lapsed")
        DECIDED_AGAIN = "decided_again", _("Decided again")
        CHANGED_BACK = "changed_back", _("Changed back")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lapses")
    state = models.CharField(max_length=20, choices=State, default=State.ANNOUNCED)
    noticed_at = models.DateTimeField()
    lapses_on = models.DateField()
    # [{"code": of the rule in the content, "what": field or finding, "was": …, "is": …, "material": bool}, …]
    changes = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=models.Q(state="announced"), name="one_announced_lapse_per_decision"
            )
        ]
        indexes = [
            models.Index(fields=["lapses_on"], condition=models.Q(state="announced"), name="lapse_that_is_due"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.decision_id}"


class Stop(models.Model):
    """An order to stop an application, at once. Starting again needs a decision."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    mandate = models.CharField(max_length=200, blank=True)
    reason = models.TextField(_("reason"))
    ordered_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
