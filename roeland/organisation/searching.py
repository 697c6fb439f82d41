"""What this room shows on the page that searches everything: people and their roles."""

from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.organisation import finding, queries
from roeland.organisation.access import may
from roeland.organisation.models import Person, RoleHeld
from roeland.search.everywhere import Group, Hit
from roeland.search.marking import pieces
from roeland.search.terms import Term


def people(person: Person, text: str, most: int) -> Group | None:
    """Who works here and answers a text by name, function, unit or role."""
    if not may(person, "organisation.view"):
        return None
    organisation, today = person.organisation, timezone.localdate()
    answer, rows = finding.found(organisation, text, today)
    first = list(rows[:most])
    held = finding.roles_of(organisation, first, today) if first else {}
    hits = [_hit(row, held[row.pk], answer.terms, person) for row in first]
    count = len(first) if len(first) < most else rows.count()
    return Group("people", _("People and their roles"), hits, count, answer)


def _hit(row: Person, held: list[RoleHeld], terms: tuple[Term, ...], reader: Person) -> Hit:
    roles = list(dict.fromkeys(queries.role_name(role.role, None, reader.organisation) for role in held))
    # Many a function is called as the role; once is enough.
    function = "" if row.function in roles else row.function
    about = ", ".join(filter(None, (function, row.unit.name if row.unit else "")))
    return Hit(pieces(row.name, terms), row.get_absolute_url(), pieces(about, terms), pieces(", ".join(roles), terms))
