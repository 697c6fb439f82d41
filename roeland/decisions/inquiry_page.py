"""What the page of an inquiry shows: what is asked and why, who can answer, and what was said until now."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.decisions.answering import own_of
from roeland.decisions.disclosing import Reader, Shown
from roeland.decisions.hearing import LOOKS, is_late
from roeland.decisions.inquiring import allowed, colleagues
from roeland.decisions.models import Advice, Facts, Inquiry, QuestionBack
from roeland.decisions.showing import text
from roeland.organisation.access import may
from roeland.organisation.models import Person
from roeland.organisation.queries import Holder

PULLED_IN = "pulled-in"


@dataclass(frozen=True)
class Said:
    """An advice with how its verdict is drawn; old: a newer one has taken its place."""

    advice: Advice
    look: str
    old: bool
    shown: Shown


class InquiryPage:
    """One inquiry as one person sees it today. Reads everything once."""

    def __init__(self, inquiry: Inquiry, person: Person) -> None:
        self.inquiry, self.person = inquiry, person
        self.today: date = timezone.localdate()

    @property
    def is_open(self) -> bool:
        return self.inquiry.gate_request.is_open and self.inquiry.closed_at is None

    @property
    def of_staff(self) -> bool:
        return Inquiry.Kind(self.inquiry.kind).of_staff

    @property
    def wants_facts(self) -> bool:
        return self.inquiry.kind == Inquiry.Kind.FACTS

    @property
    def why(self) -> str:
        """Why this role is asked, as the end of a sentence that begins with because."""
        if self.inquiry.code == PULLED_IN:
            return _("the data protection officer wants to advise on this")
        try:
            return text(self.inquiry.code).label
        except KeyError:
            return ""

    @property
    def question(self) -> str:
        """The concrete question to who gives facts."""
        try:
            return text(f"question.{self.inquiry.code}").label
        except KeyError:
            return _("What do you know of this application that who decides must know?")

    @cached_property
    def _own(self) -> frozenset[str]:
        return own_of(self.inquiry.gate_request, self.today)

    @cached_property
    def answerers(self) -> tuple[Holder, ...]:
        """Who may answer today."""
        return allowed(self.inquiry, self._own, self.today) if self.is_open else ()

    @property
    def may_answer(self) -> bool:
        return any(held.person == self.person for held in self.answerers)

    @property
    def is_own(self) -> bool:
        """Whether the person holds the role, and may not advise because it is their own request or decision."""
        is_advice = self.inquiry.kind == Inquiry.Kind.ADVICE
        return self.is_open and is_advice and str(self.person.pk) in self._own

    @property
    def others(self) -> list[Person]:
        """The colleagues who can answer too."""
        return [held.person for held in self.answerers if held.person != self.person]

    @cached_property
    def colleagues(self) -> list[Person]:
        """To whom it can be handed over: also who holds the role for more of the organisation."""
        several = colleagues(self.inquiry, self._own, self.today) if self.may_answer else ()
        return [held.person for held in several if held.person != self.person]

    @property
    def late(self) -> bool:
        return self.inquiry.is_open and is_late(self.inquiry, self.today)

    @cached_property
    def advices(self) -> list[Said]:
        """Everything that was advised, the newest first."""
        rows = Advice.objects.filter(inquiry=self.inquiry).select_related("given_by", "in_place_of")
        ordered = rows.order_by("-given_at", "-pk")
        reader = Reader(self.person, self.inquiry.gate_request)
        return [
            Said(row, LOOKS.get(row.verdict, "other"), number > 0, reader.shown(row))
            for number, row in enumerate(ordered)
        ]

    @cached_property
    def facts(self) -> list[Facts]:
        """Everything that was known, the newest first."""
        rows = Facts.objects.filter(inquiry=self.inquiry).select_related("given_by", "in_place_of")
        return list(rows.order_by("-given_at", "-pk"))

    @cached_property
    def questions(self) -> list[QuestionBack]:
        """What was asked back, the oldest first."""
        rows = QuestionBack.objects.filter(inquiry=self.inquiry).select_related("asked_by", "answered_by")
        questions = list(rows.order_by("asked_at", "pk"))
        for question in questions:
            question.inquiry = self.inquiry
        return questions

    @property
    def open_question(self) -> QuestionBack | None:
        """The question for which the clock stands still."""
        return next((one for one in self.questions if one.answered_at is None), None) if self.is_paused else None

    @property
    def is_paused(self) -> bool:
        return self.is_open and self.inquiry.paused_on is not None

    @property
    def may_answer_back(self) -> bool:
        return bool(self.open_question and may(self.person, "question.answer", self.open_question))

    @property
    def may_ask_back(self) -> bool:
        return self.may_answer and self.inquiry.answered_at is None and not self.is_paused

    @property
    def may_hand_over(self) -> bool:
        return self.may_answer and self.inquiry.answered_at is None and bool(self.colleagues)
