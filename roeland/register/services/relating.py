"""What one application is to another."""

from django.db import transaction

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.register.models import Application, Relation


class NoReason(Exception):
    """Why these are two applications was not said."""


class OneAndTheSame(Exception):
    """An application cannot be another one than itself."""


@transaction.atomic
def tell_apart(*, application: Application, other: Application, reason: str, actor: Person) -> Relation:
    """Keep why `application`, that looks like `other`, is another one. What was said of this pair before is replaced.

    Raises NotPermitted, OtherOrganisation, NoReason or OneAndTheSame.
    """
    must(actor, "application.edit", application)
    same_organisation(actor, application, other)
    if application.pk == other.pk:
        raise OneAndTheSame
    if not reason.strip():
        raise NoReason
    row = _keep(application, other, Relation.Kind.ANOTHER, reason, actor)
    record("application.told_apart", subject=application, actor=actor, reason=reason.strip(), values=told(other))
    return row


def told(other: Application) -> dict[str, list[str | None]]:
    """What the journal keeps of the application that another one was told apart from."""
    return {"other": [None, f"{other.code} {other.name}"]}


def another(application: Application, other: Application, reason: str, actor: Person | None) -> Relation:
    """Make what `tell_apart` keeps of an application that is new, not yet stored."""
    return Relation(
        organisation_id=application.organisation_id,
        application=application,
        other=other,
        kind=Relation.Kind.ANOTHER,
        reason=reason,
        said_by=actor,
    )


@transaction.atomic
def put_beside(*, application: Application, other: Application, reason: str, actor: Person) -> Relation:
    """Keep that an application that is just reported has to do with another one. Raises as `tell_apart`."""
    must(actor, "application.edit", application)
    same_organisation(actor, application, other)
    return _keep(application, other, Relation.Kind.BESIDE, reason, actor)


def _keep(application: Application, other: Application, kind: str, reason: str, actor: Person) -> Relation:
    Application.objects.select_for_update().get(pk=application.pk)
    return Relation.objects.update_or_create(
        organisation=application.organisation,
        application=application,
        other=other,
        kind=kind,
        defaults={"reason": reason.strip()[:1000], "said_by": actor},
    )[0]
