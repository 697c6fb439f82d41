"""Verbs before a session: plan it, fill its agenda, add papers, send them."""

from datetime import date, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from roeland.bodies import queries
from roeland.bodies.models import AgendaItem, Body, Paper, Session
from roeland.files import documents
from roeland.files import services as files
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.organisation.services.acting import changed
from roeland.work.services import tell

LARGEST = 20 * 1024 * 1024  # bytes
MOST = 30  # papers of one item


class BodyEnded(Exception):
    """The body does not exist any more."""


class Closed(Exception):
    """The session is closed, or the item is concluded: nothing in it changes any more."""


class NothingToSend(Exception):
    """There is nothing on the agenda."""


class HeldAlready(Exception):
    """The session was held, or the members have said what they think of the item."""


class TooMany(Exception):
    """The item has as many papers as Roeland keeps for one."""


@transaction.atomic
def plan(*, body: Body, day: date, actor: Person, starts_at: time | None = None, place: str = "") -> Session:
    """Plan a session; what waited comes on its agenda, and the members are invited when it is still to come.

    Raises NotPermitted, OtherOrganisation or BodyEnded.
    """
    same_organisation(actor, body)
    must(actor, "body.manage", body)
    if not body.exists_on(day):
        raise BodyEnded
    session = Session.objects.create(
        organisation_id=body.organisation_id,
        body=body,
        day=day,
        starts_at=starts_at,
        place=place.strip(),
        planned_at=timezone.now(),
    )
    for order, item in enumerate(queries.waiting_items(body).select_for_update(of=("self",)), start=1):
        item.session, item.order = session, order
        item.save(update_fields=["session", "order"])
    record("session.planned", subject=session, actor=actor)
    if day >= timezone.localdate():
        tell_members("session_invited", session, actor)
    return session


@transaction.atomic
def move(*, session: Session, actor: Person, **changes: Any) -> Session:
    """Change day, starts_at or place of a planned session; the members hear it. Raises NotPermitted,
    OtherOrganisation or Closed (it was held)."""
    row = locked(session, actor)
    if row.state != Session.State.PLANNED:
        raise Closed
    if differing := changed(row, changes):
        row.save()
        record("session.moved", subject=row, actor=actor, fields=differing, values=differing)
        tell_members("session_invited", row, actor)
    return row


@transaction.atomic
def cancel(*, session: Session, reason: str, actor: Person) -> Session:
    """Call off a planned session; the members hear it, and what was on its agenda waits for the next one.

    Raises NotPermitted, OtherOrganisation, Closed or HeldAlready.
    """
    row = locked(session, actor)
    if row.state != Session.State.PLANNED:
        raise HeldAlready
    row.items.filter(concluded_at=None).update(session=None, order=0)
    row.state, row.why_cancelled = Session.State.CANCELLED, reason.strip()
    row.save(update_fields=["state", "why_cancelled"])
    record("session.cancelled", subject=row, actor=actor, reason=row.why_cancelled)
    if row.day >= timezone.localdate():
        tell_members("session_cancelled", row, actor)
    return row


@transaction.atomic
def put_off(*, item: AgendaItem, reason: str, actor: Person) -> AgendaItem:
    """Take an item off the agenda of its session; it waits for the next one. Its papers stay with it.

    Raises NotPermitted, OtherOrganisation, Closed or HeldAlready (the members said what they think of it).
    """
    row = open_item(item, actor)
    if row.votes.exists():
        raise HeldAlready
    row.session, row.order = None, 0
    row.save(update_fields=["session", "order"])
    record("session.item_put_off", subject=row, actor=actor, reason=reason.strip())
    return row


@transaction.atomic
def put_on_agenda(
    *, body: Body, title: str, question: str, actor: Person | None, subject: models.Model | None = None
) -> AgendaItem:
    """Put a question on the agenda of the next session, or let it wait for one. Who calls this saw to the permission.

    A subject stands on an agenda once until it is concluded: asked again, the question is renewed. When it is
    concluded, the journal says `session.item_concluded` about the item. Raises OtherOrganisation or BodyEnded.
    """
    same_organisation(actor, body, subject)
    today = timezone.localdate()
    if body.ended is not None and body.ended < today:
        raise BodyEnded
    if subject is not None and (there := _open_item(body, subject)):
        there.title, there.question = title.strip(), question.strip()
        there.save(update_fields=["title", "question"])
        return there
    session = queries.next_session(body, today)
    return _on_agenda(body, session, title, question, subject, actor)


