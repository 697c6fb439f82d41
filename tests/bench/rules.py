"""How fast the rules are by themselves: one core, processor time, over the shipped intake and classification."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from roeland.content import shipped
from roeland.rules import machine_answers
from roeland.rules.outcome import Circumstances, classify, stand
from roeland.rules.questionnaire import Answer, Answers, Kind, Question
from roeland.rules.what_if import what_would_change

MEASURED_FOR = 0.2  # seconds of processor time per round
ROUNDS = 8
ROW = "{:<44}" + "{:>12}" * 6

SIMPLE = {
    "technique": ["learned"],
    "output": ["edit"],
    "users": ["staff_use"],
    "origin": ["bought"],
    "personal_data": False,
    "effect": [],
    "domain": [],
    "prohibited": [],
    "publication": "internal",
    "security": [],
}
HEAVY = {
    # A model that advises on benefits, bought and changed, under the city's own name.
    "technique": ["learned", "weighing"],
    "output": ["prediction", "recommendation"],
    "users": ["staff_use"],
    "origin": ["bought", "own_name", "modified"],
    "personal_data": True,
    "data_kinds": ["contact", "identification_number", "finance", "health"],
    "data_use": ["large_scale", "combined", "vulnerable", "dpia_exists"],
    "effect": ["legal_effect", "sorts_people", "judges_people", "work_changes"],
    "human": "checks",
    "domain": ["services", "work"],
    "services": ["benefits"],
    "work": ["staff"],
    "prohibited": ["social_score"],
    "publication": "internal",
    "security": ["confidential", "outage", "errors", "reads_systems", "writes_systems"],
    # The colleagues who know.
    "own_data": True,
    "purchase": ["contract_changed"],
    "name_holder": "both",
    "exception_file": True,
    "exception_steps": ["prepares"],
    "exception_harm": True,
    "residual_risk": "low",
    "point_c": "no_detriment",
    "art25": ["own_name", "substantial_change"],
    "art22": "human_decides",
    "list_nl": ["fraud", "finances", "profiling"],
    "confidentiality": "high",
    "integrity": "high",
    "availability": "medium",
    "cloud": "within_guidelines",
    "managed": True,
    "works_council": ["important_technology"],
}


@dataclass(frozen=True)
class Goal:
    """What is measured, what it must be, and whether a figure is that."""

    name: str
    text: str
    met: Callable[[float], bool]
    measure: Callable[[Answers], float]


FORM = shipped.questionnaire("intake")
RULES = shipped.classification()
AROUND = Circumstances({"jurisdiction": "NL"}, shipped.law_dates(), date(2026, 12, 1))


def answer_sets() -> dict[str, Answers]:
    """From nothing to more than any application would have."""
    everything = {question.code: fullest(question) for question in FORM.questions()}
    half = {code: Answer(unknown=True) if place % 2 else said for place, (code, said) in enumerate(everything.items())}
    return {
        "empty": {},
        "simple": machine_answers.answers(FORM, SIMPLE),
        "heavy": machine_answers.answers(FORM, HEAVY),
        "everything": everything,
        "half unknown": half,
    }


def fullest(question: Question) -> Answer:
    if question.kind is Kind.MANY_OF:
        return Answer(question.options, complete=True)
    return Answer(True if question.kind is Kind.YES_NO else question.options[0])


def per_second(act: Callable[[], object]) -> float:
    """How often `act` is done in a second of processor time: the best of some rounds, since the machine is shared."""
    act()
    return max(_round(act) for _ in range(ROUNDS))


def _round(act: Callable[[], object]) -> float:
    done, begun = 0, time.process_time()
    while (spent := time.process_time() - begun) < MEASURED_FOR:
        act()
        done += 1
    return done / spent


def slowest_change(answers: Answers) -> float:
    """Milliseconds to say what would change the finding for which that takes longest; of each the best of three."""
    return max(min(_change_in_ms(answers, rule.code) for _ in range(3)) for rule in RULES.rules)


def _change_in_ms(answers: Answers, code: str) -> float:
    begun = time.process_time()
    what_would_change(RULES, FORM, answers, AROUND, code)
    return (time.process_time() - begun) * 1000


GOALS = (
    Goal(
        "classifications per second, status only",
        ">= 5,000",
        lambda figure: figure >= 5_000,
        lambda answers: per_second(lambda: stand(RULES, FORM, answers, AROUND)),
    ),
    Goal(
        "with reasons and open questions",
        ">= 500",
        lambda figure: figure >= 500,
        lambda answers: per_second(lambda: classify(RULES, FORM, answers, AROUND)),
    ),
    Goal("what would change it, slowest finding, in ms", "< 50", lambda figure: figure < 50, slowest_change),
)


def report() -> Iterator[str]:
    """The table, line by line; a figure that misses its goal has an exclamation mark."""
    sets = answer_sets()
    yield f"\n━━ rules, on one core: {len(RULES.rules)} findings over {len(FORM.by_code)} questions"
    yield ROW.format("", *sets, "goal")
    for goal in GOALS:
        figures = (goal.measure(answers) for answers in sets.values())
        shown = (f"{figure:,.{0 if figure >= 100 else 1}f}{'' if goal.met(figure) else ' !'}" for figure in figures)
        yield ROW.format(goal.name, *shown, goal.text)
