"""Who is asked about a request, and what they say: facts, advice, and what the law gives staff representation."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.bodies.models import Reference
from roeland.decisions.models.requests import GateRequest
from roeland.organisation.models import Organisation, Person, RoleHeld, Unit
from roeland.organisation.wording import role_name
from roeland.register.models import Application

SPEAKS_BESIDE = "hr_adviser"
"""Who records what staff representation says when it has no spokesman of its own."""


class Inquiry(models.Model):
    """A role is asked about a request: for facts, for advice, or because the law gives staff representation a say."""

    named_through = ("gate_request__application",)  # fetched together, for lists of what people must do

    class Kind(models.TextChoices):
        FACTS = "facts", _("Facts")
        ADVICE = "advice", _("Advice")
        CONSENT = "consent", _("Consent of the works council")  # NL, WOR 27: nobody can deviate from it
        STAFF_ADVICE = "staff_advice", _("Advice of the works council")  # NL, WOR 25
        NEGOTIATION = "negotiation", _("Negotiation with the unions")  # BE, law of 19-12-1974
        CONSULTATION = "consultation", _("Consultation of the unions")

        @property
        def of_staff(self) -> bool:
            return self not in (Inquiry.Kind.FACTS, Inquiry.Kind.ADVICE)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    gate_request = models.ForeignKey(GateRequest, models.PROTECT, related_name="inquiries")
    kind = models.CharField(max_length=20, choices=Kind)
    role = models.CharField(max_length=40)
    code = models.CharField(max_length=60)  # why this role is asked: a code of the matrix
    perhaps = models.BooleanField(default=False)  # the fact that it depends on is not known yet
    required = models.BooleanField(default=False)  # the law asks it: without it the gate stays shut
    holder = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # empty: nobody holds the role
    in_place_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # empty: the matrix asks
    asked_at = models.DateTimeField()
    due = models.DateField(null=True)
    paused_on = models.DateField(null=True)  # the clock stands still while a question back is open
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # the request ended
    # What stands in for a consent that was refused (WOR 27(4)).
    court_permission = models.ForeignKey(Reference, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gate_request", "kind", "role"], name="one_inquiry_per_role"),
        ]
        indexes = [
            models.Index(fields=["organisation", "holder", "closed_at"], name="inquiry_by_holder"),
            models.Index(
                fields=["due"], condition=models.Q(answered_at=None, closed_at=None), name="inquiry_without_answer"
            ),
        ]
        verbose_name_plural = "inquiries"

    def __str__(self) -> str:
        return str(self.gate_request)

    def get_absolute_url(self) -> str:
        return reverse("decisions:inquiry", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.gate_request.unit

    @property
    def role_name(self) -> str:
        """What the role is called in the organisation."""
        return role_name(self.role, None, self.gate_request.organisation)

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.closed_at is None

    def relations(self, person: Person) -> set[str]:
        """What the person is to this inquiry: what they are to the request, and asked: who holds the role anywhere.

        Which of them may answer is for the service to say.
        """
        asked = self.holder_id == person.pk or self._holds(person)
        return self.gate_request.relations(person) | ({"asked"} if asked else set())

    def _holds(self, person: Person) -> bool:
        roles = (self.role, SPEAKS_BESIDE) if Inquiry.Kind(self.kind).of_staff else (self.role,)
        rows = RoleHeld.objects.filter(organisation=self.organisation_id, role__in=roles)
        return rows.filter(models.Q(person=person) | models.Q(deputy=person)).exists()


class Disclosure(models.TextChoices):
    """How what somebody wrote is treated when the public asks for it (Woo; Bestuursdecreet)."""

    PUBLIC = "public", _("Public")
    OPINION = "opinion", _("Personal opinion for internal use")
    SECURITY = "security", _("Security: not public")


class Facts(models.Model):
    """The facts that a role gave; a correction is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="facts")
    text = models.TextField(_("what you know"))
    not_known = models.BooleanField(_("I don't know"), default=False)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text


