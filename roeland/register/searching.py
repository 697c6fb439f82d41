"""What the register shows on the page that searches everything."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.organisation.access import may
from roeland.organisation.models import Person
from roeland.register import finding, listing
from roeland.register.models import Application
from roeland.search.everywhere import Group, Hit
from roeland.search.marking import pieces, snippet
from roeland.search.terms import Term

ALONG = ("unit", "supplier", "description")


def applications(person: Person, text: str, most: int) -> Group | None:
    """The applications that answer a text, the best first; the list of the register shows all of them."""
    if not may(person, "application.view"):
        return None
    answer, pages = listing.answered(person, listing.Wish(text=text))
    first = {row.pk: place for place, row in enumerate(pages.found[:most])}
    rows = Application.objects.of(person.organisation).filter(pk__in=first).select_related(*ALONG)
    terms = answer.terms if answer else ()
    hits = [_hit(row, terms) for row in sorted(rows, key=lambda row: first[row.pk])]
    url = f"{reverse('register:list')}?{urlencode({'q': text})}"
    return Group("applications", _("Applications"), hits, pages.count, answer, url, _all(pages.count))


def _all(count: int) -> str:
    return ngettext("Show it in the register", "Show all %(number)s in the register", count) % {"number": count}


def _hit(row: Application, terms: tuple[Term, ...]) -> Hit:
    around = [row.code, row.unit.name if row.unit else "", row.supplier.name if row.supplier else "", row.product]
    about = pieces(" · ".join(filter(None, around)), terms)
    told = finding.text_of(row)
    return Hit(pieces(row.name, terms), row.get_absolute_url(), about, snippet((told.lead, told.rest), terms))
