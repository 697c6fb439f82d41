"""Verbs of the matrix: begin a draft, change a place, offer it, adopt it or give it back, drop it, look at it again."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction
from django.utils import timezone

from roeland.content import shipped
from roeland.content.governance import kept, role_rules
from roeland.content.organising import Roles
from roeland.decisions.matrix import editing
from roeland.decisions.matrix.editing import Letters, Taking
from roeland.decisions.matrix.refusals import ChangedMeanwhile, NotAdoptable, NothingDiffers, OwnProposal
from roeland.library import queries, versioning
from roeland.library.models import OwnVersion
from roeland.library.versioning import Act
from roeland.organisation.access import held_by
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import holder, holders_of
from roeland.rules.matrix import Governance
from roeland.rules.matrix_checks import Problem, problems
from roeland.rules.matrix_comparing import Difference, changed_roles, differences
from roeland.work import services as work

ADOPTS, KEEPS = "directorate", "information_manager"
ADOPT, MEND, REVIEW = "adopt_matrix", "mend_matrix", "review_matrix"
NOT_TOLD = frozenset({"user"})
BEFORE_REVIEW = timedelta(days=30)


def problems_of(matrix: Governance) -> tuple[Problem, ...]:
    """What keeps this matrix from being adopted; empty means adoptable."""
    rules = role_rules(shipped.meaning("roles", Roles))
    return problems(matrix, shipped=queries.proposal()[1], rules=rules)


def differs(version: OwnVersion) -> tuple[Difference, ...]:
    """What is different in a draft from the matrix that holds; in what was adopted, from the one it began from."""
    matrix = queries.governance(version.organisation)[1]
    if version.is_kept:
        matrix = queries.governance_at(version.organisation, version.based_on)
    return differences(matrix, queries.meaning_of(version))


@transaction.atomic
def begin(*, actor: Person) -> OwnVersion:
    """Begin a draft from the matrix that holds. Raises NotPermitted or AlreadyDrafted."""
    reference, matrix = queries.governance(actor.organisation)
    meaning = kept(msgspec.structs.replace(matrix, status="proposal"))
    return versioning.draft_version(code=queries.GOVERNANCE, based_on=reference, meaning=meaning, actor=actor)


@transaction.atomic
def change_activity(*, version: OwnVersion, place: str, letters: Letters, actor: Person, seen: str = "") -> OwnVersion:
    """Give an activity other letters. `seen` is the stamp of the place as the actor had it open.

    Raises NotPermitted, OtherOrganisation, NotOpen, KeyError or ChangedMeanwhile; then nothing has changed.
    """
    return _change(version, place, lambda matrix: editing.with_letters(matrix, place, letters), actor, seen)


@transaction.atomic
def change_gate(*, version: OwnVersion, place: str, taking: Taking, actor: Person, seen: str = "") -> OwnVersion:
    """Let others take part in a gate on a route. Raises what `change_activity` raises."""
    shipped_one = queries.proposal()[1]
    return _change(version, place, lambda matrix: editing.with_taking(matrix, place, taking, shipped_one), actor, seen)


@transaction.atomic
def offer(*, version: OwnVersion, reason: str, actor: Person) -> OwnVersion:
    """Ask the directorate to adopt a draft. Raises NotPermitted, NotOpen, NotAdoptable or NothingDiffers."""
    row = versioning.offer_version(version=version, reason=reason, actor=actor)
    _must_hold(row)
    work.done(subject=row, kind=MEND, actor=actor)
    found = holder(row.organisation, ADOPTS, None, timezone.localdate(), [actor.pk])
    found = found or holder(row.organisation, ADOPTS, None, timezone.localdate())
    work.ask(
        kind=ADOPT,
        person=found.person if found else None,
        subject=row,
        actor=actor,
        role=ADOPTS,
        detail=row.reason,
    )
    return row


@transaction.atomic
def adopt(*, version: OwnVersion, review_on: date, actor: Person, act: Act | None = None) -> OwnVersion:
    """Let a version hold from today; who gets other letters hears it. What runs keeps the version it has.

    Raises NotPermitted, OtherOrganisation, NotOffered, OwnProposal, NotAdoptable or NothingDiffers.
    """
    act = act or Act()
    before = queries.governance(actor.organisation)[1]
    mandates = [row.mandate for row in held_by(actor) if row.role == ADOPTS and row.mandate]
    row = versioning.adopt_version(
        version=version, actor=actor, review_on=review_on, mandate=next(iter(mandates), ""), act=act
    )
    if row.offered_by_id == actor.pk and not act.organ:
        raise OwnProposal
    found = problems_of(queries.meaning_of(row))
    if found:
        raise NotAdoptable(found)
    _close(row, actor)
    _tell_adopted(row, changed_roles(differences(before, queries.meaning_of(row))), actor)
    return row


@transaction.atomic
def give_back(*, version: OwnVersion, because: str, actor: Person) -> OwnVersion:
    """Do not adopt it; who proposed it is asked to change it. Raises NotPermitted, OtherOrganisation or NotOffered."""
    row = versioning.send_version_back(version=version, because=because, actor=actor)
    work.done(subject=row, kind=ADOPT, actor=actor)
    person = row.offered_by or row.drafted_by
    work.ask(kind=MEND, person=person, subject=row, actor=actor, role=KEEPS, detail=row.sent_back_because)
    return row


@transaction.atomic
def drop(*, version: OwnVersion, actor: Person) -> OwnVersion:
    """Throw a draft away; what holds stays. Raises NotPermitted, OtherOrganisation or NotOpen."""
    row = versioning.drop_version(version=version, actor=actor)
    _take_back(row, actor)
    _close(row, actor)
    return row


@transaction.atomic
def note_act(*, version: OwnVersion, act: Act, actor: Person) -> OwnVersion:
    """Put the act of an organ beside what was adopted. Raises NotPermitted, OtherOrganisation or NotOffered."""
    return versioning.note_act(version=version, act=act, actor=actor)


def take_up_reviews(now: datetime) -> int:
    """Ask to look again at what was adopted, a month before the day that was chosen; say how often that was."""
    today = timezone.localtime(now).date()
    rows = OwnVersion.objects.filter(
        state=OwnVersion.State.ADOPTED, review_on__lte=today + BEFORE_REVIEW, review_asked_on=None
    )
    return sum(_ask_review(row, today) for row in rows.select_related("organisation").order_by("review_on")[:100])


@transaction.atomic
def _ask_review(version: OwnVersion, today: date) -> bool:
    if not versioning.note_review_asked(version=version, today=today):
        return False
    found = holder(version.organisation, KEEPS, None, today)
    person = found.person if found else None
    work.ask(kind=REVIEW, person=person, subject=version, actor=None, role=KEEPS, due=version.review_on)
    return True


def _change(
    version: OwnVersion, place: str, change: Callable[[Governance], Governance], actor: Person, seen: str
) -> OwnVersion:
    def changed(meaning: versioning.Meaning) -> versioning.Meaning:
        matrix = queries.matrix_from(meaning)
        if seen and seen != editing.stamp(editing.find(matrix, place)):
            raise ChangedMeanwhile(version)
        return kept(change(matrix))

    row = versioning.change_version(version=version, change=changed, part=place, actor=actor)
    if row.state == OwnVersion.State.DRAFT:
        _take_back(row, actor)
    return row


def _must_hold(row: OwnVersion) -> None:
    matrix = queries.meaning_of(row)
    if found := problems_of(matrix):
        raise NotAdoptable(found)
    reference, held = queries.governance(row.organisation)
    if reference.partition("@")[2].startswith("own-") and not differences(held, matrix):
        raise NothingDiffers


def _take_back(row: OwnVersion, actor: Person) -> None:
    """Who was asked to adopt it need not: they hear it once."""
    if work.done(subject=row, kind=ADOPT, actor=actor):
        persons = [one for one in _directorate(row.organisation) if one != actor]
        if persons:
            work.tell(code="matrix_taken_back", persons=persons, subject=row, actor=actor)


def _close(row: OwnVersion, actor: Person) -> None:
    work.done(subject=row, actor=actor)
    for older in OwnVersion.objects.filter(organisation=row.organisation, code=row.code).exclude(pk=row.pk):
        work.done(subject=older, kind=REVIEW, actor=actor)


def _tell_adopted(row: OwnVersion, roles: tuple[str, ...], actor: Person) -> None:
    rows = holders_of(row.organisation, set(roles) - NOT_TOLD, timezone.localdate())
    told = {one.person_id: one.person for one in rows}
    told |= {one.pk: one for one in (row.drafted_by, row.offered_by) if one is not None and one.active}
    told.pop(actor.pk, None)
    if told:
        work.tell(code="matrix_adopted", persons=list(told.values()), subject=row, actor=actor)


def _directorate(organisation: Organisation) -> list[Person]:
    return [row.person for row in holders_of(organisation, [ADOPTS], timezone.localdate())]
