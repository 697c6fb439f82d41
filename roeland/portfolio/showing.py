"""What a page shows of an experiment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from roeland.organisation.access import may
from roeland.organisation.models import Person
from roeland.portfolio import queries
from roeland.portfolio.models import Experiment, Survey
from roeland.portfolio.words import QUESTIONS, SENTENCES, in_words
from roeland.rules.experiments import difference, plan_gaps


@dataclass(frozen=True)
class Row:
    """One line of before and after; `key` when it is a measure that can be changed."""

    what: str | Promise
    unit: str
    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None
    key: Any = None
    how: str = ""


def experiment(found: Experiment, person: Person, today: date) -> dict[str, Any]:
    """Everything that the page and the panel show."""
    rounds = {survey.moment: survey for survey in found.surveys.prefetch_related("tallies")}
    outcomes = list(found.outcomes.select_related("given_by").order_by("-given_at", "-pk"))
    planned, over = found.state == found.State.PLANNED, found.is_over(today)
    return {
        "experiment": found,
        "application": found.application,
        "gaps": in_words(plan_gaps(found.plan)) if planned else [],
        "over": over,
        "rows": list(_measures(found)),
        "asked": list(_answers(rounds, today)),
        "rounds": [(survey, _hidden(survey, today)) for survey in rounds.values()],
        "lessons": found.lessons.order_by("noted_at", "pk"),
        "outcomes": outcomes,
        "may_plan": may(person, "experiment.plan", found),
        "may_conclude": may(person, "experiment.conclude", found),
    }


def _measures(found: Experiment) -> Iterator[Row]:
    for one in sorted(found.measures.all(), key=lambda row: row.pk):
        yield Row(one.what, one.unit_of, one.before, one.after, one.difference, one.pk, one.how)


def _answers(rounds: dict[str, Survey], today: date) -> Iterator[Row]:
    means = {moment: queries.means(survey, today).means for moment, survey in rounds.items()}
    for code, question in QUESTIONS.items():
        before, after = means.get("before", {}).get(code), means.get("after", {}).get(code)
        if before is not None or after is not None:
            yield Row(question, "", before, after, difference(before, after))


def _hidden(survey: Survey, today: date) -> str | Promise:
    return SENTENCES.get(queries.means(survey, today).hidden, "")
