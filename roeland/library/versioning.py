"""Verbs of an organisation's own version of a shipped document: draft, change, offer, send back, adopt, drop.

Whether a meaning holds together is for the room that knows it; who may, the permissions of the document say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from roeland.journal.services import record
from roeland.library.models import OwnVersion
from roeland.library.queries import forget
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Organisation, Person

DRAFTED_BY = {"governance": "matrix.draft"}
ADOPTED_BY = {"governance": "matrix.adopt"}
State = OwnVersion.State
OPEN = (State.DRAFT, State.OFFERED)
Meaning = dict[str, Any]


class AlreadyDrafted(Exception):
    """Somebody works on a draft already; `version` is it."""

    def __init__(self, version: OwnVersion) -> None:
        super().__init__(str(version.pk))
        self.version = version


class NotOpen(Exception):
    """The version was adopted, replaced or dropped: it never changes any more."""


class NotOffered(Exception):
    """Nobody has offered this version for adoption, or it was taken back."""


@dataclass(frozen=True)
class Act:
    """The act of an organ that decides in its own system, by reference; without an organ there is none."""

    organ: str = ""
    number: str = ""
    dated: date | None = None
    link: str = ""


@transaction.atomic
def draft_version(*, code: str, based_on: str, meaning: Mapping[str, Any], actor: Person) -> OwnVersion:
    """Begin an own version from another one. Raises NotPermitted or AlreadyDrafted."""
    must(actor, DRAFTED_BY[code])
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    of_name = OwnVersion.objects.filter(organisation=organisation, code=code)
    if found := of_name.filter(state__in=OPEN).first():
        raise AlreadyDrafted(found)
    now = timezone.now()
    version = OwnVersion.objects.create(
        organisation=actor.organisation,
        code=code,
        number=(of_name.aggregate(last=Max("number"))["last"] or 0) + 1,
        based_on=based_on,
        meaning=dict(meaning),
        drafted_by=actor,
        drafted_at=now,
        changed_at=now,
    )
    record("version.drafted", subject=version, actor=actor, values={"based_on": based_on})
    return version


@transaction.atomic
def change_version(
    *, version: OwnVersion, change: Callable[[Meaning], Meaning], part: str, actor: Person
) -> OwnVersion:
    """Change a part of a draft: `change` makes the new meaning from the one that stands now, or raises.

    What waited for adoption is a draft again. Raises NotPermitted, OtherOrganisation or NotOpen.
    """
    row = _open(version, actor)
    meaning = change(row.meaning)
    if meaning != row.meaning:
        row.meaning, row.state, row.changed_at = meaning, State.DRAFT, timezone.now()
        row.save(update_fields=["meaning", "state", "changed_at"])
        record("version.changed", subject=row, actor=actor, fields=[part])
    return row


@transaction.atomic
def offer_version(*, version: OwnVersion, reason: str, actor: Person) -> OwnVersion:
    """Ask to adopt a draft, and say why it changes. Raises NotPermitted, OtherOrganisation or NotOpen."""
    row = _open(version, actor)
    row.state, row.reason, row.sent_back_because = State.OFFERED, reason.strip(), ""
    row.offered_by, row.offered_at = actor, timezone.now()
    row.save(update_fields=["state", "reason", "sent_back_because", "offered_by", "offered_at"])
    record("version.offered", subject=row, actor=actor, reason=row.reason)
    return row


@transaction.atomic
def send_version_back(*, version: OwnVersion, because: str, actor: Person) -> OwnVersion:
    """Do not adopt it, and say why: it is a draft again. Raises NotPermitted, OtherOrganisation or NotOffered."""
    row = _offered(version, actor)
    row.state, row.sent_back_because = State.DRAFT, because.strip()
    row.save(update_fields=["state", "sent_back_because"])
    record("version.sent_back", subject=row, actor=actor, reason=row.sent_back_because)
    return row


@transaction.atomic
def adopt_version(
    *, version: OwnVersion, actor: Person, review_on: date, mandate: str = "", act: Act | None = None
) -> OwnVersion:
    """Let it hold from today; the one before is replaced. Raises NotPermitted, OtherOrganisation or NotOffered."""
    row = _offered(version, actor)
    before = OwnVersion.objects.filter(organisation=row.organisation, code=row.code, state=State.ADOPTED)
    before.update(state=State.REPLACED)
    row.state, row.adopted_by, row.adopted_on = State.ADOPTED, actor, timezone.localdate()
    row.review_on, row.mandate = review_on, mandate
    _refer(row, act or Act())
    row.save()
    forget(actor.organisation)
    forget(version.organisation)
    values = {"number": row.number, "review_on": str(review_on), "mandate": mandate, "act": row.act_number}
    record("version.adopted", subject=row, actor=actor, reason=row.reason, values=values)
    return row


@transaction.atomic
def note_act(*, version: OwnVersion, act: Act, actor: Person) -> OwnVersion:
    """Put the act of an organ beside an adopted version. Raises NotPermitted, OtherOrganisation or NotOffered."""
    must(actor, ADOPTED_BY[version.code], version)
    row = _locked(version, actor)
    if row.state != State.ADOPTED:
        raise NotOffered
    _refer(row, act)
    row.save(update_fields=["act_organ", "act_number", "act_date", "act_link"])
    record("version.act_noted", subject=row, actor=actor, values={"act": act.number, "organ": act.organ})
    return row


@transaction.atomic
def drop_version(*, version: OwnVersion, actor: Person) -> OwnVersion:
    """Stop working on a draft; what holds stays. Raises NotPermitted, OtherOrganisation or NotOpen."""
    row = _open(version, actor)
    row.state = State.DROPPED
    row.save(update_fields=["state"])
    record("version.dropped", subject=row, actor=actor)
    return row


@transaction.atomic
def note_review_asked(*, version: OwnVersion, today: date) -> bool:
    """Note that somebody was asked to look at it again; False when that was noted before."""
    rows = OwnVersion.objects.filter(pk=version.pk, review_asked_on=None)
    return bool(rows.update(review_asked_on=today))


def _refer(row: OwnVersion, act: Act) -> None:
    row.act_organ, row.act_number = act.organ.strip(), act.number.strip()
    row.act_date, row.act_link = act.dated, act.link


def _open(version: OwnVersion, actor: Person) -> OwnVersion:
    must(actor, DRAFTED_BY[version.code], version)
    row = _locked(version, actor)
    if not row.is_open:
        raise NotOpen
    return row


def _offered(version: OwnVersion, actor: Person) -> OwnVersion:
    must(actor, ADOPTED_BY[version.code], version)
    row = _locked(version, actor)
    if row.state != State.OFFERED:
        raise NotOffered
    return row


def _locked(version: OwnVersion, actor: Person) -> OwnVersion:
    same_organisation(actor, version)
    row = OwnVersion.objects.select_related("drafted_by", "offered_by").select_for_update(of=("self",))
    found = row.get(pk=version.pk)
    found.organisation = actor.organisation
    return found
