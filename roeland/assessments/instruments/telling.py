"""Who is asked what about an assessment, and who hears of it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import get_language

from roeland.assessments.models import Assessment, Contribution, Opinion
from roeland.content import shipped
from roeland.organisation.models import Person
from roeland.organisation.queries import holders
from roeland.work import services as work

FILL, ADVISE, SIGN, REVIEW = "fill_in_part", "advise_on_assessment", "sign_assessment", "review_assessment"
KINDS = (FILL, ADVISE, SIGN, REVIEW)


def ask_for_parts(assessment: Assessment, person: Person, actor: Person | None) -> None:
    """Give somebody one task with all parts that wait for them; close it when none does."""
    rows = Contribution.objects.filter(assessment=assessment, person=person, ready_at=None)
    parts = [row.section for row in rows.order_by("asked_at", "pk")]
    if not parts:
        work.done(subject=assessment, kind=FILL, person=person, actor=actor)
        return
    named = [shipped.text(assessment.sheet.questionnaire, part, get_language() or "nl").label for part in parts]
    work.ask(kind=FILL, person=person, subject=assessment, actor=actor, detail="\n".join(named))


def ask_advisers(assessment: Assessment, actor: Person) -> None:
    """Ask every role that advises; a role that nobody holds waits for who gets it. Without advice: ask to sign."""
    _ask_roles(assessment, ADVISE, assessment.advisers, actor)
    if not assessment.must_advise:
        _ask_roles(assessment, SIGN, [assessment.activity.accountable], actor)


def advised(assessment: Assessment, opinion: Opinion, actor: Person) -> None:
    """Somebody advised: their task is done, who closed it hears it, and once the law is met who signs is asked."""
    work.done(subject=assessment, kind=ADVISE, role=opinion.role, actor=actor)
    _tell("opinion_given", assessment, [assessment.closed_by], actor)
    rows = Opinion.objects.filter(assessment=assessment, sha256=assessment.sha256)
    if set(assessment.must_advise) <= set(rows.values_list("role", flat=True)):
        _ask_roles(assessment, SIGN, [assessment.activity.accountable], actor)


def reopened(assessment: Assessment, actor: Person) -> None:
    """Tell who closed it, who owns the application and who advised that the text changes."""
    advisers = [opinion.person for opinion in assessment.opinions.select_related("person")]
    _tell("assessment_reopened", assessment, [assessment.closed_by, assessment.application.owner, *advisers], actor)


def signed(assessment: Assessment, actor: Person) -> None:
    """Tell who worked on it and who advised."""
    advisers = [opinion.person for opinion in assessment.opinions.select_related("person")]
    people = [assessment.begun_by, assessment.closed_by, assessment.application.owner, *advisers]
    _tell("assessment_signed", assessment, people, actor)


def remarked(assessment: Assessment, persons: Iterable[Person], actor: Person) -> None:
    """Tell who is asked to look at a remark, or whose remark got a reply."""
    _tell("remark_for_you", assessment, persons, actor)


def ask_to_review(assessment: Assessment) -> None:
    """Its time has come: ask who writes it."""
    _ask_roles(assessment, REVIEW, assessment.activity.does[:1], None)


def withdraw_tasks(assessment: Assessment, actor: Person | None) -> None:
    """Nothing that was asked about it is asked any more."""
    for kind in KINDS:
        work.done(subject=assessment, kind=kind, actor=actor)


def _ask_roles(assessment: Assessment, kind: str, roles: Iterable[str], actor: Person | None) -> None:
    wanted = list(roles)
    held = holders(assessment.organisation, wanted, assessment.unit, timezone.localdate())
    for role in wanted:
        person = held[role].person if role in held else None
        work.ask(kind=kind, person=person, subject=assessment, actor=actor, role=role, apart=True)


def _tell(code: str, assessment: Assessment, persons: Iterable[Person | None], actor: Person) -> None:
    told = {one.pk: one for one in persons if one is not None and one.active and one != actor}
    if told:
        work.tell(code=code, persons=list(told.values()), subject=assessment, actor=actor)
