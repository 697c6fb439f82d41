"""Saying yes or no to a role that somebody gave. The role counts meanwhile, so that nothing stands still."""

from datetime import timedelta

from django.db import transaction

from roeland.journal.services import record
from roeland.organisation.access import must
from roeland.organisation.models import Person, RoleHeld
from roeland.organisation.services.acting import today
from roeland.organisation.services.roles import locked_role


class AlreadyAnswered(Exception):
    """The person said yes or no before, or was never asked."""


class ReasonMissing(Exception):
    """Who says no says why."""


@transaction.atomic
def accept_role(*, role_held: RoleHeld, actor: Person) -> RoleHeld:
    """Say yes to a role. Raises NotPermitted or AlreadyAnswered."""
    held = _asked(role_held, actor)
    held.answer, held.answered_on = RoleHeld.Answer.ACCEPTED, today()
    held.save(update_fields=["answer", "answered_on"])
    record("person.role_accepted", subject=held.person, actor=actor, fields=["role"], values={"role": ["", held.role]})
    return held


@transaction.atomic
def decline_role(*, role_held: RoleHeld, reason: str, actor: Person) -> RoleHeld:
    """Say that a role is not right, and why: from today it is vacant, for everybody to see.

    Raises NotPermitted, AlreadyAnswered or ReasonMissing.
    """
    held = _asked(role_held, actor)
    if not reason.strip():
        raise ReasonMissing
    held.answer, held.answered_on, held.declined_because = RoleHeld.Answer.DECLINED, today(), reason.strip()
    held.ends, held.deputy = today() - timedelta(days=1), None
    held.save()
    record(
        "person.role_declined",
        subject=held.person,
        actor=actor,
        reason=held.declined_because,
        fields=["role"],
        values={"role": [held.role, ""]},
    )
    return held


def _asked(role_held: RoleHeld, actor: Person) -> RoleHeld:
    must(actor, "role.answer", role_held)
    held = locked_role(role_held)
    if not held.waits:
        raise AlreadyAnswered(held.answer)
    return held