@transaction.atomic
def add_item(
    *, session: Session, title: str, question: str, actor: Person, subject: models.Model | None = None
) -> AgendaItem:
    """Put a question on the agenda of this session; what waits for another one comes to this one.

    Raises NotPermitted, OtherOrganisation or Closed.
    """
    same_organisation(actor, subject)
    row = locked(session, actor)
    if subject is not None and (there := _open_item(row.body, subject)):
        there.session, there.order = row, _next_place(row)
        there.title, there.question = title.strip(), question.strip()
        there.save(update_fields=["session", "order", "title", "question"])
        return there
    return _on_agenda(row.body, row, title, question, subject, actor)


@transaction.atomic
def attach(*, item: AgendaItem, upload: File, actor: Person, title: str = "") -> Paper:
    """Keep a paper with an item; without a title it is called as its file.

    Raises NotPermitted, OtherOrganisation, Closed, TooMany, documents.Refused, or of files TooLarge and Empty.
    """
    row = open_item(item, actor)
    documents.check(upload)
    if row.papers.count() >= MOST:
        raise TooMany
    file = files.keep(organisation=row.organisation_id, upload=upload, actor=actor, limit=LARGEST)
    paper = Paper.objects.create(
        organisation_id=row.organisation_id,
        item=row,
        title=title.strip() or file.name.rpartition(".")[0] or file.name,
        file=file,
        added_by=actor,
        added_at=timezone.now(),
    )
    record("session.paper_added", subject=row, actor=actor)
    return paper


@transaction.atomic
def detach(*, paper: Paper, actor: Person) -> None:
    """Take a paper off its item; the journal keeps that it was there. Raises NotPermitted, OtherOrganisation or
    Closed."""
    row = open_item(paper.item, actor)
    found = Paper.objects.select_related("file").filter(pk=paper.pk).first()
    if found is None:
        return
    found.delete()
    files.let_go(file=found.file)
    record("session.paper_removed", subject=row, actor=actor)


@transaction.atomic
def send_papers(*, session: Session, actor: Person) -> Session:
    """Tell the members that agenda and papers are ready to read. Raises NotPermitted, OtherOrganisation, Closed or
    NothingToSend."""
    row = locked(session, actor)
    if not row.items.exists():
        raise NothingToSend
    row.papers_sent_at = timezone.now()
    row.save(update_fields=["papers_sent_at"])
    record("session.papers_sent", subject=row, actor=actor)
    tell_members("session_papers_ready", row, actor)
    return row


def locked(session: Session, actor: Person) -> Session:
    """A session that is not closed, as it stands, for who manages its body. Raises NotPermitted, OtherOrganisation
    or Closed."""
    same_organisation(actor, session)
    must(actor, "body.manage", session)
    row = Session.objects.select_for_update(of=("self",)).select_related("body").get(pk=session.pk)
    if row.is_closed or row.is_cancelled:
        raise Closed
    return row


def open_item(item: AgendaItem, actor: Person | None, permission: str = "body.manage") -> AgendaItem:
    """An item that is not concluded, as it stands. Raises NotPermitted, OtherOrganisation or Closed."""
    same_organisation(actor, item)
    must(actor, permission, item)
    if item.session_id:  # first, so that who is there stays the same meanwhile
        Session.objects.select_for_update(of=("self",)).get(pk=item.session_id)
    rows = AgendaItem.objects.select_for_update(of=("self",)).select_related("body", "session__body")
    row = rows.get(pk=item.pk)
    if row.is_concluded or (row.session and row.session.is_closed):
        raise Closed
    return row


def tell_members(code: str, session: Session, actor: Person | None) -> None:
    """Tell who sits in the body now, but not who does it."""
    today = timezone.localdate()
    told = [seat.person for seat in queries.members(session.body, today) if seat.person.active]
    tell(code=code, persons=[person for person in told if person != actor], subject=session, actor=actor)


def _open_item(body: Body, subject: models.Model) -> AgendaItem | None:
    kind = ContentType.objects.get_for_model(subject)
    rows = AgendaItem.objects.filter(body=body, subject_type=kind, subject_id=subject.pk, concluded_at=None)
    return rows.select_for_update(of=("self",)).first()


def _on_agenda(
    body: Body, session: Session | None, title: str, question: str, subject: models.Model | None, actor: Person | None
) -> AgendaItem:
    item = AgendaItem(
        organisation_id=body.organisation_id,
        body=body,
        session=session,
        order=_next_place(session),
        title=title.strip(),
        question=question.strip(),
        asked_by=actor,
        asked_at=timezone.now(),
    )
    if subject is not None:
        item.subject = subject
    item.save(force_insert=True)
    record("session.item_added", subject=item, actor=actor)
    return item


def _next_place(session: Session | None) -> int:
    last = session.items.aggregate(last=Max("order"))["last"] if session else 0
    return (last or 0) + 1
