"""What a schema cannot say: codes are unique, conditions read facts that exist, questions look back only."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from roeland.content.reading import Place
from roeland.rules.classification import AIClass, Classification, Rule
from roeland.rules.law_dates import LawDates
from roeland.rules.logic import AtLeast, Condition, CountOf, In, Is, Leaf, Not, Some
from roeland.rules.questionnaire import NONE, Kind, Question, Questionnaire, Section

Complaint = tuple[Place, str]

MOST_ROWS = 100
CODE = re.compile(r"[a-z][a-z0-9_]*")


def questionnaire(meaning: Questionnaire) -> Iterator[Complaint]:
    """What is wrong with a questionnaire."""
    yield from _twice([question.code for question in meaning.questions()], ("sections",))
    yield from _twice([section.code for section in meaning.sections], ("sections",))
    before = {"": [*given(meaning)]}
    for s, section in enumerate(meaning.sections):
        yield from _repeats(section, before, ("sections", s))
        here = before.setdefault(section.group, [])
        for q, question in enumerate(section.questions):
            place: Place = ("sections", s, "questions", q)
            yield from _question(question, place)
            if question.rows_of and question.rows_of not in before:
                yield (*place, "rows_of"), f"'{question.rows_of}' is no section before this one that repeats"
            elif question.named_by and not _is_in(question.named_by, before.get(question.rows_of, ())):
                yield (*place, "named_by"), f"'{question.named_by}' is no question in the rows of rows_of"
            if question.show_when is not None:
                seen = here if here is before[""] else (*before[""], *_around(section, meaning, before), *here)
                yield from unreadable(question.show_when, seen, (*place, "show_when"))
            here.append(question)


def _is_in(code: str, questions: Iterable[Question]) -> bool:
    return any(question.code == code for question in questions)


def _around(section: Section, meaning: Questionnaire, before: Mapping[str, list[Question]]) -> Iterator[Question]:
    """The questions of the rows in which a row of this section stands."""
    group = meaning.groups.get(section.group)
    while group is not None and group.repeat is not None and group.repeat.inside:
        yield from before.get(group.repeat.inside, ())
        group = meaning.groups.get(group.repeat.inside)


def _repeats(section: Section, before: Container[str], place: Place) -> Iterator[Complaint]:
    """What is wrong with how a section repeats."""
    if section.per and (section.repeat is not None or section.per not in before):
        yield (*place, "per"), f"'{section.per}' is no section before this one that repeats"
    if section.repeat is None:
        return
    if section.repeat.inside and section.repeat.inside not in before:
        yield (*place, "repeat", "inside"), f"'{section.repeat.inside}' is no section before this one that repeats"
    label = next((each for each in section.questions if each.code == section.repeat.label), None)
    if label is None or label.kind is not Kind.TEXT:
        yield (*place, "repeat", "label"), f"'{section.repeat.label}' is no text question of this section"
    if not 0 <= section.repeat.at_least <= section.repeat.at_most <= MOST_ROWS:
        yield (*place, "repeat"), f"at_least and at_most are numbers from 0 to {MOST_ROWS}, in that order"


def classification(meaning: Classification) -> Iterator[Complaint]:
    """What is wrong with a classification, as far as it can be seen without its questionnaire."""
    yield from _twice([rule.code for rule in meaning.rules], ("rules",))
    if meaning.ai_system not in {rule.code for rule in meaning.rules}:
        yield ("ai_system",), f"there is no rule '{meaning.ai_system}'"
    for number, rule in enumerate(meaning.rules):
        yield from _rule(rule, ("rules", number))
    yield from _lenses(meaning)


def _rule(rule: Rule, place: Place) -> Iterator[Complaint]:
    if rule.when is not None and (rule.certain_when is not None or rule.possible_when is not None):
        yield place, "use 'when', or 'certain_when' and 'possible_when', not both"
    if rule.when is None and rule.possible_when is None:
        yield place, "needs 'when' or 'possible_when'"
    if rule.possible_when is not None and not rule.judge:
        yield place, "needs 'judge': the role that assesses what the facts leave open"
    if rule.before is not None and not (rule.law_date and rule.ai_class is AIClass.FORBIDDEN):
        yield place, "'before' is only for a prohibition with a 'law_date'"
    if not rule.sources:
        yield place, "needs 'sources': where it is written"


def _lenses(meaning: Classification) -> Iterator[Complaint]:
    for number, lens in enumerate(meaning.lenses):
        place: Place = ("lenses", number)
        if [judgement.when is None for judgement in lens.judgements] != [False] * (len(lens.judgements) - 1) + [True]:
            yield place, "the last judgement has no condition, and only the last"
        for judgement in lens.judgements:
            yield from strange_findings(judgement.when, meaning.by_code, place)


def strange_findings(condition: Condition | None, known: Container[str], place: Place) -> Iterator[Complaint]:
    """The facts of a condition over findings (`finding.<code>`) that are no finding of these codes."""
    for leaf in condition.leaves() if condition is not None else ():
        if leaf.fact.removeprefix("finding.") not in known or not leaf.fact.startswith("finding."):
            yield place, f"there is no finding '{leaf.fact}'"


def law_dates(meaning: LawDates) -> Iterator[Complaint]:
    """What is wrong with a table of law dates."""
    yield from _twice([*(law.code for law in meaning.laws), *(d.code for d in meaning.dates)], ("dates",))
    laws, dates = {law.code for law in meaning.laws}, {d.code for d in meaning.dates}
    for number, law_date in enumerate(meaning.dates):
        place: Place = ("dates", number)
        if law_date.source.law not in laws:
            yield (*place, "source", "law"), f"there is no law '{law_date.source.law}'"
        if law_date.legacy and law_date.legacy not in dates:
            yield (*place, "legacy"), f"there is no date '{law_date.legacy}'"


def unreadable(condition: Condition, questions: Iterable[Question], place: Place) -> Iterator[Complaint]:
    """The facts that a condition reads and that these questions do not give, or not as such a value."""
    givers = {fact: question for question in questions for fact in question.fact_codes}
    if has_rows(condition):
        yield place, "'some' is for conclusions: what is asked depends on single answers"
        return
    for leaf in condition.leaves():
        if leaf.fact not in givers:
            yield place, f"there is no fact '{leaf.fact}' here"
        elif misfit := _misfit(leaf, givers[leaf.fact]):
            yield place, f"'{leaf.fact}' {misfit}"


def has_rows(condition: Condition) -> bool:
    """Say whether a condition reads the rows of a section that repeats."""
    match condition:
        case Some():
            return True
        case Not(inside):
            return has_rows(inside)
        case CountOf(_, several):
            return any(has_rows(each) for each in several)
    return False


def given(meaning: Questionnaire) -> tuple[Question, ...]:
    """The facts that are given, as questions that nobody needs to ask."""
    return tuple(Question(code, Kind.ONE_OF, values) for code, values in meaning.given.items())


def _question(question: Question, place: Place) -> Iterator[Complaint]:
    for code in (question.code, *question.options, *question.columns):
        if not CODE.fullmatch(code) or code in ("count", NONE):
            yield (*place, "code"), f"'{code}' cannot be a code: lower case letters, digits and _, not count or none"
    yield from _twice(question.options, (*place, "options"))
    chosen = question.kind in (Kind.ONE_OF, Kind.MANY_OF)
    if bool(question.options) is not (chosen and not question.rows_of) or (question.rows_of and not chosen):
        yield (*place, "options"), "one_of and many_of have options, or rows_of; other kinds have none"
    if bool(question.columns) is not (question.kind is Kind.TABLE):
        yield (*place, "columns"), "a table has columns, other kinds have none"
    if question.when_hidden is not None and not _hidden_fits(question):
        yield (*place, "when_hidden"), "is not a value of this question"


def _hidden_fits(question: Question) -> bool:
    value = question.when_hidden
    if question.kind is Kind.YES_NO:
        return isinstance(value, bool)
    if question.kind is Kind.MANY_OF:
        return value == NONE
    if question.kind is Kind.NUMBER:
        return isinstance(value, int) and not isinstance(value, bool)
    return value in question.options


def _misfit(leaf: Leaf, question: Question) -> str:
    """Why the leaf can never meet a fact of this question; empty when it can."""
    counts = question.kind is Kind.NUMBER or leaf.fact.endswith(".count")
    if counts or isinstance(leaf, AtLeast):
        return "" if counts and isinstance(leaf, AtLeast) else "is a number if and only if at_least reads it"
    wanted = leaf.values if isinstance(leaf, In) else (leaf.value,) if isinstance(leaf, Is) else ()
    possible = question.options if question.kind is Kind.ONE_OF else (True, False)
    return "" if all(value in possible for value in wanted) else "never has this value"


def _twice(codes: Iterable[str], place: Place) -> Iterator[Complaint]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield place, f"'{code}' stands here {times} times"
