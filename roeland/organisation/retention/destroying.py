"""Destruction with four eyes: somebody proposes, another person says yes or no, and then it is carried out."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from roeland.journal.services import record
from roeland.organisation import queries
from roeland.organisation.access import Helper, must, permission, same_organisation
from roeland.organisation.models import Destruction, DestructionItem, Organisation, Person
from roeland.organisation.retention import due
from roeland.organisation.retention.kinds import Kind, kinds
from roeland.organisation.retention.terms import Term, term

MOST = 5_000
"""Records in one proposal: what comes after them is for the next."""
State = Destruction.State


class NotAdopted(Exception):
    """Nothing is destroyed on a proposal of Roeland: the organisation adopts a term first."""


class NothingDue(Exception):
    """None of what was chosen may be destroyed now."""


class GroundMissing(Exception):
    """A destruction rests on a ground, for example a category of the archive list."""


class NoLongerOpen(Exception):
    """Somebody answered it already, or took it back."""


class OwnProposal(PermissionDenied):
    """Who proposed it cannot be the second pair of eyes. The 403 page shows the `reason` and the `helpers`."""

    def __init__(self, destruction: Destruction) -> None:
        super().__init__(str(destruction.pk))
        self.destruction = destruction

    @property
    def reason(self) -> str:
        return gettext("You proposed this yourself. Another person has to look at it before anything is destroyed.")

    @property
    def helpers(self) -> list[Helper]:
        """Who could confirm it."""
        organisation = self.destruction.organisation
        people = confirmers(organisation, self.destruction.proposed_by_id)[:4]
        return [Helper(who.name, queries.role_name(role, None, organisation), who.email) for who, role in people]


def confirmers(organisation: Organisation, proposer: UUID | None) -> list[tuple[Person, str]]:
    """Who could say yes to what this person proposes, each once with a role by which they may."""
    found: dict[UUID, tuple[Person, str]] = {}
    roles = permission("destruction.confirm").roles
    for row in queries.holders_of(organisation, roles, timezone.localdate()):
        if row.person_id != proposer and row.person.active:
            found.setdefault(row.person_id, (row.person, row.role))
    return sorted(found.values(), key=lambda pair: (roles.index(pair[1]), pair[0].name))


def roles_that_confirm(organisation: Organisation) -> list[str]:
    """What the roles are called here that may say yes."""
    return [queries.role_name(role, None, organisation) for role in permission("destruction.confirm").roles]


def must_be_another(destruction: Destruction, actor: Person) -> None:
    """Raise OwnProposal when this person proposed it."""
    if destruction.proposed_by_id == actor.pk:
        raise OwnProposal(destruction)


@transaction.atomic
def propose(
    *, organisation: Organisation, kind: str, chosen: Iterable[UUID] | None, ground: str, actor: Person
) -> Destruction:
    """Propose to destroy records past their term: those `chosen`, or all (None), at most MOST, the oldest first.

    What is not due, or held back, or in another open proposal, is passed over. Raises KeyError, NotPermitted,
    OtherOrganisation, NotAdopted, GroundMissing or NothingDue.
    """
    same_organisation(actor, organisation)
    must(actor, "destruction.propose", organisation)
    Organisation.objects.select_for_update(no_key=True).get(
        pk=organisation.pk
    )  # two proposals never hold the same record
    known, here = kinds()[kind], term(organisation, kind)
    if here.own is None:
        raise NotAdopted
    if not ground.strip():
        raise GroundMissing
    found = _found(known, here, organisation, chosen)
    if not found:
        raise NothingDue
    destruction = Destruction.objects.create(
        organisation=organisation,
        kind=kind,
        term=here.own,
        ground=ground.strip(),
        proposed_by=actor,
        proposed_name=actor.name,
        proposed_at=timezone.now(),
    )
    DestructionItem.objects.bulk_create((_item(destruction, one) for one in found), batch_size=500)
    told = {"records": ["", str(len(found))]}
    record("destruction.proposed", subject=destruction, actor=actor, reason=destruction.ground, values=told)
    return destruction


@transaction.atomic
def confirm(*, destruction: Destruction, actor: Person) -> Destruction:
    """Say yes to what another person proposed; from then on it is carried out.

    Raises NotPermitted, OtherOrganisation, OwnProposal or NoLongerOpen.
    """
    destruction = _to_answer(destruction, actor)
    _answer(destruction, State.CONFIRMED, actor)
    record("destruction.confirmed", subject=destruction, actor=actor, reason=destruction.ground)
    return destruction


@transaction.atomic
def refuse(*, destruction: Destruction, because: str, actor: Person) -> Destruction:
    """Say no to what another person proposed, and why; nothing is destroyed.

    Raises NotPermitted, OtherOrganisation, OwnProposal, GroundMissing or NoLongerOpen.
    """
    destruction = _to_answer(destruction, actor)
    if not because.strip():
        raise GroundMissing
    destruction.because = because.strip()
    _answer(destruction, State.REFUSED, actor)
    record("destruction.refused", subject=destruction, actor=actor, reason=destruction.because)
    return destruction


@transaction.atomic
def withdraw(*, destruction: Destruction, actor: Person) -> Destruction:
    """Take back a proposal that nobody answered yet. Raises NotPermitted, OtherOrganisation or NoLongerOpen."""
    same_organisation(actor, destruction)
    must(actor, "destruction.propose", destruction)
    destruction = _open(destruction)
    _answer(destruction, State.WITHDRAWN, actor)
    record("destruction.withdrawn", subject=destruction, actor=actor)
    return destruction


@transaction.atomic
def resume(*, destruction: Destruction, actor: Person) -> Destruction:
    """Go on with one that stopped half-way. Raises NotPermitted, OtherOrganisation or NoLongerOpen."""
    same_organisation(actor, destruction)
    must(actor, "destruction.confirm", destruction)
    destruction = _open(destruction, State.STOPPED)
    destruction.state = State.CONFIRMED
    destruction.save(update_fields=["state"])
    record("destruction.resumed", subject=destruction, actor=actor)
    return destruction


def _found(kind: Kind, term: Term, organisation: Organisation, chosen: Iterable[UUID] | None) -> list[due.Due]:
    rows = due.proposable(kind, term, organisation, timezone.localdate())
    if chosen is not None:
        rows = rows.filter(pk__in=list(chosen)[:MOST])
    return list(due.told(kind, term, rows[:MOST]))


def _item(destruction: Destruction, one: due.Due) -> DestructionItem:
    return DestructionItem(
        organisation_id=destruction.organisation_id,
        destruction=destruction,
        record=one.record,
        label=one.label,
        started_on=one.started_on,
        due_on=one.due_on,
    )


def _to_answer(destruction: Destruction, actor: Person) -> Destruction:
    same_organisation(actor, destruction)
    must(actor, "destruction.confirm", destruction)
    destruction = _open(destruction)
    must_be_another(destruction, actor)
    return destruction


def _open(destruction: Destruction, state: State = State.PROPOSED) -> Destruction:
    rows = Destruction.objects.select_for_update(of=("self",)).select_related("organisation", "proposed_by", "term")
    destruction = rows.get(pk=destruction.pk)
    if destruction.state != state:
        raise NoLongerOpen
    return destruction


def _answer(destruction: Destruction, state: State, actor: Person) -> None:
    destruction.state, destruction.answered_at = state, timezone.now()
    destruction.answered_by, destruction.answered_name = actor, actor.name
    destruction.save(update_fields=["state", "answered_by", "answered_name", "answered_at", "because"])
