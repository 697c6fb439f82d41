"""Who hears what was decided, what a decision asks of whom, and what ends it."""

from datetime import date

from roeland.decisions.appointing import appointed_to_stop, row_at
from roeland.decisions.models import Advice, Condition, Decision, Lapse, Stop
from roeland.decisions.telling.persons import persons, tell
from roeland.organisation.models import Person
from roeland.organisation.queries import holders
from roeland.register.models import Application, Use
from roeland.work import services as work

MEET_CONDITION = "meet_condition"
DECIDE_AGAIN = "decide_again"
LOOK_AGAIN = "look_again"
ASK_GO_LIVE = "ask_go_live"
HEAR_OF_A_STOP = ("information_manager", "directorate", "dpo", "ciso", "application_manager")


def tell_decided(decision: Decision, today: date) -> None:
    """Tell who asked, who reported, who owns it, and those whom the matrix names."""
    gate_request = decision.gate_request
    application = gate_request.application
    close = [gate_request.asked_by, application.reporter, application.owner]
    named = persons(gate_request, row_at(gate_request).told, today)
    tell(_code(decision), gate_request, [*close, *named, *_advisers(decision)], decision.taken_by)


def tell_confirmed(decision: Decision, actor: Person, today: date) -> None:
    """Tell the same that the competent organ decided."""
    gate_request = decision.gate_request
    close = [gate_request.asked_by, gate_request.application.owner, decision.taken_by]
    named = persons(gate_request, row_at(gate_request).told, today)
    tell("decision_confirmed", gate_request, [*close, *named, *_advisers(decision)], actor)


def ask_conditions(decision: Decision) -> None:
    """Give each condition to its owner, as a task with its date."""
    for condition in decision.conditions_set.select_related("owner", "decision__gate_request"):
        work.ask(
            kind=MEET_CONDITION, person=condition.owner, subject=condition, actor=decision.taken_by, due=condition.due
        )


def condition_met(condition: Condition, actor: Person) -> None:
    """The task is done; who decided hears how the condition was met."""
    work.done(subject=condition, kind=MEET_CONDITION, actor=actor)
    tell("condition_met", condition.decision.gate_request, [condition.decision.taken_by], actor)


def tell_lapse(lapse: Lapse, code: str) -> None:
    """Tell who owns it, who asked, who decided and who advised that a decision will lapse, or that it stands."""
    _tell_concerned(code, lapse.decision)


def tell_decision_lapsed(decision: Decision) -> None:
    """Tell the same that it has lapsed."""
    _tell_concerned("decision_lapsed", decision)


def ask_undecided(application: Application, today: date) -> None:
    """Ask who is accountable for a new decision on what is in use without one. Many can lapse on one day."""
    who = appointed_to_stop(application, today)[0]
    work.ask(
        kind=DECIDE_AGAIN,
        person=who.person,
        role=who.role,
        subject=application,
        actor=None,
        due=application.decide_by,
        one_of_many=True,
    )


def ask_to_go_live(application: Application, person: Person, actor: Person) -> None:
    """An experiment went well, but nothing could be asked yet: who asks finds on the dossier why."""
    work.ask(kind=ASK_GO_LIVE, person=person, subject=application, actor=actor)


def close_go_live(application: Application, actor: Person | None) -> None:
    """It has been asked, or it ended."""
    work.done(subject=application, kind=ASK_GO_LIVE, actor=actor)


def close_undecided(application: Application, actor: Person | None) -> None:
    """There is a decision again, or no use any more."""
    work.done(subject=application, kind=DECIDE_AGAIN, actor=actor)


def ask_review(decision: Decision) -> None:
    """Ask who decided to look again on the day that the decision says."""
    work.ask(
        kind=LOOK_AGAIN,
        person=decision.taken_by,
        role=decision.role,
        subject=decision.gate_request,
        actor=None,
        due=decision.review_on,
    )


def tell_stopped(stop: Stop, today: date) -> None:
    """Tell everybody who works with it or answers for it that it must not be used any more."""
    application = stop.application
    roles = holders(application.organisation, HEAR_OF_A_STOP, application.unit, today)
    close = [application.owner, application.process_owner, application.reporter, *_contacts(application)]
    each = {person.pk: person for person in (*close, *(held.person for held in roles.values())) if person}
    each.pop(stop.ordered_by_id, None)
    if each:
        work.tell(code="application_stopped", persons=list(each.values()), subject=application, actor=stop.ordered_by)


def _code(decision: Decision) -> str:
    if decision.is_proposal:
        return "decision_proposed"
    return "decision_sent_back" if decision.answer == Decision.Answer.BACK else "decision_taken"


def _tell_concerned(code: str, decision: Decision) -> None:
    gate_request = decision.gate_request
    owner = gate_request.application.owner or gate_request.asked_by
    tell(code, gate_request, [owner, decision.taken_by, *_advisers(decision)], None)


def _advisers(decision: Decision) -> list[Person]:
    rows = Advice.objects.filter(inquiry__gate_request=decision.gate_request_id).select_related("given_by")
    return [row.given_by for row in rows if row.given_by.active]


def _contacts(application: Application) -> list[Person]:
    """Whom the teams that use it named as their contact."""
    rows = Use.objects.going_on().filter(application=application).select_related("contact")
    return [row.contact for row in rows if row.contact]
