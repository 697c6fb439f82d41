"""The FG advises the directorate without being asked, and it answers: nobody stands in between (GDPR 38(3))."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.models import UnaskedAdvice
from roeland.decisions.overseeing import DPO
from roeland.decisions.refusals import AlreadyAnswered, NotAsked, NotTheOverseer, WordsMissing
from roeland.journal.services import record
from roeland.organisation.access import held_by, must, same_organisation
from roeland.organisation.models import Person, RoleHeld
from roeland.register.models import Application

WITHIN = 10
"""Working days in which the directorate answers: our proposal, no law says it."""


@transaction.atomic
def advise_unasked(*, title: str, text: str, actor: Person, application: Application | None = None) -> UnaskedAdvice:
    """Advise the directorate; it gets the message and the task at once.

    Raises NotPermitted, OtherOrganisation, NotTheOverseer (of another part of the organisation) or WordsMissing.
    """
    must(actor, "unasked.give")
    same_organisation(actor, application)
    row, today = _as_dpo(actor, application), timezone.localdate()
    if not (title.strip() and text.strip()):
        raise WordsMissing
    made = UnaskedAdvice.objects.create(
        organisation=actor.organisation,
        title=title.strip(),
        text=text.strip(),
        application=application,
        given_by=actor,
        in_place_of=row.person if row.person_id != actor.pk else None,
        role=row.role,
        given_at=timezone.now(),
        due=_due(actor, today),
    )
    values = {"title": made.title, "text": made.text, "application": application.pk if application else None}
    record("unasked.given", subject=made, actor=actor, values=values | {"due": made.due})
    telling.ask_directorate(made, made.unit or row.unit, today)
    return made


@transaction.atomic
def answer_unasked(*, advice: UnaskedAdvice, answer: str, actor: Person) -> UnaskedAdvice:
    """Say for the directorate what is done with an advice; once it stands there it stays.

    Raises NotPermitted, OtherOrganisation, NotAsked (who wrote it), AlreadyAnswered or WordsMissing.
    """
    must(actor, "unasked.answer", advice)
    same_organisation(actor, advice)
    row = UnaskedAdvice.objects.select_for_update(of=("self",)).select_related("given_by", "organisation")
    found = row.get(pk=advice.pk)
    if found.given_by_id == actor.pk:
        raise NotAsked
    if found.answered_at is not None:
        raise AlreadyAnswered
    if not answer.strip():
        raise WordsMissing
    found.answer, found.answered_by, found.answered_at = answer.strip(), actor, timezone.now()
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    record("unasked.answered", subject=found, actor=actor, values={"text": found.answer})
    telling.tell_answered_unasked(found, actor)
    return found


def _as_dpo(actor: Person, application: Application | None) -> RoleHeld:
    """The row through which the actor is FG, here when it is about an application."""
    rows = (row for row in held_by(actor) if row.role == DPO)
    mine = next((row for row in rows if application is None or row.covers(application.unit)), None)
    if mine is None:
        raise NotTheOverseer(DPO)
    return mine


def _due(actor: Person, today: date) -> date:
    return actor.organisation.working_days.after(today, WITHIN)
