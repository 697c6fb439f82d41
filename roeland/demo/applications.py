"""Fill a demonstration organisation: applications are reported, their intakes answered, their gates decided."""

from datetime import timedelta

from django.utils import timezone

from roeland.decisions import services as decisions
from roeland.decisions.models import GateRequest
from roeland.decisions.weighing import Wanted
from roeland.demo import answering, experiments, facts
from roeland.demo.people import Place
from roeland.demo.reading import ApplicationRow, Town
from roeland.organisation.models import Person, RoleHeld
from roeland.register import services as register
from roeland.register.models import Application, Appointment, FieldOfUse, Phase


class NobodyDecides(Exception):
    """The YAML has a decision that nobody in the organisation can take."""


def fill(town: Town, place: Place) -> None:
    """Let the people of the organisation report, answer, ask and decide, in the order of the YAML."""
    plans = {row.application: row for row in town.experiments}
    known = {row.application: row for row in town.facts}
    editor = RoleHeld.objects.filter(organisation=place.organisation, role="information_manager").first()
    for field in town.applications:
        for row in field.applications:
            application = _report(place, row)
            _place_in(place.fields_of_use[field.field_of_use], application, editor.person if editor else None)
            if row.name in known:
                facts.describe(place, application, known[row.name])
            if row.request == Phase.EXPERIMENT and row.name in plans:
                experiments.plan(place, plans[row.name])
            _tell_its_story(place, row, application)


def _report(place: Place, row: ApplicationRow) -> Application:
    application = register.report(
        actor=place.people[row.reporter],
        name=row.name,
        purpose=row.purpose,
        unit=place.unit(row.unit),
        supplier=row.supplier,
        product=row.product,
        owner=place.person(row.owner),
        already_in_use=row.in_use,
    )
    if not row.owner_hesitates:
        for asked in Appointment.objects.filter(application=application, answer=""):
            register.answer_appointment(appointment=asked, accepted=True, actor=asked.person)
    return application


def _place_in(field: FieldOfUse, application: Application, editor: Person | None) -> None:
    if editor is not None:
        changes = {"field_of_use": field}
        register.edit_section(application=application, section="identity", changes=changes, actor=editor)


def _wanted(text: str, application: Application) -> Wanted:
    """A condition for the AI owner, or else for who reported it, within three months."""
    return Wanted(text, application.owner or application.reporter, timezone.localdate() + timedelta(days=90))


def _tell_its_story(place: Place, row: ApplicationRow, application: Application) -> None:
    reporter = place.people[row.reporter]
    if row.answers is not None:
        answering.fill_in(application, row, reporter)
    application.refresh_from_db()
    if row.request:
        decisions.request_gate(application=application, actor=reporter, leads_to=row.request)
    if row.decision:
        asked = GateRequest.objects.select_related("holder__organisation").get(application=application, closed_at=None)
        if asked.holder is None:
            raise NobodyDecides(application.name)
        decisions.decide(
            gate_request=asked,
            answer=row.decision.answer,
            reasons=row.decision.reasons,
            conditions=[_wanted(text, application) for text in row.decision.conditions.splitlines()],
            actor=asked.holder,
        )
