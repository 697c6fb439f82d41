"""Cases of a city as an employee would answer them, for tests about intakes and what follows from them."""

from roeland.assessments import services
from roeland.assessments.models import Classification, Intake
from roeland.assessments.wizard import wizard
from roeland.organisation.models import Person, Unit
from roeland.questionnaires import services as answering
from roeland.register.models import Application
from roeland.rules.questionnaire import Answer, Kind, Question
from tests.building.questionnaires import DONT_KNOW, NO, NONE, YES, at_least, one, these

DASHBOARD = {"technique": these("basic_processing"), "output": these("prediction")}
SPELLING = {
    "technique": these("learned"),
    "output": these("edit"),
    "users": these("staff_use"),
    "origin": these("bought"),
}
CHATBOT = {
    "technique": these("general_model"),
    "output": these("text"),
    "users": these("public_talks"),
    "origin": these("bought"),
    "personal_data": YES,
    "data_kinds": these("contact"),
    "publication": one("internal"),
}
BENEFITS = {
    "technique": these("learned"),
    "output": these("recommendation"),
    "users": these("staff_use"),
    "origin": these("bought"),
    "personal_data": YES,
    "data_kinds": these("finance"),
    "effect": these("legal_effect", "judges_people"),
    "human": one("decides"),
    "domain": these("services"),
    "services": these("benefits"),
}
CALL_EMOTIONS = {
    "technique": these("learned"),
    "output": these("prediction"),
    "users": these("background"),
    "origin": these("bought"),
    "personal_data": YES,
    "data_kinds": these("image_voice"),
    "effect": these("watches_staff", "judges_people"),
    "domain": these("emotion", "work"),
    "work": these("staff"),
    "prohibited": these("reads_emotions"),
    "point_f": one("applies"),
    "biometric": these("emotion"),
}
PRIVACY_UNKNOWN = SPELLING | {"personal_data": DONT_KNOW}


def filled(intake: Intake, known: dict[str, Answer], *, actor: Person) -> Intake:
    """Answer all that is asked: what is known, and to everything else a plain no, "none" or the first option."""
    while needed := wizard(intake).needed:
        here = wizard(intake).filled.questionnaire
        answers = {code: known.get(code) or a_no(here.question(code)) for code in needed}
        services.save(intake=intake, answers=answers, actor=actor)
    return intake


def a_no(question: Question) -> Answer:
    """The answer of somebody to whom the question does not apply."""
    if question.kind is Kind.YES_NO:
        return NO
    if question.kind is Kind.MANY_OF:
        return NONE
    return Answer(next(option for option in question.options if option not in HEAVY))


HEAVY = {"applies", "safety_component", "derived"}
"""First options that say that something heavy holds."""


def sent(
    known: dict[str, Answer], *, actor: Person, unit: Unit | None = None, name: str = "Toepassing"
) -> Classification:
    """The result of an intake that this person reported, filled in and sent; what experts must say is still open."""
    intake = services.report(actor=actor, name=name, purpose="Helpt ons in ons werk.", unit=unit)
    return services.submit(intake=filled(intake, known, actor=actor), actor=actor)


def a_classification(
    known: dict[str, Answer], *, actor: Person, unit: Unit | None = None, name: str = "Toepassing"
) -> Classification:
    """The result when the experts have said what they know too, and a plain no to everything else."""
    intake = filled(
        services.report(actor=actor, name=name, purpose="Helpt ons in ons werk.", unit=unit), known, actor=actor
    )
    while waiting := _for_experts(intake):
        answering.save(sheet=intake.sheet, answers={q.code: known.get(q.code) or a_no(q) for q in waiting}, actor=actor)
    return services.submit(intake=intake, actor=actor)


def answered_again(
    application: Application, known: dict[str, Answer], *, actor: Person, **other: Answer
) -> Classification:
    """The result of an intake that is filled in once more: as the first time, but for these answers."""
    intake = services.begin(application=application, actor=actor)
    services.save(intake=intake, answers=other, actor=actor)
    return services.submit(intake=filled(intake, known, actor=actor), actor=actor)


def _for_experts(intake: Intake) -> list[Question]:
    """The questions of experts that keep a finding open and on which nothing was said."""
    here = wizard(intake)
    form, said = here.filled.questionnaire, here.filled.answers
    codes = [each.question for each in here.outcome.open_questions]
    return [form.question(code) for code in codes if form.role_of[code] and code not in said]


__all__ = [
    "BENEFITS",
    "CALL_EMOTIONS",
    "CHATBOT",
    "DASHBOARD",
    "PRIVACY_UNKNOWN",
    "SPELLING",
    "a_classification",
    "answered_again",
    "at_least",
    "filled",
    "sent",
]
