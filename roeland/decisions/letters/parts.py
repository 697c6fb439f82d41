"""The parts of a decision on paper, each under its heading."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from roeland.bodies.models import Reference
from roeland.decisions.casefile import is_whole
from roeland.decisions.hearing import Heard as Said
from roeland.decisions.hearing import heard
from roeland.decisions.letters.eyes import Eyes
from roeland.decisions.letters.told import Told, told
from roeland.decisions.models import Advice, Decision, Inquiry, Weighing
from roeland.decisions.showing import role_in_words
from roeland.organisation.queries import holders
from roeland.paper.documents import Block, Facts, Heading, Items, Paragraph, Table
from roeland.ui.pieces.badges import in_words

ASKS = ("information_manager", "dpo")


def what(decision: Decision, eyes: Eyes) -> Iterator[Block]:
    """What was decided about what, by whom and on what ground."""
    gate_request = decision.gate_request
    application, unit = gate_request.application, gate_request.unit
    rows = [
        (_("Decision"), decision.get_answer_display()),
        (_("Application"), f"{application.code} · {application.name}"),
        (_("Organisation"), gate_request.organisation.name),
        (_("Legal entity"), unit.entity.name if unit and unit.entity else ""),
        (_("Unit"), unit.name if unit else ""),
        (_("Gate"), gate_request.get_gate_display()),
        (_("What changes"), gate_request.what),
        (_("Route"), gate_request.get_route_display()),
        (_("Asked by"), gate_request.asked_by.name if gate_request.asked_by and eyes.sees_who_asked else ""),
        (_("Asked on"), in_words(gate_request.asked_at)),
        *_by_whom(decision, eyes),
        (_("Holds until"), in_words(decision.ends_on) or _("No end date")),
        (_("Looked at again on"), in_words(decision.review_on)),
    ]
    yield Facts(tuple((name, value) for name, value in rows if value))


def _by_whom(decision: Decision, eyes: Eyes) -> Iterator[tuple[str, str]]:
    role = role_in_words(decision.role, decision.gate_request.organisation)
    yield _("Decided by"), eyes.who(decision.taken_by, role)
    yield _("In place of"), eyes.who(decision.in_place_of, role) if decision.in_place_of and eyes.names else ""
    yield _("Decided on"), in_words(decision.taken_at)
    yield _("Mandate"), decision.mandate
    yield _("Competent organ"), act_in_words(decision.organ_act) if decision.organ_act else ""


def act_in_words(act: Reference) -> str:
    """An act of an organ: which, number, day and outcome."""
    return f"{act}, {in_words(act.dated)}: {act.get_outcome_display()}"


def why(decision: Decision) -> Iterator[Block]:
    yield Heading(_("Why"))
    yield Paragraph(decision.reasons or _("No reasons were written down."))


class Heard:
    """Everybody who was asked for more than facts, with what the decision does with what they said."""

    def __init__(self, decision: Decision, eyes: Eyes, today: date) -> None:
        self._eyes, self._all = eyes, heard(decision.gate_request, today)
        self._weighed = {row.inquiry_id: row for row in decision.weighings.select_related("advice")}

    @property
    def has_closed_words(self) -> bool:
        """Whether words of an advice stand in it that not everybody may read."""
        said = [one.advice for one in self._all if one.advice]
        closed = (one for one in said if one.disclosure != "public")
        return self._eyes.names and any(self._eyes.shown(one).words for one in closed)

    def advice(self) -> Iterator[Block]:
        """The advice of roles and of the ethics board."""
        yield Heading(_("Advice"))
        yield from self._rows(False) or [Paragraph(_("Nobody had to advise on this decision."))]

    def staff(self) -> Iterator[Block]:
        """What staff representation said."""
        yield Heading(_("Staff representation"))
        yield from self._rows(True) or [Paragraph(_("Staff representation was not asked about this decision."))]

    def _rows(self, of_staff: bool) -> list[Block]:
        here = [one for one in self._all if Inquiry.Kind(one.inquiry.kind).of_staff == of_staff]
        return [Facts(tuple((self._name(one), self._words(one)) for one in here))] if here else []

    def _name(self, one: Said) -> str:
        role = one.role
        if Inquiry.Kind(one.inquiry.kind).of_staff:
            role = f"{one.inquiry.get_kind_display()} ({one.role})"
        return f"{role}, {one.name}" if self._eyes.names else role

    def _words(self, one: Said) -> str:
        lines = list(self._said(one.advice)) if one.advice else [_("No advice was given.")]
        if one.inquiry.court_permission:
            lines.append(_("The court gave permission: %(act)s.") % {"act": act_in_words(one.inquiry.court_permission)})
        weighing = self._weighed.get(one.inquiry.pk)
        if weighing and self._may_say(one.advice):
            lines.append(self._done(weighing))
        return "\n".join(lines)

    def _said(self, advice: Advice) -> Iterator[str]:
        shown = self._eyes.shown(advice)
        verdict = advice.get_verdict_display() if shown.verdict else _("Advice given")
        yield f"{verdict} ({in_words(advice.given_at)})"
        if not shown.words:
            yield shown.why_closed
            return
        yield from (line for line in (advice.reasons, *(f"– {text}" for text in advice.conditions)) if line)
        if advice.reference:
            yield ", ".join(part for part in (advice.reference, in_words(advice.reference_date)) if part)

    def _may_say(self, advice: Advice | None) -> bool:
        return advice is None or self._eyes.shown(advice).verdict

    def _done(self, weighing: Weighing) -> str:
        reason = self._eyes.why(weighing)
        done = _("The decision: %(outcome)s.") % {"outcome": weighing.get_outcome_display().lower()}
        return f"{done} {reason}" if reason else done


def conditions(decision: Decision, eyes: Eyes) -> Iterator[Block]:
    """What must be done, by whom and before when."""
    rows = list(decision.conditions_set.select_related("owner", "advice").order_by("pk"))
    yield Heading(_("Conditions"))
    if not rows:
        yield Paragraph(_("There are no conditions."))
        return
    owner = decision.gate_request.application.owner_id
    lines = (
        (
            eyes.condition(row),
            eyes.who(row.owner, _("AI owner") if row.owner_id == owner and owner else ""),
            in_words(row.due),
            _("Met on %(day)s") % {"day": in_words(row.met_at)} if row.met_at else _("Not yet"),
        )
        for row in rows
    )
    yield Table((_("Condition"), _("Who"), _("Before"), _("Met")), tuple(lines))


def afterwards(decision: Decision) -> Iterator[Block]:
    """What ends a decision."""
    yield Heading(_("How long it holds"))
    if not Decision.Answer(decision.answer).opens:
        yield Paragraph(_("With this answer the application does not pass the gate. Somebody can ask again."))
        return
    rows = [
        _("The decision rests on the facts of the day on which it was asked."),
        _("If something important changes, it lapses on a day that Roeland states. Then it opens nothing any more."),
        _("Who owns the application, who decided and who advised are told, and a new decision is asked."),
        _("Who is accountable can stop the application at once. Starting again needs a new decision."),
    ]
    yield Items(tuple(rows))


def case_file(decision: Decision, today: date) -> Iterator[Block]:
    """The seal of what the decision rests on, and how anybody can check it."""
    kept = decision.gate_request.case_file
    if kept is None:
        return
    yield Heading(_("The case file"))
    whole = _("Roeland checked it on %(day)s: nothing changed in it.")
    broken = _("Roeland checked it on %(day)s: it is NOT what was sealed. Tell the information manager.")
    checked = (whole if is_whole(kept) else broken) % {"day": in_words(today)}
    yield Facts(((_("Sealed on"), in_words(kept.made_at)), (_("Seal (SHA-256)"), kept.sha256), (_("Check"), checked)))
    yield Paragraph(
        _(
            "You can check it too. Ask the information manager for the case file as it stands in the export of the "
            "organisation, and compute its SHA-256. It must be the same as this seal."
        )
    )


def who_was_told(decision: Decision, eyes: Eyes) -> Iterator[Block]:
    """To whom a message was sent, as it was kept."""
    yield Heading(_("Who was told"))
    rows = told(decision.gate_request, sees_who_asked=eyes.sees_who_asked)
    if not rows:
        yield Paragraph(_("No messages about this are kept."))
    elif eyes.names:
        lines = tuple((_who(row), row.in_roles or "–", row.what, in_words(row.at)) for row in rows)
        yield Table((_("Who"), _("In what role"), _("Of what"), _("When")), lines)
    else:
        each = dict.fromkeys((row.in_roles or _("a colleague"), row.what, in_words(row.at)) for row in rows)
        yield Table((_("In what role"), _("Of what"), _("When")), tuple(each))


def _who(row: Told) -> str:
    return row.person.name if row.person else _("A colleague")


def questions(decision: Decision, eyes: Eyes, today: date) -> Iterator[Block]:
    """Who answers questions, and what this decision is not."""
    gate_request = decision.gate_request
    yield Heading(_("Questions, and your rights"))
    yield Paragraph(
        _(
            "This is a decision inside the organisation about the use of an application. It decides nothing about you "
            "as a person. If somebody takes a decision about you with this application, that decision says what you "
            "can do against it. Whether you can do something against this decision too, the lawyer of the "
            "organisation can tell."
        )
    )
    held = holders(gate_request.organisation, ASKS, gate_request.unit, today)
    names = {role: role_in_words(role, gate_request.organisation) for role in ASKS}
    who = {role: eyes.who(held[role].person, names[role]) if role in held else names[role] for role in ASKS}
    yield Facts(((_("About this decision"), who[ASKS[0]]), (_("About personal data"), who[ASKS[1]])))