class Advice(models.Model):
    """What a role advises, or what staff representation says. It never changes: a change is a new advice."""

    class Verdict(models.TextChoices):
        POSITIVE = "positive", _("Positive")
        CONDITIONAL = "conditional", _("Positive, with conditions")
        NEGATIVE = "negative", _("Negative")
        NOT_FOR_ME = "not_for_me", _("Not for me")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="advices")
    verdict = models.CharField(_("your advice"), max_length=20, choices=Verdict)
    reasons = models.TextField(_("reasons"))
    conditions = models.JSONField(default=list)  # [text, …]
    disclosure = models.CharField(_("for the public"), max_length=10, choices=Disclosure)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    # Where the organ itself decided: number, date and link of its act.
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    reference_date = models.DateField(null=True, blank=True)
    reference_link = models.URLField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "role", "given_at"], name="advice_by_role")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.inquiry_id}"


class QuestionBack(models.Model):
    """What an adviser must know first; until it is answered the clock of the inquiry stands still."""

    named_through = ("inquiry__gate_request__application",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="questions")
    question = models.TextField(_("question"))
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.inquiry)

    def get_absolute_url(self) -> str:
        return self.inquiry.get_absolute_url()

    @property
    def unit(self) -> Unit | None:
        return self.inquiry.unit

    def relations(self, person: Person) -> set[str]:
        """What the person is to this question: what they are to the inquiry, and the one who is asked."""
        return self.inquiry.relations(person) | ({"asked_back"} if self.asked_of_id == person.pk else set())


class UrgentWarning(models.Model):
    """An urgent warning of the FG: the one who is accountable answers within one working day. It stops nothing."""

    named_through = ("application",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    text = models.TextField(_("warning"))
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    due = models.DateField()
    asked_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_role = models.CharField(max_length=40)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.application)

    def get_absolute_url(self) -> str:
        return reverse("decisions:warning", args=[self.pk])

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    def relations(self, person: Person) -> set[str]:
        """What the person is to this warning: what they are to the application, and the one who must answer."""
        return self.application.relations(person) | ({"warned"} if self.asked_of_id == person.pk else set())


class Oversight(models.Model):
    """What the FG or the CISO saw when they looked at the privacy or security assessment of an application."""

    class Kind(models.TextChoices):
        PRIVACY = "privacy", _("Privacy and human-rights assessment")
        SECURITY = "security", _("Security assessment")

    class Result(models.TextChoices):
        IN_ORDER = "in_order", _("In order")
        TO_MEND = "to_mend", _("Must be mended")
        MISSING = "missing", _("There is no assessment")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    result = models.CharField(_("what you found"), max_length=10, choices=Result)
    text = models.TextField(_("remarks"), blank=True)
    looked_at = models.CharField(_("what you looked at"), max_length=200)  # title and version of the document
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    given_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "oversight"
        indexes = [models.Index(fields=["organisation", "application", "kind"], name="oversight_by_application")]

    def __str__(self) -> str:
        return f"{self.kind} {self.application_id}"


class PriorConsultation(models.Model):
    """The supervisor is consulted before (GDPR 36): until its outcome is on record the gate stays shut."""

    class Outcome(models.TextChoices):
        NO_OBJECTION = "no_objection", _("No objection")
        ADVICE = "advice", _("Advice, which must be followed or answered")
        PROHIBITED = "prohibited", _("The processing is prohibited")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    supervisor = models.CharField(_("supervisor"), max_length=120)
    sent_on = models.DateField(_("sent on"))
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    outcome_on = models.DateField(_("outcome of"), null=True, blank=True)
    outcome_text = models.TextField(_("what it says"), blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.supervisor

    @property
    def unit(self) -> Unit | None:
        return self.application.unit

    def relations(self, person: Person) -> set[str]:
        """What the person is to the application."""
        return self.application.relations(person)
