"""What one does with an intake: report an application, fill the intake in, submit it, answer what stayed open."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.assessments import asking, classifying, queries, telling
from roeland.assessments.classifying import Versions
from roeland.assessments.models import Classification, Intake, Occasion
from roeland.journal.services import record
from roeland.organisation.access import NotPermitted, must, same_organisation
from roeland.organisation.models import Person
from roeland.questionnaires import queries as sheets
from roeland.questionnaires import services as answering
from roeland.questionnaires.services import Saved
from roeland.register import services as register
from roeland.register.models import Application, Phase
from roeland.rules.questionnaire import Answer

QUESTIONNAIRE = "intake"
CLOSED = frozenset({Phase.RETIRED, Phase.REJECTED, Phase.STOPPED})


class NotForThisPhase(Exception):
    """The application is retired, rejected or stopped: there is nothing left to assess."""


class NotSubmitted(Exception):
    """The intake is still being filled in."""


class BeingFilledIn(Exception):
    """Somebody is filling in the intake again; `by` is who."""

    def __init__(self, by: Person) -> None:
        self.by = by
        super().__init__(by.name)


class NotYours(NotPermitted):
    """These questions are for colleagues with another role."""

    def __init__(self, questions: Iterable[str], person: Person) -> None:
        super().__init__("intake.fill", person)
        self.questions = tuple(questions)

    @property
    def reason(self) -> str:
        """What this person may not do, in a sentence."""
        return _("These questions are for a colleague with another role. Nothing was kept.")


@transaction.atomic
def report(*, actor: Person, **described: Any) -> Intake:
    """Put an application in the register (fields as in `register.services.report`) and begin its intake."""
    application = register.report(actor=actor, **described)
    return begin(application=application, actor=actor)


@transaction.atomic
def begin(*, application: Application, actor: Person) -> Intake:
    """Begin an intake, or go on with the one that is not submitted yet.

    After an earlier intake the new one starts with its answers. Raises NotPermitted or NotForThisPhase.
    """
    must(actor, "intake.fill", application)
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.phase in CLOSED:
        raise NotForThisPhase(application.phase)
    earlier = Intake.objects.filter(application=application).select_related("sheet").order_by("-pk").first()
    if earlier is not None and not earlier.submitted:
        return earlier
    sheet = answering.start(questionnaire=QUESTIONNAIRE, actor=actor, like=earlier.sheet if earlier else None)
    intake = Intake.objects.create(organisation=application.organisation, application=application, sheet=sheet)
    record("intake.begun", subject=application, actor=actor)
    return intake


@transaction.atomic
def save(
    *, intake: Intake, answers: Mapping[str, Answer], actor: Person, seen: Mapping[str, str] | None = None
) -> Saved:
    """Keep answers while the intake is being filled in; see `questionnaires.services.save`. Raises NotYours."""
    must(actor, "intake.fill", intake)
    _must_be_theirs(intake, answers, {""}, actor)
    return answering.save(sheet=intake.sheet, answers=answers, actor=actor, seen=seen)


@transaction.atomic
def submit(*, intake: Intake, actor: Person) -> Classification:
    """Submit the intake and classify the application. Raises NotPermitted, Incomplete or AlreadySubmitted."""
    must(actor, "intake.fill", intake)
    application = _locked(intake)
    _reference, rules = classifying.rules_for(intake.sheet.questionnaire)
    intake.sheet = answering.submit(sheet=intake.sheet, actor=actor, conditions=rules.conditions())
    record("intake.submitted", subject=application, actor=actor)
    asking.withdraw_earlier(intake, actor)
    return _classify(intake, application, Occasion.SUBMITTED, actor)


@transaction.atomic
def settle(
    *, intake: Intake, answers: Mapping[str, Answer], actor: Person, seen: Mapping[str, str] | None = None
) -> tuple[Saved, Classification | None]:
    """Answer what a submitted intake left open; anything new gives a new classification, the old ones stay.

    Who was asked and says "I don't know" too changes nothing: the question goes on to the next colleague. Raises
    NotPermitted, NotYours, NotSubmitted, or NotOpen when an answer would change what was said.
    """
    must(actor, "intake.fill", intake)
    application = _locked(intake)
    if not intake.submitted:
        raise NotSubmitted(str(intake.pk))
    _must_be_theirs(intake, answers, asking.answers_for(intake, actor), actor)
    before = sheets.answers(intake.sheet)
    saved = answering.settle(sheet=intake.sheet, answers=answers, actor=actor, seen=seen)
    if not saved.kept:
        return saved, None
    record("intake.settled", subject=application, actor=actor, fields=saved.kept)
    latest = queries.latest(application)
    if latest is not None and all(before.get(code) == answers[code] for code in saved.kept):
        asking.ask_who_would_know(intake, latest, actor)
        return saved, None
    return saved, _classify(intake, application, Occasion.SETTLED, actor)


@transaction.atomic
def revise(*, intake: Intake, answers: Mapping[str, Answer], actor: Person) -> Classification | None:
    """Change what an expert said before: a new run with all other answers as they were; None when nothing differs.

    The earlier run stays as it is. Raises NotPermitted, NotYours, NotSubmitted, NotForThisPhase, BeingFilledIn.
    """
    must(actor, "intake.fill", intake)
    application = _locked(intake)
    if application.phase in CLOSED:
        raise NotForThisPhase(application.phase)
    latest = queries.latest_intake(application) or intake
    if not latest.submitted:
        raise BeingFilledIn(latest.sheet.started_by)
    _must_be_theirs(latest, answers, asking.answers_for(latest, actor) - {""}, actor)
    before = sheets.answers(latest.sheet)
    changed = {code: answer for code, answer in answers.items() if before.get(code) != answer}
    if not changed:
        return None
    sheet = answering.start(questionnaire=QUESTIONNAIRE, actor=actor, like=latest.sheet)
    answering.save(sheet=sheet, answers=changed, actor=actor)
    run = Intake.objects.create(
        organisation=application.organisation, application=application, sheet=answering.submit(sheet=sheet, actor=actor)
    )
    record("intake.revised", subject=application, actor=actor, fields=changed)
    asking.withdraw_earlier(run, actor)
    return _classify(run, application, Occasion.REVISED, actor)


@transaction.atomic
def take_up_law(*, classification: Classification) -> Classification | None:
    """Look at the same answers again, because a date of the law passed; None when that was done meanwhile.

    The rules, dates and obligations stay those of before: to newer ones an application goes only when somebody says
    so. Nobody does this: the journal says so, and the people who handle the application are told.
    """
    intake = Intake.objects.select_related("application", "sheet").get(sheet=classification.sheet_id)
    application = _locked(intake)
    if queries.latest(application) != classification or application.phase in CLOSED:
        return None
    return _classify(intake, application, Occasion.LAW, None, by=Versions.of(classification))


@transaction.atomic
def take_up_rules(*, classification: Classification, actor: Person) -> Classification | None:
    """Read the same answers by the newest rules, because somebody said so; None when that is no longer needed.

    Nobody is told here: who moves many applications at once tells everybody once.
    """
    intake = Intake.objects.select_related("application", "sheet").get(sheet=classification.sheet_id)
    application = _locked(intake)
    if queries.latest(application) != classification or application.phase in CLOSED:
        return None
    return _classify(intake, application, Occasion.RULES, actor)


def _must_be_theirs(intake: Intake, answers: Mapping[str, Answer], roles: set[str], actor: Person) -> None:
    """What an expert must say, nobody else says: an employee cannot find that an exception holds."""
    role_of = sheets.questionnaire_of(intake.sheet).role_of
    if strange := [code for code in answers if role_of.get(code, "") not in roles]:
        raise NotYours(strange, actor)


def _locked(intake: Intake) -> Application:
    return Application.objects.select_for_update().get(pk=intake.application_id)


def _moved(before: Application, after: Application) -> Iterator[tuple[str, str, str]]:
    """What the journal tells of an outcome: the class and the route, where they became another."""
    for column in ("ai_class", "route"):
        was, now = getattr(before, column), getattr(after, column)
        if was != now:
            yield column, was, now


def _classify(
    intake: Intake, application: Application, occasion: Occasion, actor: Person | None, *, by: Versions | None = None
) -> Classification:
    same_organisation(actor, application, intake)
    filled, earlier = sheets.filled(intake.sheet), queries.latest(application)
    classification = classifying.keep(application, filled, classifying.judge(filled, by=by), occasion, actor)
    answered = classification.answered("personal-data", "affects-people")
    handed = register.hand_down_classification(
        application=application,
        ai_class=classification.ai_class,
        route=classification.route,
        route_at_least=classification.route_at_least,
        route_at_most=classification.route_at_most,
        classified_on=timezone.localdate(classification.made_at),
        personal_data=answered["personal-data"],
        affects_people=answered["affects-people"],
        open_questions=len(classification.open_questions),
        actor=actor,
    )
    if handed.phase == Phase.REPORTED:
        handed = register.enter_phase(application=handed, phase=Phase.IN_ASSESSMENT, actor=actor)
    many = occasion == Occasion.RULES
    asking.ask_who_would_know(intake, classification, actor, one_of_many=many)
    moved = {column: [was, now] for column, was, now in _moved(application, handed)}
    if many:
        record("application.reclassified", subject=handed, actor=actor, fields=sorted(moved), values=moved)
        return classification
    record("application.classified", subject=handed, actor=actor, fields=sorted(moved), values=moved)
    telling.tell_change(earlier, classification, actor)
    return classification
