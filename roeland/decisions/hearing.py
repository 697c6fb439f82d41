"""Who was heard on a request, as the rules weigh it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from roeland.decisions.models import Advice, Facts, GateRequest, Inquiry
from roeland.organisation.prepared import prepared
from roeland.rules.hearing import Verdict, Voice

LOOKS = {"positive": "yes", "conditional": "conditions", "negative": "no"}


@dataclass(frozen=True)
class Heard:
    """One role that was asked for advice, or staff representation, with what it says now."""

    inquiry: Inquiry
    advice: Advice | None
    voice: Voice

    @property
    def key(self) -> str:
        return self.voice.key

    @property
    def role(self) -> str:
        """What the role is called here."""
        return self.inquiry.role_name

    @property
    def name(self) -> str:
        """Who spoke, or is asked."""
        person = self.advice.given_by if self.advice else self.inquiry.holder
        return person.name if person else _("Nobody yet")

    @property
    def look(self) -> str:
        """How the verdict is drawn: yes, conditions, no, or other."""
        return LOOKS.get(self.advice.verdict, "other") if self.advice else "other"

    @property
    def needs_court(self) -> bool:
        """Whether only a court can still open the gate: the consent was refused, and no permission stands in for it."""
        refused = self.voice.kind == Inquiry.Kind.CONSENT and self.voice.verdict is Verdict.NEGATIVE
        return refused and not self.voice.replaced

    @property
    def waiting(self) -> str:
        """What is awaited, while nothing was said."""
        if self.voice.vacant:
            return _("Nobody holds this role. Who decides says how that is covered.")
        if self.inquiry.paused_on:
            return _("A question must be answered first. The clock stands still.")
        return _("This advice is late.") if self.voice.late else _("Not given yet.")


def heard(gate_request: GateRequest, today: date) -> list[Heard]:
    """Everybody who was asked for more than facts, those who disagree first. Two queries."""
    inquiries = _asked(gate_request.pk)
    for inquiry in inquiries:
        inquiry.gate_request = gate_request
    said = {row.inquiry_id: row for row in _advices(gate_request.pk)} if inquiries else {}
    return sorted((_heard(inquiry, said.get(inquiry.pk), today) for inquiry in inquiries), key=_disagreement)


@prepared
def _asked(gate_request: UUID) -> QuerySet[Inquiry]:
    rows = Inquiry.objects.filter(gate_request=gate_request).exclude(kind=Inquiry.Kind.FACTS)
    return rows.select_related("holder", "in_place_of", "court_permission").order_by("asked_at", "pk")


@prepared
def _advices(gate_request: UUID) -> QuerySet[Advice]:
    """Everything that was said; of each inquiry the last counts."""
    rows = Advice.objects.filter(inquiry__gate_request=gate_request).exclude(inquiry__kind=Inquiry.Kind.FACTS)
    return rows.select_related("given_by", "in_place_of").order_by("given_at", "pk")


@dataclass(frozen=True)
class Known:
    """One role that was asked for facts, with what it says now; None while it said nothing."""

    inquiry: Inquiry
    facts: Facts | None

    @property
    def name(self) -> str:
        """Who gave the facts, or is asked."""
        person = self.facts.given_by if self.facts else self.inquiry.holder
        return person.name if person else _("Nobody yet")


def known(gate_request: GateRequest) -> list[Known]:
    """Everybody who was asked for facts, those who gave them first. Two queries."""
    asked = Inquiry.objects.filter(gate_request=gate_request, kind=Inquiry.Kind.FACTS)
    inquiries = list(asked.select_related("holder").order_by("asked_at", "pk"))
    for inquiry in inquiries:
        inquiry.gate_request = gate_request
    rows = Facts.objects.filter(inquiry__in=inquiries).select_related("given_by").order_by("given_at", "pk")
    said = {row.inquiry_id: row for row in rows} if inquiries else {}
    return sorted((Known(one, said.get(one.pk)) for one in inquiries), key=lambda one: one.facts is None)


def is_late(inquiry: Inquiry, today: date) -> bool:
    """Whether the term of an inquiry has passed; it has not while a question back is open, or without a term."""
    return inquiry.paused_on is None and inquiry.due is not None and inquiry.due < today


def _heard(inquiry: Inquiry, advice: Advice | None, today: date) -> Heard:
    voice = Voice(
        key=str(inquiry.pk),
        kind=inquiry.kind,
        required=inquiry.required,
        perhaps=inquiry.perhaps,
        verdict=Verdict(advice.verdict) if advice else None,
        late=is_late(inquiry, today),
        vacant=inquiry.holder_id is None,
        replaced=inquiry.court_permission_id is not None,
    )
    return Heard(inquiry, advice, voice)


def _disagreement(one: Heard) -> int:
    """Disagreement on top, then conditions, then what is missing, then agreement."""
    order: list[Verdict | None] = [Verdict.NEGATIVE, Verdict.CONDITIONAL, None, Verdict.POSITIVE, Verdict.NOT_FOR_ME]
    return order.index(one.voice.verdict)
