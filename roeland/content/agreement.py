"""Whether the shipped documents agree: what one of them names exists in the other."""

from collections.abc import Iterator

from roeland.content import quick_checking, shipped
from roeland.content.checks import given, strange_findings, unreadable
from roeland.content.duties import strangers
from roeland.content.organising import Roles
from roeland.rules.classification import Classification
from roeland.rules.instruments import Instrument
from roeland.rules.logic import Condition
from roeland.rules.matrix import Governance
from roeland.rules.obligations import Obligations
from roeland.rules.questionnaire import Kind, Question, Questionnaire, question_of
from roeland.rules.quick_questions import QuickCheck
from roeland.rules.retention import Retention
from roeland.rules.sources import Source


def disagreements() -> Iterator[str]:
    """Everything that a shipped document names and that is not there, as sentences for the maker of content."""
    yield from _shared_alike()
    for ref in shipped.references():
        meaning = shipped.resolve(ref).meaning
        if isinstance(meaning, Questionnaire):
            yield from (f"{ref}: {problem}" for problem in _of_questionnaire(meaning))
        if isinstance(meaning, Instrument):
            yield from (f"{ref}: {problem}" for problem in _of_instrument(meaning))
        if isinstance(meaning, Classification):
            yield from (f"{ref}: {problem}" for problem in _of_classification(meaning))
        if isinstance(meaning, Obligations):
            yield from (f"{ref}: {problem}" for problem in _of_obligations(meaning))
        if isinstance(meaning, QuickCheck):
            yield from (f"{ref}: {problem}" for problem in of_quick_check(meaning))
        if isinstance(meaning, Retention):
            yield from (f"{ref}: {problem}" for problem in _of_retention(meaning))


def unread_questions(classification: Classification, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questions that no rule reads and on which no other question depends: asked for nothing."""
    conditions = list(classification.conditions())
    conditions += [q.show_when for q in questionnaire.questions() if q.show_when is not None]
    read = {question_of(fact) for condition in conditions for fact in condition.facts()}
    return tuple(question.code for question in questionnaire.questions() if question.code not in read)


def _of_questionnaire(questionnaire: Questionnaire) -> Iterator[str]:
    for section in questionnaire.sections:
        yield from _role(section.role, section.code)
    for question in questionnaire.questions():
        yield from _role(question.knows, question.code)
        if not questionnaire.who_knows(question.code):
            yield f"{question.code}: names no role that would know"
        yield from _laws(question.sources, question.code)


def _shared_alike() -> Iterator[str]:
    """What is asked once can only fill in another question that takes the same answers."""
    asked: dict[str, Question] = {}
    for name in shipped.instruments():
        for question in shipped.instrument(name).questions():
            first = asked.setdefault(question.share, question) if question.share else question
            if (first.kind, first.options, first.columns) != (question.kind, question.options, question.columns):
                yield f"{name}: '{question.code}' shares '{question.share}', and takes other answers than before"


def _of_instrument(instrument: Instrument) -> Iterator[str]:
    governance = shipped.meaning("governance", Governance)
    if instrument.activity not in {activity.code for activity in governance.activities}:
        yield f"there is no activity '{instrument.activity}' in the matrix"
    if instrument.obligation and instrument.obligation not in {row.code for row in shipped.obligations().obligations}:
        yield f"there is no obligation '{instrument.obligation}'"
    findings = shipped.classification().by_code
    for need in instrument.needs:
        yield from _laws(need.sources, need.code)
        yield from (f"{need.code}: {message}" for _, message in strange_findings(need.when, findings, ()))
    for conclusion in instrument.conclusions:
        yield from _laws(conclusion.sources, conclusion.code)
    for advice in instrument.advice:
        yield from _role(advice.role, "advice")
        yield from _laws(advice.sources, advice.role)


def _of_classification(classification: Classification) -> Iterator[str]:
    questionnaire = shipped.questionnaire(classification.questionnaire)
    dates = {law_date.code for law_date in shipped.law_dates().dates}
    for rule in classification.rules:
        yield from _role(rule.judge, rule.code)
        yield from _laws(rule.sources, rule.code)
        if rule.law_date and rule.law_date not in dates:
            yield f"{rule.code}: there is no law date '{rule.law_date}'"
        for condition in rule.conditions():
            yield from _facts(condition, questionnaire, rule.code)
    for code in unread_questions(classification, questionnaire):
        yield f"{code}: no rule reads this question"


def _of_obligations(obligations: Obligations) -> Iterator[str]:
    findings = {rule.code for rule in shipped.classification().rules}
    roles = shipped.meaning("roles", Roles).by_code
    yield from strangers(obligations, findings=findings, roles=roles, law=shipped.law_dates())


def of_quick_check(check: QuickCheck) -> Iterator[str]:
    """What a quick check names in the roles, the laws and the intake, and that is not there."""
    questionnaire = shipped.questionnaire(check.intake)
    for role in quick_checking.roles(check):
        yield from _role(role, "roles")
    for reason in check.reasons:
        yield from _laws(reason.sources, reason.code)
    for rule in check.house_rules:
        yield from _laws(rule.sources, rule.code)
    yield from _laws(check.breach.sources, "breach")
    for code, condition in quick_checking.conditions(check):
        yield from _facts(condition, questionnaire, code)
    for code, question, said in quick_checking.answers(check):
        yield from _answer(questionnaire, code, question, said)


def _of_retention(retention: Retention) -> Iterator[str]:
    for record in retention.records:
        for basis in record.bases:
            yield from _laws((*basis.sources, *basis.minimum_sources), record.code)


def _answer(questionnaire: Questionnaire, where: str, code: str, said: bool | str) -> Iterator[str]:
    found = next((question for question in questionnaire.questions() if question.code == code), None)
    possible = (True, False) if found and found.kind is Kind.YES_NO else found.options if found else ()
    if said not in possible:
        yield f"{where}: the intake has no answer '{said}' to '{code}'"


def _facts(condition: Condition, questionnaire: Questionnaire, where: str) -> Iterator[str]:
    for _, message in unreadable(condition, (*given(questionnaire), *questionnaire.questions()), ()):
        yield f"{where}: {message}"


def _role(role: str, where: str) -> Iterator[str]:
    if role and role not in {known.code for known in shipped.meaning("roles", Roles).roles}:
        yield f"{where}: there is no role '{role}'"


def _laws(sources: tuple[Source, ...], where: str) -> Iterator[str]:
    known = {law.code for law in shipped.law_dates().laws}
    yield from (f"{where}: there is no law '{source.law}'" for source in sources if source.law not in known)
