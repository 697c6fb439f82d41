"""What the newest rules, obligations and dates say of answers that were judged by earlier ones. It keeps nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from roeland.assessments.classifying import CLASSIFICATION, LAW, OBLIGATIONS, Versions, answers_from, newest_for
from roeland.assessments.models import Classification, Finding
from roeland.assessments.newer_duties import DutyStep, Facts
from roeland.assessments.services import CLOSED
from roeland.content import shipped
from roeland.organisation.models import Organisation
from roeland.register.models import Application
from roeland.rules.classification import AIClass, Route, State
from roeland.rules.comparing import Comparison, compare
from roeland.rules.duty_comparing import DutyChange
from roeland.rules.law_dates import LawDates
from roeland.rules.outcome import Circumstances, Standing, next_change, stand_on, state_of
from roeland.rules.reading import Reading, read


class Content(Versions):
    """The newest versions of all that can let an application come out otherwise. The revision of a text is none."""

    @property
    def is_first(self) -> bool:
        """Nothing came before it: no application can have been judged by anything else."""
        return all(reference.endswith("@1") for reference in self)


class Kept(NamedTuple):
    """The classification that holds of an application: the columns that are needed, and no more.

    The same rules on the same answers say the same: so only rules that are others now are looked at.
    """

    key: UUID
    application: UUID
    questionnaire: str
    rules: str
    law: str
    obligations: str
    jurisdiction: str
    next_change: date | None
    certain_class: str
    possible_class: str
    route_at_least: str
    route_at_most: str
    answers: dict[str, Any]


COLUMNS = ("pk", "application_id", *Kept._fields[2:])


@dataclass(frozen=True)
class Otherwise:
    """What an application would be; `after` has the states of the findings that can have changed."""

    kept: Kept
    rules: str
    after: Standing
    difference: Comparison
    duties: tuple[DutyChange, ...]
    next_change: date | None

    @property
    def differs(self) -> bool:
        """Anything comes out otherwise than it was kept."""
        return self.difference.differs or bool(self.duties) or self.next_change != self.kept.next_change


def newest() -> Content:
    """What is shipped now."""
    return Content(*(shipped.document(name).ref for name in (CLASSIFICATION, LAW, OBLIGATIONS)))


def how_many(organisation: Organisation) -> int:
    """How many applications have an outcome that can come out otherwise."""
    found = Application.objects.filter(organisation=organisation, classified_on__isnull=False)
    return found.exclude(phase__in=CLOSED).count()


def next_ones(organisation: Organisation, after: UUID, at_most: int) -> list[Kept]:
    """The classifications that hold, of the applications that come after this key, in the order of their keys."""
    later = Q(made_at__gt=OuterRef("made_at")) | Q(made_at=OuterRef("made_at"), pk__gt=OuterRef("pk"))
    same = Classification.objects.filter(organisation=organisation, application=OuterRef("application"))
    found = Classification.objects.filter(organisation=organisation, application__gt=after)
    found = found.filter(~Exists(same.filter(later))).exclude(application__phase__in=CLOSED)
    return [Kept(*row) for row in found.order_by("application_id").values_list(*COLUMNS)[:at_most]]


class Step:
    """The step from the content by which answers were judged to the newest over the same questions."""

    def __init__(self, kept: Kept, around: Circumstances) -> None:
        versions = newest_for(kept.questionnaire)
        self.reference, self.rules = versions.rules, shipped.classification(versions.rules)
        self.before = shipped.classification(kept.rules)
        self.questionnaire = shipped.questionnaire(kept.questionnaire)
        law = shipped.meaning(kept.law, LawDates)
        moved = {date.code for date in around.law.dates if date not in law.dates}
        codes = dict.fromkeys((*self.rules.by_code, *self.before.by_code))
        self.touched = tuple(code for code in codes if self._is_touched(code, moved))
        self.duties = DutyStep(Versions(kept.rules, kept.law, kept.obligations), versions, self.touched)
        self.reads = {*self.touched, *self.duties.reads}

    def touches(self, reading: Reading) -> bool:
        """Whether a rule that is another one now is not excluded, before or after: only then can anything differ."""
        each = (
            rules.by_code[code] for rules in (self.rules, self.before) for code in self.touched if code in rules.by_code
        )
        return any(state_of(rule, reading.facts, reading.truths) is not State.EXCLUDED for rule in each)

    def _is_touched(self, code: str, moved: set[str]) -> bool:
        after, before = self.rules.by_code.get(code), self.before.by_code.get(code)
        return after != before or (after is not None and after.before is not None and after.law_date in moved)


@dataclass(frozen=True)
class Look:
    """An application that can come out otherwise; without a reading only its obligations can."""

    kept: Kept
    step: Step
    reading: Reading | None


class Judge:
    """Reads answers by the newest content, for the applications of one organisation."""

    def __init__(self, organisation: Organisation) -> None:
        self.around = Circumstances(
            {"jurisdiction": organisation.jurisdiction}, shipped.law_dates(), timezone.localdate()
        )
        self._steps: dict[tuple[str, ...], Step] = {}

    def otherwise(self, several: Sequence[Kept]) -> list[Otherwise]:
        """Those that would come out otherwise. One query, and it writes nothing."""
        looks = [look for kept in several if (look := self._look(kept))]
        states = _states(looks)
        return [found for look in looks if (found := self._judged(look, states[look.kept.key])).differs]

    def _look(self, kept: Kept) -> Look | None:
        step = self._step(kept)
        reading = read(step.questionnaire, answers_from(kept.answers), self.around.given) if step.touched else None
        if reading is not None and step.touches(reading):
            return Look(kept, step, reading)
        return Look(kept, step, None) if step.duties.moved else None

    def _judged(self, look: Look, states: dict[str, State]) -> Otherwise:
        kept, step = look.kept, look.step
        before = _before(kept, step, states)
        after, day = before, kept.next_change
        if look.reading is not None:
            codes = [code for code in step.touched if code in step.rules.by_code]
            after = stand_on(step.rules, look.reading, self.around, codes)
            day = next_change(step.rules, look.reading, self.around)
        difference = compare(before, after)
        return Otherwise(kept, step.reference, after, difference, self._duties(look, states, difference), day)

    def _duties(self, look: Look, states: dict[str, State], found: Comparison) -> tuple[DutyChange, ...]:
        changed = {change.code: change.after for change in found.findings}
        given = look.kept.jurisdiction, str(self.around.given["jurisdiction"])
        return look.step.duties.changes(Facts(states, changed, *given), self.around.as_of)

    def _step(self, kept: Kept) -> Step:
        key = kept.questionnaire, kept.rules, kept.law, kept.obligations
        if key not in self._steps:
            self._steps[key] = Step(kept, self.around)
        return self._steps[key]


def _before(kept: Kept, step: Step, states: dict[str, State]) -> Standing:
    """What was kept: of the findings those that can have changed; the others are what they were."""
    known = (code for code in step.touched if code in step.before.by_code)
    return Standing(
        {code: states.get(code, State.EXCLUDED) for code in known},
        AIClass(kept.certain_class),
        AIClass(kept.possible_class),
        Route(kept.route_at_least),
        Route(kept.route_at_most),
    )


def _states(looks: Iterable[Look]) -> dict[UUID, dict[str, State]]:
    """Per classification the states that were kept of the findings that are needed, but for what is excluded."""
    found: dict[UUID, dict[str, State]] = defaultdict(dict)
    needed = {look.kept.key: look.step.reads for look in looks}
    codes = {code for reads in needed.values() for code in reads}
    rows = Finding.objects.filter(classification__in=list(needed), code__in=codes).exclude(state=State.EXCLUDED.value)
    for key, code, state in rows.values_list("classification_id", "code", "state"):
        found[key][code] = State(state)
    return found
