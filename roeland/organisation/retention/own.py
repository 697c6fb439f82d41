"""What this room itself keeps: files with people, people who left, access of the support, values in the journal."""

from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext, override

from roeland.files.models import StoredFile
from roeland.journal.models import Detail, Entry
from roeland.organisation.models import Departure, Organisation, PeopleFile, Person, SupportConsent, User
from roeland.organisation.retention.kinds import Kind
from roeland.organisation.retention.removing import Goes, Holds, Removal
from roeland.ui.pieces.badges import in_words

ALONG = (
    Goes(Departure, "person", of=Person),
    Holds(PeopleFile, "file", StoredFile),
)
CERTIFICATES = ("retention.", "destruction.", "organisation.")
"""How the verbs begin of acts whose values are the proof of a destruction, or of the terms it rests on."""


def _people_files(organisation: Organisation) -> QuerySet[PeopleFile]:
    return PeopleFile.objects.filter(organisation=organisation).annotate(started=F("brought_at"))


def _people(organisation: Organisation) -> QuerySet[Person]:
    """Who left and is still named; when, the journal knows. Without that nobody knows when the term began."""
    left = Entry.objects.filter(organisation=organisation.pk, subject=OuterRef("pk"), verb="person.left")
    gone = Person.objects.filter(organisation=organisation, active=False, erased_at=None, support_until=None)
    return gone.annotate(started=Subquery(left.order_by("-at").values("at")[:1])).exclude(started=None)


def _consents(organisation: Organisation) -> QuerySet[SupportConsent]:
    over = SupportConsent.objects.filter(organisation=organisation)
    over = over.filter(Q(until__lt=timezone.now()) | Q(withdrawn_at__isnull=False))
    return over.annotate(started=Coalesce("withdrawn_at", "until"))


def _details(organisation: Organisation) -> QuerySet[Detail]:
    rows = Detail.objects.filter(organisation=organisation.pk).select_related("entry")
    for begin in CERTIFICATES:
        rows = rows.exclude(entry__verb__startswith=begin)
    return rows.annotate(started=F("entry__at"))


def _erase_people(removal: Removal, rows: QuerySet[Person]) -> None:
    """Take names and addresses away, and what only the person had; what they did stays, done by somebody."""
    keys = list(rows.values_list("pk", flat=True))
    logins = list(rows.exclude(user=None).values_list("user", flat=True))
    with override("nl"):
        name = gettext("Somebody who worked here")
    empty = {"email": "", "function": "", "user": None, "absent_from": None, "absent_until": None}
    changed = Person.objects.filter(pk__in=keys).update(name=name, erased_at=timezone.now(), **empty)
    removal.taken["organisation.Person"] += changed
    removal.take_along(Person, keys)
    User.objects.filter(pk__in=logins, persons=None, is_support=False).delete()


def _erase_details(removal: Removal, rows: QuerySet[Detail]) -> None:
    removal.erase(rows.values_list("pk", flat=True))


def _of_day(words: str, moment: datetime) -> str:
    return f"{words}, {in_words(moment)}"


PEOPLE_FILES = Kind(
    "people_file",
    PeopleFile,
    _people_files,
    lambda row: _of_day(gettext("file with people"), row.brought_at),
)
PEOPLE = Kind(
    "person",
    Person,
    _people,
    lambda row: gettext("person who left (%(key)s)") % {"key": str(row.pk)[-8:]},
    _erase_people,
    at_once=25,
)
CONSENTS = Kind(
    "support",
    SupportConsent,
    _consents,
    lambda row: _of_day(gettext("access for the support"), row.given_at),
)
DETAILS = Kind(
    "journal_detail",
    Detail,
    _details,
    lambda row: _of_day(row.entry.verb, row.entry.at),
    _erase_details,
    held_through=("entry__subject",),
)
