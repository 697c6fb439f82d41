"""Tasks about roles themselves: accept the one you got, and find somebody for the one that nobody holds."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone

from roeland.organisation.models import Organisation, Person, RoleHeld
from roeland.organisation.queries import holder
from roeland.work import notices, queries, services
from roeland.work.models import Task

ACCEPT, FILL, DECLINED = "accept_role", "fill_role", "role_declined"
ADMINISTRATORS = ("administrator", "information_manager")


def keeper(organisation: Organisation, roles: Iterable[str] = ADMINISTRATORS) -> Person | None:
    """Who sees to what nobody holds: the first of these roles that somebody holds; None when nobody does."""
    found = (holder(organisation, role, None, timezone.localdate()) for role in roles)
    return next((one.person for one in found if one), None)


def take_up(person: Person, actor: Person | None) -> None:
    """After the roles of a person changed: they are asked to accept what is new, and vacant roles are seen to."""
    rows = RoleHeld.objects.filter(Q(ends=None) | Q(ends__gte=timezone.localdate()), person=person)
    rows = rows.select_related("organisation", "unit", "given_by", "person")
    asked = [row for row in rows if person.active and row.waits]
    _close(_about_roles(person, ACCEPT).filter(person=person), asked, actor)
    for row in asked:
        services.ask(kind=ACCEPT, person=person, subject=row, actor=row.given_by)
    if not person.active:
        _see_to_vacant(rows, actor)
    _close_filled(person, actor)
    give_waiting(person, actor)


def tell_declined(person: Person, actor: Person | None) -> None:
    """Tell who gave the role and who administers that a role is declined."""
    last = RoleHeld.objects.filter(person=person, answer=RoleHeld.Answer.DECLINED).order_by("-answered_on", "-pk")
    row = last.select_related("given_by", "organisation").first()
    told = [row.given_by, keeper(row.organisation)] if row else []
    others = [one for one in told if one is not None and one.active and one != actor]
    if others:
        services.tell(code=DECLINED, persons=others, subject=person, actor=actor)


def give_waiting(person: Person, actor: Person | None) -> None:
    """Give who holds a role now the tasks that waited for somebody in it."""
    today = timezone.localdate()
    held = {row.role for row in RoleHeld.objects.filter(person=person, starts__lte=today) if not row.is_over(today)}
    rows = Task.objects.filter(organisation_id=person.organisation_id, person=None, role__in=held, done_at=None)
    for task in queries.with_subjects(rows):
        now = holder(person.organisation, task.role, getattr(task.subject, "unit", None), today)
        if now and now.person == person and not notices.task_kind(task.kind).appointed:
            services.pass_on(task=task, person=person, actor=actor)


def _see_to_vacant(rows: Iterable[RoleHeld], actor: Person | None) -> None:
    for row in rows:
        if _vacant(row):
            who = keeper(row.organisation)
            services.ask(kind=FILL, person=who, subject=row, actor=actor, role=ADMINISTRATORS[0], apart=True)


def _close_filled(person: Person, actor: Person | None) -> None:
    """Close the tasks to find somebody for a role that somebody holds now, or that has ended."""
    tasks = list(_about_roles(person, FILL))
    keys = [task.subject_id for task in tasks]
    rows = RoleHeld.objects.filter(pk__in=keys).select_related("person", "unit", "organisation")
    _close(_about_roles(person, FILL), [row for row in rows if _vacant(row)], actor)


def _vacant(row: RoleHeld) -> bool:
    today = timezone.localdate()
    if row.person.active or row.is_over(today):
        return False
    same = RoleHeld.objects.filter(organisation=row.organisation_id, role=row.role, unit=row.unit, person__active=True)
    return not same.filter(Q(ends=None) | Q(ends__gte=today)).exists()


def _about_roles(person: Person, kind: str) -> QuerySet[Task]:
    about = ContentType.objects.get_for_model(RoleHeld)
    return Task.objects.filter(
        organisation_id=person.organisation_id, kind=kind, subject_type=about, done_at=None
    ).order_by("pk")


def _close(tasks: QuerySet[Task], still: Iterable[RoleHeld], actor: Person | None) -> None:
    keys = {row.pk for row in still}
    for task in tasks:
        if task.subject_id not in keys:
            services.done(task=task, actor=actor)
