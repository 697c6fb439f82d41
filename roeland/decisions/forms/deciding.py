"""What somebody fills in who decides: the answer, what it does with each advice, conditions, reasons, term."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.decisions.hearing import Heard
from roeland.decisions.models import Advice, Decision, GateRequest, Weighing
from roeland.decisions.weighing import Wanted, Words
from roeland.organisation.forms import ScopedForm, field_of
from roeland.organisation.models import Person
from roeland.register.models import Route
from roeland.rules.hearing import Outcome, needs_words, outcomes_for

Answer = Decision.Answer

WHY_NOT = gettext_lazy("Say why, in one or two sentences.")
ANSWERS = {
    Answer.YES: gettext_lazy("Yes"),
    Answer.YES_IF: gettext_lazy("Yes, with conditions"),
    Answer.NO: gettext_lazy("No"),
    Answer.BACK: gettext_lazy("Back, to be changed first"),
}
OUTCOMES = {
    Outcome.FOLLOWED: gettext_lazy("I follow this advice and take over its conditions"),
    Outcome.DEVIATED: gettext_lazy("I deviate from this advice"),
}
WHY = {
    Outcome.FOLLOWED: gettext_lazy("A remark"),
    Outcome.DEVIATED: gettext_lazy("Why do you deviate from it?"),
    Outcome.WENT_ON: gettext_lazy("This advice is late. Why do you decide without it?"),
    Outcome.GAP: gettext_lazy("Nobody holds this role. How did you cover it?"),
}
EMPTY_ROWS = 2
MONTHS_TO_MEET = timedelta(days=90)


@dataclass(frozen=True)
class Row:
    """The fields of one condition; `advice` is where it comes from."""

    text: forms.BoundField
    owner: forms.BoundField
    due: forms.BoundField
    taken: forms.BoundField | None
    advice: Advice | None


@dataclass(frozen=True)
class About:
    """The fields that say what the decision does with one advice."""

    heard: Heard
    choice: forms.BoundField | None
    why: forms.BoundField


class DecisionForm(ScopedForm):
    """The answer to a request; where the law prohibits something, only no.

    heard: everybody who was asked, from `hearing.heard`; each that needs words gets its fields.
    """

    answer = forms.ChoiceField(label=gettext_lazy("What do you decide?"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=gettext_lazy("Why do you decide this?"),
        help_text=gettext_lazy("A no always needs a reason. Who asked will read it, and it stays in the journal."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Until when does it hold?"),
        help_text=gettext_lazy("Leave empty when it has no end."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    review_on = forms.DateField(
        label=gettext_lazy("When do you look again?"),
        help_text=gettext_lazy("You get a task on that day."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, gate_request: GateRequest, heard: Sequence[Heard] = (), **kwargs: Any) -> None:
        super().__init__(*args, organisation=gate_request.organisation, **kwargs)
        self.gate_request = gate_request
        self.heard = [one for one in heard if needs_words(one.voice, opens=True)]
        self.answers = {answer.value: words for answer, words in ANSWERS.items()}
        if gate_request.route == Route.FORBIDDEN:
            self._only_no()
        else:
            self._add_weighings()
            self._add_conditions()
        field_of(self, "answer", forms.ChoiceField).choices = list(self.answers.items())

    @property
    def answer_in_words(self) -> str:
        """The chosen answer, as the form says it."""
        return str(self.answers.get(self.cleaned_data.get("answer", ""), ""))

    @property
    def weighings(self) -> Iterator[About]:
        """The fields about each advice, those who disagree first."""
        for one in self.heard if self.gate_request.route != Route.FORBIDDEN else ():
            choice = self[f"said-{one.key}"] if f"said-{one.key}" in self.fields else None
            yield About(one, choice, self[f"why-{one.key}"])

    @property
    def rows(self) -> Iterator[Row]:
        """The fields of each condition: those that an advice proposes, then empty ones."""
        for number, advice in enumerate(getattr(self, "sources", ())):
            taken = self[f"taken-{number}"] if advice else None
            yield Row(self[f"text-{number}"], self[f"owner-{number}"], self[f"due-{number}"], taken, advice)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        answer = data.get("answer")
        if answer in (Answer.NO, Answer.BACK) and not data.get("reasons") and "reasons" not in self.errors:
            self.add_error("reasons", WHY_NOT)
        opens = answer in (Answer.YES, Answer.YES_IF)
        self._clean_conditions(data, wanted=answer == Answer.YES_IF)
        for one in self.heard if opens and self.gate_request.route != Route.FORBIDDEN else ():
            self._clean_weighing(one, data)
        for day in ("ends_on", "review_on"):
            if data.get(day) and data[day] <= timezone.localdate():
                self.add_error(day, _("Choose a day after today, or leave it empty."))
        return data

    def decision(self) -> dict[str, Any]:
        """What the service takes: answer, reasons, conditions, said, ends_on, review_on."""
        data = self.cleaned_data
        return {
            "answer": data["answer"],
            "reasons": data["reasons"],
            "conditions": self.conditions,
            "said": self.said,
            "ends_on": data.get("ends_on"),
            "review_on": data.get("review_on"),
        }

    @property
    def conditions(self) -> list[Wanted]:
        """The conditions that are chosen, with a yes under conditions."""
        if self.cleaned_data.get("answer") != Answer.YES_IF:
            return []
        return [wanted for number, _advice in enumerate(self.sources) if (wanted := self._wanted(number))]

    @property
    def said(self) -> dict[str, Words]:
        """What is said of each advice, by key of its inquiry."""
        return {one.key: self._words(one) for one in self.heard} if self.answers.get(Answer.YES.value) else {}

    @property
    def in_words(self) -> list[dict[str, str]]:
        """What is said of each advice, for who confirms."""
        if not Answer(self.cleaned_data["answer"]).opens:
            return []
        labels = dict(Weighing.Outcome.choices)
        return [
            {"role": one.role, "outcome": str(labels[said.outcome]), "reason": said.reason}
            for one in self.heard
            for said in (self._words(one),)
        ]

    def _only_no(self) -> None:
        self.sources: list[Advice | None] = []
        self.answers = {Answer.NO.value: gettext_lazy("Reject, or stop the use")}
        self.initial.setdefault("answer", Answer.NO.value)
        self.fields["reasons"].required = True
        self.fields["reasons"].error_messages["required"] = WHY_NOT
        del self.fields["ends_on"], self.fields["review_on"]

    def _add_weighings(self) -> None:
        must = not self.is_bound or self.data.get("answer") in (Answer.YES, Answer.YES_IF)
        for one in self.heard:
            outcomes = outcomes_for(one.voice, opens=True)
            choices = [(outcome.value, OUTCOMES[outcome]) for outcome in outcomes if outcome in OUTCOMES]
            if len(outcomes) > 1:
                self.fields[f"said-{one.key}"] = forms.ChoiceField(
                    label=_("What do you do with it?"),
                    choices=choices,
                    required=must,
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Choose whether you follow this advice.")},
                )
            self.fields[f"why-{one.key}"] = forms.CharField(
                label=WHY[outcomes[-1]],
                max_length=4000,
                required=must and len(outcomes) == 1 and outcomes[0] is not Outcome.FOLLOWED,
                widget=forms.Textarea({"rows": 2}),
                error_messages={"required": WHY_NOT},
            )

    def _add_conditions(self) -> None:
        proposed = [(one.advice, text) for one in self.heard if one.advice for text in one.advice.conditions]
        self.sources = [advice for advice, _text in proposed] + [None] * EMPTY_ROWS
        due, owner = timezone.localdate() + MONTHS_TO_MEET, self.gate_request.application.owner
        for number, advice in enumerate(self.sources):
            start = {"text": proposed[number][1], "owner": owner, "due": due} if advice else {}
            self._add_row(number, advice, start)

    def _add_row(self, number: int, advice: Advice | None, start: dict[str, Any]) -> None:
        if advice is not None:
            self.fields[f"taken-{number}"] = forms.BooleanField(label=_("Take over"), required=False, initial=True)
        self.fields[f"text-{number}"] = forms.CharField(
            label=_("Condition"),
            max_length=1000,
            required=False,
            initial=start.get("text"),
            widget=forms.Textarea({"rows": 2}),
        )
        self.fields[f"owner-{number}"] = forms.ModelChoiceField(
            Person.objects.filter(organisation=self.organisation, active=True, support_until=None).order_by("name"),
            label=_("Who meets it?"),
            required=False,
            initial=start.get("owner"),
            empty_label=_("Choose somebody"),
        )
        self.fields[f"due-{number}"] = forms.DateField(
            label=_("Before"),
            required=False,
            initial=start.get("due"),
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        )

    def _wanted(self, number: int) -> Wanted | None:
        data, advice = self.cleaned_data, self.sources[number]
        if (advice and not data.get(f"taken-{number}")) or not data.get(f"text-{number}"):
            return None
        return Wanted(data[f"text-{number}"], data.get(f"owner-{number}"), data.get(f"due-{number}"), advice)

    def _words(self, one: Heard) -> Words:
        outcomes = outcomes_for(one.voice, opens=True)
        chosen = self.cleaned_data.get(f"said-{one.key}") or (outcomes[0].value if len(outcomes) == 1 else "")
        return Words(chosen or Outcome.DEVIATED.value, self.cleaned_data.get(f"why-{one.key}", ""))

    def _clean_conditions(self, data: dict[str, Any], *, wanted: bool) -> None:
        if not wanted or not hasattr(self, "sources"):
            return
        found = [number for number, _advice in enumerate(self.sources) if self._wanted(number)]
        if not found:
            self.add_error("answer", _("Write down at least one condition, or choose yes."))
        for number in found:
            if not data.get(f"owner-{number}"):
                self.add_error(f"owner-{number}", _("Choose who meets this condition."))
            if not data.get(f"due-{number}") or data[f"due-{number}"] < timezone.localdate():
                self.add_error(f"due-{number}", _("Choose a day from today on."))

    def _clean_weighing(self, one: Heard, data: dict[str, Any]) -> None:
        words, choice = self._words(one), f"said-{one.key}"
        if choice in self.errors:
            return
        if words.outcome == Outcome.FOLLOWED:
            taken = [wanted for wanted in self.conditions if wanted.advice and wanted.advice.pk == _key(one)]
            if one.advice and not taken:
                place = choice if choice in self.fields else "answer"
                self.add_error(place, _("Choose yes with conditions, and take over at least one of these."))
        elif not words.reason.strip() and f"why-{one.key}" not in self.errors:
            self.add_error(f"why-{one.key}", WHY_NOT)


def _key(one: Heard) -> Any:
    return one.advice.pk if one.advice else None
