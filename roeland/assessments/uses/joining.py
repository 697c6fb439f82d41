"""Joining a shared application: within its frame at once, without a frame after a look, outside it not at all."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.assessments.asking import STANDS_IN
from roeland.assessments.models import JUDGE_USE, AcceptableUse, UseAnswers
from roeland.assessments.quick import checking
from roeland.assessments.quick.checking import Asked, Judged
from roeland.organisation.access import may
from roeland.organisation.models import Person
from roeland.organisation.queries import holder
from roeland.register import services as register
from roeland.register.models import Answered, Application, Use
from roeland.rules.quick_questions import Answer
from roeland.work import services as work

INSIDE = (Answer.YES, Answer.YES_IF)


class OutsideFrame(Exception):
    """What the team wants falls outside what the application is approved for. `judged` says why."""

    def __init__(self, judged: Judged) -> None:
        self.judged = judged
        super().__init__(judged.outcome.answer)


class NotAnswered(Exception):
    """The application is approved for some things only, and nobody said what this team wants."""


def frame_today(application: Application) -> AcceptableUse | None:
    """For what the application is approved today; None when it is for nothing."""
    rows = AcceptableUse.objects.filter(organisation=application.organisation_id, application=application)
    return rows.on(timezone.localdate()).select_related("application").first()


@transaction.atomic
def join(*, application: Application, asked: Asked | None, actor: Person, **described: Any) -> Use:
    """Keep that a team uses the application too (fields as in `register.services.add_use`).

    With a frame `asked` says what the team wants, and only what fits is kept. Without one the AI owner and the
    information manager are asked whether it fits, unless one of them says it. Raises OutsideFrame, NotAnswered, and
    what `add_use` raises.
    """
    framed = frame_today(application) is not None
    if framed:
        asked = _must_fit(application, asked, actor)
    fits = Answered.YES if framed or may(actor, "use.judge", application) else Answered.UNKNOWN
    use = register.add_use(application=application, actor=actor, fits=fits, **described)
    if framed and asked:
        keep_answers(use, asked)
    elif use.fits == Answered.UNKNOWN:
        _ask_whether_it_fits(use, actor)
    return use


@transaction.atomic
def change(*, use: Use, asked: Asked | None, actor: Person, **described: Any) -> Use:
    """Change a use (fields as in `register.services.change_use`), and what was said about it when there is a frame.

    Raises OutsideFrame, NotAnswered, and what `change_use` raises.
    """
    framed = frame_today(use.application) is not None
    if framed:
        asked = _must_fit(use.application, asked, actor)
    use = register.change_use(use=use, actor=actor, **described)
    if framed and asked:
        keep_answers(use, asked)
        work.done(actor=actor, subject=use, kind=JUDGE_USE)
    return use


@transaction.atomic
def find_fitting(*, use: Use, actor: Person) -> Use:
    """Say that a use fits of which nothing was asked; an approval speaks for itself. Raises OutsideFrame."""
    if row := answers_of([use]).get(use.pk):
        raise OutsideFrame(checking.judge(asked_by(row, use.application), actor.organisation))
    return register.find_fitting(use=use, actor=actor)


def keep_answers(use: Use, asked: Asked) -> UseAnswers:
    """Keep what the team said about its use."""
    said = {"inputs": list(asked.inputs), "purpose": asked.purpose, "citizens": asked.citizens}
    said["document"] = checking.reference()
    return UseAnswers.objects.update_or_create(organisation=use.organisation, use=use, defaults=said)[0]


def asked_by(answers: UseAnswers, application: Application) -> Asked:
    """What a team said, for the rule of the quick check."""
    return Asked(tuple(answers.inputs), answers.purpose, answers.citizens, application)


def answers_of(uses: Iterable[Use]) -> dict[Any, UseAnswers]:
    """What was said about these uses, by the key of the use."""
    known = list(uses)
    rows = UseAnswers.objects.filter(organisation__in={use.organisation_id for use in known}, use__in=known)
    return {row.use_id: row for row in rows}


def _must_fit(application: Application, asked: Asked | None, actor: Person) -> Asked:
    if asked is None:
        raise NotAnswered
    asked = Asked(asked.inputs, asked.purpose, asked.citizens, application)
    judged = checking.judge(asked, actor.organisation)
    if judged.outcome.answer not in INSIDE:
        raise OutsideFrame(judged)
    return asked


def _ask_whether_it_fits(use: Use, actor: Person) -> None:
    keeper = holder(use.application.organisation, STANDS_IN, use.unit, timezone.localdate(), excluding=[actor.pk])
    owner = use.application.owner
    people = {keeper.person: STANDS_IN} if keeper else {}
    if owner is not None and owner.active and owner not in people:
        people[owner] = ""
    for person, role in people.items():
        work.ask(kind=JUDGE_USE, person=person, subject=use, actor=actor, role=role)
