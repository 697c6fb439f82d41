"""Let the applications of a demonstration walk their road: asked, advised, decided, stopped, lapsed."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from roeland.decisions import services
from roeland.decisions.models import Advice, Condition, GateRequest, Inquiry, Lapse
from roeland.decisions.weighing import Wanted, Words
from roeland.demo import road_rows as rows
from roeland.demo.assessments import assess
from roeland.demo.experiment_rows import ExperimentRow
from roeland.demo.experiments import plan
from roeland.demo.people import Place
from roeland.obligations import services as obligations
from roeland.obligations.models import Duty
from roeland.organisation.models import Person
from roeland.organisation.services import today
from roeland.register import services as register
from roeland.register.models import Application


class NobodyActs(Exception):
    """The YAML has a step that nobody in the organisation can do."""


FACTS = Inquiry.Kind.FACTS
RISK_FIELDS = ("title", "effect", "kind", "likelihood", "impact", "treatment", "plan", "left_likelihood", "left_impact")


def walk(place: Place, steps: Iterable[rows.Act], experiments: Iterable[ExperimentRow]) -> None:
    """Do one step after the other, by who the YAML says."""
    plans = {row.application: row for row in experiments}
    for step in steps:
        application = Application.objects.of(place.organisation).get(name=step.application)
        if isinstance(step, rows.Plan):
            plan(place, plans[step.application])
        else:
            DOES[type(step)](place, application, step)


def _ask(place: Place, application: Application, step: rows.Ask) -> None:
    said = {"leads_to": step.leads_to, "gate": step.gate, "what": step.what}
    services.request_gate(application=application, actor=place.people[step.by], **said)


def _facts(place: Place, application: Application, step: rows.Facts) -> None:
    inquiry = _inquiry(application, step.role, kind=FACTS)
    services.give_facts(inquiry=inquiry, text=step.text, actor=_who(place, step, inquiry))


def _advise(place: Place, application: Application, step: rows.Advise) -> None:
    inquiry = _inquiry(application, step.role)
    said = {name: getattr(step, name) for name in ("verdict", "reasons", "conditions", "disclosure")}
    services.give_advice(inquiry=inquiry, actor=_who(place, step, inquiry), **said)


def _advise_rest(place: Place, application: Application, step: rows.AdviseRest) -> None:
    asked = Inquiry.objects.filter(gate_request=_open(application), kind=Inquiry.Kind.ADVICE, answered_at=None)
    for inquiry in asked.exclude(holder=None).select_related("holder__organisation", "organisation"):
        actor, verdict = _who(place, step, inquiry), Advice.Verdict.POSITIVE
        services.give_advice(inquiry=inquiry, verdict=verdict, reasons=step.reasons, actor=actor)


def _ask_back(place: Place, application: Application, step: rows.AskBack) -> None:
    inquiry = _inquiry(application, step.role)
    services.ask_back(inquiry=inquiry, question=step.question, actor=_who(place, step, inquiry))


def _decide(place: Place, application: Application, step: rows.Decide) -> None:
    asked = _open(application)
    actor = place.people[step.by] if step.by else _somebody(asked.holder, application)
    services.decide(
        gate_request=asked,
        answer=step.answer,
        reasons=step.reasons,
        said={str(_inquiry(application, role).pk): words for role, words in _words(step)},
        conditions=[_wanted(place, application, row) for row in step.conditions],
        actor=actor,
    )


def _words(step: rows.Decide) -> list[tuple[str, Words]]:
    followed = [(role, Words("followed")) for role in step.follow]
    deviated = [(role, Words("deviated", why)) for role, why in step.deviate.items()]
    return [*followed, *deviated, *((role, Words("gap", why)) for role, why in step.gaps.items())]


def _wanted(place: Place, application: Application, row: rows.ConditionRow) -> Wanted:
    advice = Advice.objects.get(inquiry=_inquiry(application, row.of)) if row.of else None
    return Wanted(row.text, place.people[row.owner], today() + timedelta(days=row.days), advice)


def _meet(place: Place, application: Application, step: rows.Meet) -> None:
    found = Condition.objects.select_related("owner__organisation", "organisation")
    condition = found.get(decision__gate_request__application=application, text=step.condition)
    services.meet(condition=condition, how=step.how, actor=_somebody(condition.owner, application))


def _oversee(place: Place, application: Application, step: rows.Oversee) -> None:
    said = {name: getattr(step, name) for name in ("kind", "result", "looked_at", "text")}
    services.record_oversight(application=application, actor=place.people[step.by], **said)


def _warn(place: Place, application: Application, step: rows.Warn) -> None:
    services.warn(application=application, text=step.text, actor=place.people[step.by])


def _consult(place: Place, application: Application, step: rows.Consult) -> None:
    said: dict[str, Any] = {"supervisor": step.supervisor, "reference": step.reference}
    sent = today() - timedelta(days=step.days_ago)
    services.consult_supervisor(application=application, sent_on=sent, actor=place.people[step.by], **said)


def _stop(place: Place, application: Application, step: rows.Stop) -> None:
    services.stop(application=application, reason=step.reason, actor=place.people[step.by])


def _edit(place: Place, application: Application, step: rows.Edit) -> None:
    actor, changes = place.people[step.by], {step.field: step.value}
    register.edit_section(application=application, section=step.section, changes=changes, actor=actor)


def _lapse(place: Place, application: Application, step: rows.Lapse) -> None:
    """The clock cannot be put forward: the day on which it lapses is put back to today."""
    found = Lapse.objects.filter(organisation=place.organisation, decision__gate_request__application=application)
    found.update(lapses_on=today())
    services.lapse_now(lapse=found.get())


def _stand(place: Place, application: Application, step: rows.Stand) -> None:
    duty = Duty.objects.select_related("application", "organisation").get(application=application, code=step.obligation)
    actor = place.people[step.by]
    if step.title:
        until = today() + timedelta(days=step.valid_for) if step.valid_for else None
        obligations.add_evidence(duty=duty, title=step.title, note=step.shows, valid_until=until, actor=actor)
    day = today() + timedelta(days=step.until_in) if step.until_in else None
    obligations.note(duty=duty, standing=step.standing, reason=step.reason, until=day, actor=actor)


def _risk(place: Place, application: Application, step: rows.Risky) -> None:
    said = {name: getattr(step, name) for name in RISK_FIELDS}
    owner = place.people[step.owner] if step.owner else None
    made = obligations.note_risk(application=application, actor=place.people[step.by], owner=owner, **said)
    if step.accepted_by:
        until = today() + timedelta(days=step.accepted_for)
        actor = place.people[step.accepted_by]
        obligations.accept_risk(risk=made, reason=step.because, until=until, actor=actor)


def take_measures(place: Place, taken: Iterable[rows.MeasureRow]) -> None:
    """Begin the measures, look whether they work, and let them meet their obligation wherever it is asked."""
    for row in taken:
        owner = place.people[row.owner]
        measure = obligations.begin_measure(
            title=row.title, what=row.what, owner=owner, every_months=row.every_months, actor=owner
        )
        obligations.look(measure=measure, works=True, seen=row.saw, actor=owner)
        asked = Duty.objects.filter(organisation=place.organisation, code=row.obligation, asked=True)
        duties = asked.select_related("application", "organisation").order_by("application__number")
        obligations.cover(measure=measure, duties=duties, met=True, actor=place.people[row.by])


def _open(application: Application) -> GateRequest:
    return GateRequest.objects.select_related("holder__organisation", "organisation").get(
        application=application, closed_at=None
    )


def _inquiry(application: Application, role: str, *, kind: str = "") -> Inquiry:
    """What a role was asked on the open request: for facts, or else what it says."""
    asked = Inquiry.objects.filter(gate_request=_open(application), role=role)
    asked = asked.filter(kind=kind) if kind else asked.exclude(kind=FACTS)
    return asked.select_related("holder__organisation", "organisation").get()


def _who(place: Place, step: rows.Act, inquiry: Inquiry) -> Person:
    return place.people[step.by] if step.by else _somebody(inquiry.holder, inquiry.gate_request.application)


def _somebody(person: Person | None, application: Application) -> Person:
    if person is None:
        raise NobodyActs(application.name)
    return person


DOES: dict[type[rows.Act], Callable[[Place, Application, Any], None]] = {
    rows.Ask: _ask,
    rows.Facts: _facts,
    rows.Advise: _advise,
    rows.AdviseRest: _advise_rest,
    rows.AskBack: _ask_back,
    rows.Decide: _decide,
    rows.Meet: _meet,
    rows.Oversee: _oversee,
    rows.Warn: _warn,
    rows.Consult: _consult,
    rows.Stop: _stop,
    rows.Edit: _edit,
    rows.Lapse: _lapse,
    rows.Stand: _stand,
    rows.Risky: _risk,
    rows.Assess: assess,
}
