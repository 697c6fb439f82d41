"""What the register shows on the page that searches everything."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.organisation.access import may
from roeland.organisation.models import Person
from roeland.register import finding, listing
from roeland.register.models import Application, Attachment
from roeland.search.everywhere import Group, Hit
from roeland.search.marking import pieces, snippet
from roeland.search.terms import Term

ALONG = ("unit", "supplier", "description")


def applications(person: Person, text: str, most: int) -> Group | None:
    """The applications that answer a text, the best first; the list of the register shows all of them."""
    if not may(person, "application.view"):
        return None
    wish = listing.Wish(text=text)
    answer = finding.ask(person.organisation_id, wish.words) if wish.words else None
    rows = listing.wished(person, wish, answer)
    first = list(rows.select_related(*ALONG).prefetch_related("tagging_set__tag")[:most])
    count = len(first) if len(first) < most else rows.order_by().values("pk")[: listing.COUNTED_AT_MOST].count()
    hits = [_hit(row, answer.terms if answer else ()) for row in first]
    url = f"{reverse('register:list')}?{urlencode({'q': text})}"
    return Group("applications", _("Applications"), hits, count, answer, url, _all(count))


def documents(person: Person, text: str, most: int) -> Group | None:
    """The documents of applications that answer a text by their title or the name of their file."""
    if not may(person, "application.view"):
        return None
    answer = finding.ask(person.organisation_id, text, finding.DOCUMENT)
    keys = list(answer.best().values_list("subject", flat=True)[:most])
    found = Attachment.objects.filter(organisation=person.organisation_id, pk__in=keys)
    rows = {row.pk: row for row in found.select_related("application", "file")}
    hits = [_document(rows[key], answer.terms) for key in keys if key in rows]
    count = len(hits) if len(keys) < most else answer.rows.count()
    return Group("documents", _("Documents"), hits, count, answer)


def _document(row: Attachment, terms: tuple[Term, ...]) -> Hit:
    url = reverse("register:document", args=[row.pk])
    return Hit(pieces(row.title, terms), url, pieces(row.application.name, terms), pieces(row.file.name, terms))


def _all(count: int) -> str:
    return ngettext("Show it in the register", "Show all %(number)s in the register", count) % {"number": count}


def _hit(row: Application, terms: tuple[Term, ...]) -> Hit:
    around = [row.code, row.unit.name if row.unit else "", row.supplier.name if row.supplier else "", row.product]
    about = pieces(" · ".join(filter(None, around)), terms)
    told = (row.summary, row.purpose, finding.text_of(row).rest)
    return Hit(pieces(row.name, terms), row.get_absolute_url(), about, snippet(told, terms))
