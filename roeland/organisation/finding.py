"""Finding people by name, function, unit and role."""

from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from roeland.content.loader import LANGUAGES
from roeland.organisation import queries
from roeland.organisation.models import Organisation, Person, RoleHeld, Unit
from roeland.search import queries as search
from roeland.search import services as index_of
from roeland.search.marking import holds
from roeland.search.queries import Answer
from roeland.search.rebuilding import Indexed, Thing
from roeland.search.services import Findable
from roeland.search.terms import Term
from roeland.search.words import words

KIND = Person._meta.label_lower


def text_of(person: Person) -> Findable:
    """Return the words by which a person is found. Roles are not among them: those come and go by themselves."""
    return Findable(person.name, person.function, person.unit.name if person.unit else "")


def index(person: Person) -> None:
    """Let a person be found, or no longer when the person has left."""
    if person.active:
        index_of.index(organisation=person.organisation_id, kind=KIND, subject=person.pk, text=text_of(person))
    else:
        index_of.forget(organisation=person.organisation_id, kind=KIND, subject=person.pk)


def index_unit(unit: Unit) -> None:
    """Let the people of a unit be found by its name."""
    rows = Person.objects.filter(organisation=unit.organisation_id, unit=unit, active=True).select_related("unit")
    texts = {row.pk: text_of(row) for row in rows}
    index_of.index_many(organisation=unit.organisation_id, kind=KIND, texts=texts)


def things(after: UUID | None, most: int) -> list[Thing]:
    """Return who works here, in all organisations, by key after this one. They are held meanwhile."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("unit").filter(active=True)
    rows = rows.filter(pk__gt=after) if after else rows
    return [Thing(row.organisation_id, row.pk, text_of(row)) for row in rows.order_by("pk")[:most]]


INDEXED = Indexed(KIND, things)


def found(organisation: Organisation, text: str, today: date) -> tuple[Answer, QuerySet[Person]]:
    """Return who works here and answers a text, who holds a role that it names first, and then the best answers."""
    called = _role_names(organisation)
    known = {word for names in called.values() for word in words(names)}
    answer = search.read(organisation=organisation.pk, kind=KIND, text=text, also=known)
    by_role = _by_role(organisation, answer, called, today)
    rows = _ordered(organisation, answer, by_role)
    if not rows.exists() and (nearest := answer.with_fewer_words()):
        return nearest, _ordered(organisation, nearest, by_role)
    return answer, rows


def _ordered(organisation: Organisation, answer: Answer, by_role: Q) -> QuerySet[Person]:
    rows = Person.objects.filter(by_role | Q(pk__in=answer.keys), organisation=organisation, active=True)
    named = Case(When(by_role, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = rows.annotate(named=named, score=answer.score_of("pk"))
    return rows.select_related("unit").order_by("-named", "-score", "name", "pk")


def _role_names(organisation: Organisation) -> dict[str, str]:
    """Every role with all that it is called: in both languages, and by the organisation itself."""
    both = [(language, owner) for language in LANGUAGES for owner in (None, organisation)]
    return {code: " / ".join(queries.role_name(code, *each) for each in both) for code in queries.roles().by_code}


def _by_role(organisation: Organisation, answer: Answer, called: dict[str, str], today: date) -> Q:
    """Who holds a role of which the name has words of the question, and has the other words of it."""
    rest: dict[tuple[Term, ...], list[str]] = {}
    for code, names in called.items():
        left = tuple(term for term in answer.needed if not holds(names, term))
        if len(left) < len(answer.needed):
            rest.setdefault(left, []).append(code)
    found = Q(pk__in=[])
    for left, codes in rest.items():
        holding = Q(pk__in=queries.holders_of(organisation, codes, today).order_by().values("person"))
        found |= holding & Q(pk__in=answer.having(left)) if left else holding
    return found


def roles_of(organisation: Organisation, persons: list[Person], today: date) -> dict[UUID, list[RoleHeld]]:
    """Return the roles that each of these persons holds today."""
    codes = queries.roles().by_code
    held: dict[UUID, list[RoleHeld]] = {person.pk: [] for person in persons}
    for row in queries.holders_of(organisation, codes, today).filter(person__in=persons):
        held[row.person_id].append(row)
    return held
