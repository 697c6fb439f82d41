"""What the schema of a quick check cannot say: its codes are unique, its reasons are those that the rule gives."""

from collections import Counter
from collections.abc import Iterator

from roeland.rules.logic import Condition
from roeland.rules.quick_questions import QuickCheck

Complaint = tuple[tuple[str | int, ...], str]


def check(meaning: QuickCheck) -> Iterator[Complaint]:
    """What is wrong with a quick check."""
    codes = list(meaning.codes())
    for code, times in Counter(codes).items():
        if times > 1:
            yield (), f"'{code}' stands here {times} times"
    given = {reason.code for reason in meaning.reasons}
    for code in sorted(given ^ meaning.expected_reasons()):
        yield ("reasons",), f"'{code}' must stand here once, and nothing else"
    inputs = {each.code for each in meaning.inputs}
    for number, each in enumerate(meaning.inputs):
        if strange := set(each.includes) - inputs:
            yield ("inputs", number, "includes"), f"there is no input '{min(strange)}'"
    yield from _reasons(meaning)
    yield from _house_rules(meaning)


def _reasons(meaning: QuickCheck) -> Iterator[Complaint]:
    for number, reason in enumerate(meaning.reasons):
        if reason.role and reason.role not in meaning.asks:
            yield ("reasons", number, "role"), f"'{reason.role}' is not one of asks"
        if not reason.sources:
            yield ("reasons", number), "needs a source"


def _house_rules(meaning: QuickCheck) -> Iterator[Complaint]:
    known = {f"input.{each.code}" for each in meaning.inputs} | {"purpose", "citizens", "approved_for_citizens"}
    for number, rule in enumerate(meaning.house_rules):
        if not rule.sources:
            yield ("house_rules", number), "needs a source"
        for fact in sorted((rule.when.facts() if rule.when else frozenset()) - known):
            yield ("house_rules", number, "when"), f"there is no fact '{fact}'"


def conditions(meaning: QuickCheck) -> Iterator[tuple[str, Condition]]:
    """Every condition over facts of the intake, with the code where it stands."""
    yield from ((f"input.{each.code}", each.needs) for each in meaning.inputs)
    yield from ((f"purpose.{each.code}", each.needs) for each in meaning.purposes if each.needs)
    yield "citizens.yes", meaning.citizens


def answers(meaning: QuickCheck) -> Iterator[tuple[str, str, bool | str]]:
    """What the quick check tells an intake: where it stands, the question, and the answer."""
    yield from (("nothing", question, said) for question, said in meaning.nothing.items())
    told = [(each.code, each.answers) for each in meaning.inputs]
    told += [(each.code, each.answers) for each in meaning.purposes]
    for code, answers in told:
        yield from ((code, question, said) for question, said in answers.items())


def roles(meaning: QuickCheck) -> tuple[str, ...]:
    """Every role that it names."""
    return (*meaning.asks, *meaning.stands_in, *meaning.handlers)
