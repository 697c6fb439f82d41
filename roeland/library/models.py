"""Documents that an organisation wrote, and forms of others that it imported."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from roeland.content import shipped
from roeland.content.loader import TITLE
from roeland.organisation.models import Organisation, Person


class Kind(models.TextChoices):
    ADVICE = "advice", _("Advice to the directorate")


class Document(models.Model):
    """What somebody wrote for others: sections of text, and figures as they were when it was written."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=150)
    dated = models.DateField(_("date"))
    body = models.JSONField(default=dict)  # {section: text or list of texts}; what a section means its kind says
    # [{"code": …, "value": number, "was": number or null}, …]: never computed again
    figures = models.JSONField(default=list)
    figures_at = models.DateTimeField()
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # from which this one started
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "sent_at"], name="document_by_kind")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(settings.DOCUMENT_PAGES[self.kind], args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.sent_at is None

    @property
    def version(self) -> str:
        """What tells two states of a draft apart."""
        return self.changed_at.isoformat()


class OwnVersion(models.Model):
    """An organisation's own version of a shipped document. Once adopted its meaning never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("version", "Draft")
        OFFERED = "offered", pgettext_lazy("version", "Waits to be adopted")
        ADOPTED = "adopted", pgettext_lazy("version", "Adopted")
        REPLACED = "replaced", pgettext_lazy("version", "Replaced")
        DROPPED = "dropped", pgettext_lazy("version", "Dropped")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)  # of the shipped document: governance
    number = models.PositiveIntegerField()
    based_on = models.CharField(max_length=60)  # a reference: governance@1, governance@own-2
    meaning = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField(_("why it changes"), blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    offered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    sent_back_because = models.TextField(blank=True)
    adopted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    adopted_on = models.DateField(null=True)
    mandate = models.CharField(max_length=200, blank=True)  # on which the adoption rests
    # The act of an organ that decides in its own system: kept here by reference.
    act_organ = models.CharField(_("organ"), max_length=120, blank=True)
    act_number = models.CharField(_("number of the act"), max_length=60, blank=True)
    act_date = models.DateField(_("date of the act"), null=True)
    act_link = models.URLField(_("link to the act"), blank=True)
    review_on = models.DateField(_("look at it again on"), null=True)
    review_asked_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code", "number"], name="one_own_version_of_a_number"),
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=Q(state__in=["draft", "offered"]),
                name="one_open_own_version",
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=Q(state="adopted"), name="one_adopted_own_version"
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on"],
                condition=Q(state="adopted", review_asked_on__isnull=True, review_on__isnull=False),
                name="own_version_to_review",
            )
        ]

    def __str__(self) -> str:
        return str(_("%(document)s, version %(number)d")) % {"document": self.document, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse(settings.VERSION_PAGES[self.code], args=[self.pk])

    @property
    def document(self) -> str:
        """What the shipped document is called."""
        return shipped.text(self.code, TITLE, get_language() or "nl").label

    @property
    def reference(self) -> str:
        """How rows refer to it."""
        return own_reference(self.code, self.number)

    @property
    def is_open(self) -> bool:
        """Say whether somebody can still change it."""
        return self.state in (self.State.DRAFT, self.State.OFFERED)

    @property
    def is_kept(self) -> bool:
        """Say whether it was adopted, now or before: then its meaning never changes."""
        return self.state in (self.State.ADOPTED, self.State.REPLACED)

    @property
    def has_act(self) -> bool:
        """Say whether the act of an organ stands beside it."""
        return bool(self.act_organ)

    @property
    def version(self) -> str:
        """What tells two states of a draft apart."""
        return self.changed_at.isoformat()


def own_reference(code: str, number: int) -> str:
    """How an organisation's own version of a document is referred to: governance@own-2."""
    return f"{code}@own-{number}"


class FormQuerySet(models.QuerySet["ImportedForm"]):
    def kept(self) -> "FormQuerySet":
        """Leave out what was thrown away."""
        return self.exclude(state=ImportedForm.State.DROPPED)

    def without_source(self) -> "FormQuerySet":
        """Leave the whole text of the file in the database: a list does not need it."""
        return self.defer("source")


class ImportedForm(models.Model):
    """An official questionnaire as others published it, in the version that an organisation imported."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("form", "Draft")
        USED = "used", pgettext_lazy("form", "In use")
        WITHDRAWN = "withdrawn", pgettext_lazy("form", "Withdrawn")
        DROPPED = "dropped", pgettext_lazy("form", "Thrown away")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)  # made from the urn; of every version the same
    number = models.PositiveIntegerField()  # counts the imports of this code
    urn = models.CharField(max_length=200)
    version = models.CharField(_("version"), max_length=40)  # as its maker calls it
    name = models.CharField(_("name"), max_length=200)
    source = models.TextField(blank=True)  # the file as it was; empty once a draft was thrown away
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    licence = models.CharField(_("licence"), max_length=120)
    attribution = models.CharField(_("attribution"), max_length=300)
    origin = models.CharField(_("where it comes from"), max_length=300, blank=True)
    activity = models.CharField(max_length=60)  # of the role matrix: who writes, advises and signs what is filled in
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    imported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"], condition=~Q(state="dropped"), name="one_form_of_a_file"
            ),
            models.UniqueConstraint(fields=["organisation", "code", "number"], name="one_form_of_a_number"),
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=Q(state="draft"), name="one_draft_of_a_form"
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(name)s, version %(version)s")) % {"name": self.name, "version": self.version}

    def get_absolute_url(self) -> str:
        return reverse("library:form", args=[self.pk])

    @property
    def reference(self) -> str:
        """How rows refer to it; at most 60 characters."""
        return f"{self.code}@{self.id.hex}"

    @property
    def origin_link(self) -> str:
        """Where it comes from, when that is an address; else empty."""
        return self.origin if self.origin.startswith(("https://", "http://")) else ""
