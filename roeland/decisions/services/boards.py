"""What is asked of the ethics board goes to its agenda, and what it concludes there is its advice."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.bodies.models import AgendaItem
from roeland.bodies.queries import ethics_board
from roeland.bodies.services import put_on_agenda
from roeland.decisions.inquiring import BOARD
from roeland.decisions.models import Advice, Inquiry
from roeland.decisions.refusals import AlreadyClosed
from roeland.decisions.services.advising import Act, Words, keep_advice, open_inquiry
from roeland.organisation.models import Person

Outcome, Verdict = AgendaItem.Outcome, Advice.Verdict
VERDICTS = {
    Outcome.POSITIVE: Verdict.POSITIVE,
    Outcome.CONDITIONAL: Verdict.CONDITIONAL,
    Outcome.NEGATIVE: Verdict.NEGATIVE,
    Outcome.NO_ADVICE: Verdict.NOT_FOR_ME,
}


def put_to_board(inquiry: Inquiry, actor: Person | None) -> AgendaItem | None:
    """Put what is asked of the ethics board on its agenda; nothing for any other role, or without a board."""
    if inquiry.role != BOARD:
        return None
    application = inquiry.gate_request.application
    board = ethics_board(application.organisation, timezone.localdate())
    if board is None:
        return None
    title = _("Advice on %(name)s") % {"name": application.name}
    question = _("May %(name)s pass the gate “%(gate)s”?") % {
        "name": application.name,
        "gate": inquiry.gate_request.get_gate_display(),
    }
    return put_on_agenda(body=board, title=title[:200], question=question, actor=actor, subject=inquiry)


@transaction.atomic
def take_up_item(*, item: AgendaItem, actor: Person) -> Advice | None:
    """Keep what the board concluded as its advice; None when the item is about something else, or comes too late."""
    inquiry = item.subject
    if not isinstance(inquiry, Inquiry) or inquiry.role != BOARD:
        return None
    try:
        row = open_inquiry(inquiry, actor)
    except AlreadyClosed:
        return None
    outcome = Outcome(item.outcome)
    lines = item.conditions.splitlines() if outcome == Outcome.CONDITIONAL else []
    words = Words(
        verdict=VERDICTS[outcome],
        reasons=item.text or str(outcome.label),
        conditions=tuple(line.strip() for line in lines if line.strip()),
        disclosure=item.openness,
    )
    session = item.session
    act = Act(str(session) if session else str(item.body), session.day if session else None)
    return keep_advice(row, words, act, actor=actor, in_place_of=None, role=BOARD)
