"""What the register shows on the page that searches everything."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Window
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

ALONG = ("unit", "supplier")
SHOWN = ("number", "name", "product", "summary", "purpose", "unit__name", "supplier__name")


def applications(person: Person, text: str, most: int) -> Group | None:
    """The applications that answer a text, the best first; the list of the register shows all of them."""
    if not may(person, "application.view"):
        return None
    wish = listing.Wish(text=text)
    answer = finding.ask(person.organisation_id, wish.words) if wish.words else None
    rows = listing.wished(person, wish, answer)
    first = list(rows.annotate(found=Window(Count("pk"))).select_related(*ALONG).only(*SHOWN)[:most])
    count = min(first[0].found, listing.COUNTED_AT_MOST) if first else 0
    hits = _hits(first, answer.terms if answer else ())
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


def _hits(rows: list[Any], terms: tuple[Term, ...]) -> list[Hit]:
    """The hits, each with the words that show why; what lies deeper is only read where these do not."""
    found = {row.pk: _hit(row, terms) for row in rows}
    unshown = [key for key, hit in found.items() if not any(piece.hit for piece in (*hit.name, *hit.about, *hit.why))]
    if unshown and terms:
        kept = Application.objects.filter(pk__in=unshown).select_related(*ALONG, "description")
        for row in kept.prefetch_related("tagging_set__tag"):
            found[row.pk] = replace(found[row.pk], why=snippet((finding.text_of(row).rest,), terms))
    return list(found.values())


def _hit(row: Application, terms: tuple[Term, ...]) -> Hit:
    around = [row.code, row.unit.name if row.unit else "", row.supplier.name if row.supplier else "", row.product]
    about = pieces(" · ".join(filter(None, around)), terms)
    return Hit(pieces(row.name, terms), row.get_absolute_url(), about, snippet((row.summary, row.purpose), terms))
