"""Who hears of an advice, a question back and an urgent warning."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from roeland.decisions.models import Advice, Inquiry, QuestionBack, UnaskedAdvice, UrgentWarning
from roeland.decisions.telling.asking import ask_inquiry
from roeland.organisation.models import Person, Unit
from roeland.organisation.queries import all_holders, holders_of
from roeland.register.models import Application
from roeland.work import services as work
from roeland.work.models import Task

ANSWER_BACK = "answer_back"
ANSWER_WARNING = "answer_warning"
ANSWER_UNASKED = "answer_unasked"
DIRECTORATE = "directorate"
ALSO_ABOVE = "dpo"  # what this role advises is told to the directorate too, asked or unasked


def tell_advice(advice: Advice, concerned: Iterable[str], today: date) -> None:
    """Tell who asked, who reported and who decides (their keys); of the FG's advice also the directorate."""
    inquiry = advice.inquiry
    organisation = inquiry.gate_request.application.organisation
    each = {person.pk: person for person in Person.objects.filter(organisation=organisation, pk__in=list(concerned))}
    if inquiry.role == ALSO_ABOVE:
        each |= {person.pk: person for person in _directorate(inquiry.gate_request.application, today)}
    code = "advice_changed" if advice.replaces_id else "advice_given"
    _tell(code, each.values(), inquiry, advice.given_by)


def ask_question_back(question: QuestionBack) -> None:
    """Give who must know it the task; there is no date, since the clock stands still."""
    work.ask(kind=ANSWER_BACK, person=question.asked_of, subject=question, actor=question.asked_by)


def tell_answered_back(question: QuestionBack, actor: Person) -> None:
    """The task is done; who asked hears the answer."""
    work.done(subject=question, actor=actor)
    _tell("answer_given", [question.asked_by], question.inquiry, actor)


def asked_about(inquiry: Inquiry) -> set[UUID]:
    """Keys of the persons who have a task to answer an inquiry."""
    rows = Task.objects.filter(organisation=inquiry.organisation_id, subject_id=inquiry.pk, done_at=None)
    return {key for key in rows.values_list("person", flat=True) if key}


def was_asked(inquiry: Inquiry, person: Person) -> bool:
    """Whether somebody has, or had, a task to answer an inquiry."""
    rows = Task.objects.filter(organisation=inquiry.organisation_id, subject_id=inquiry.pk, person=person)
    return rows.exists()


def move_inquiry(inquiry: Inquiry) -> None:
    """The date of an inquiry moved: so does that of the tasks."""
    ask_inquiry(inquiry, Person.objects.filter(pk__in=asked_about(inquiry)), None)


def ask_for_answer(warning: UrgentWarning, persons: Iterable[Person], today: date) -> None:
    """Give who is accountable the task; the directorate hears at once, and has the task when nobody else can."""
    several = list(persons)
    asked: list[Person | None] = [*several] or [None]
    for person in asked:
        work.ask(
            kind=ANSWER_WARNING,
            person=person,
            subject=warning,
            actor=warning.given_by,
            role=warning.asked_role if several else DIRECTORATE,
            due=warning.due,
        )
    _tell("urgent_warning", [*several, *_directorate(warning.application, today)], warning, warning.given_by)


def tell_answered_warning(warning: UrgentWarning, actor: Person, today: date) -> None:
    """The task is done; who warned and the directorate hear the answer."""
    work.done(subject=warning, actor=actor)
    _tell("warning_answered", [warning.given_by, *_directorate(warning.application, today)], warning, actor)


def ask_directorate(advice: UnaskedAdvice, unit: Unit | None, today: date) -> None:
    """Give the directorate of this unit, or else every one there is, the task and the message."""
    organisation = advice.organisation
    above = all_holders(organisation, [DIRECTORATE], unit, today).get(DIRECTORATE, ())
    several = [held.person for held in above] or [row.person for row in holders_of(organisation, [DIRECTORATE], today)]
    asked: list[Person | None] = [*dict.fromkeys(several)] or [None]
    for person in asked:
        work.ask(
            kind=ANSWER_UNASKED,
            person=person,
            subject=advice,
            actor=advice.given_by,
            role=DIRECTORATE,
            due=advice.due,
        )
    _tell("unasked_given", asked, advice, advice.given_by)


def tell_answered_unasked(advice: UnaskedAdvice, actor: Person) -> None:
    """The task is done; the FG hears the answer."""
    work.done(subject=advice, actor=actor)
    _tell("unasked_answered", [advice.given_by], advice, actor)


def _directorate(application: Application, today: date) -> list[Person]:
    organisation, unit = application.organisation, application.unit
    above = all_holders(organisation, [DIRECTORATE], unit, today)
    return [held.person for several in above.values() for held in several]


def _tell(
    code: str, others: Iterable[Person | None], subject: Inquiry | UrgentWarning | UnaskedAdvice, actor: Person
) -> None:
    each = {person.pk: person for person in others if person is not None and person.active and person != actor}
    if each:
        work.tell(code=code, persons=list(each.values()), subject=subject, actor=actor)
