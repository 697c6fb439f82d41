"""Beginning an assessment, a next version of it, and stopping one that is not needed any more."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from roeland.assessments.instruments.refusals import NoReason, NotForThisPhase, NotNow, NotUsedHere
from roeland.assessments.instruments.services import taking_over
from roeland.assessments.instruments.services.locking import State, locked, told
from roeland.assessments.instruments.telling import withdraw_tasks
from roeland.assessments.models import Assessment
from roeland.assessments.services import CLOSED
from roeland.content import shipped
from roeland.journal.services import record
from roeland.library import official
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.questionnaires import services as answering
from roeland.register.models import Application


@transaction.atomic
def begin(*, application: Application, instrument: str, actor: Person) -> Assessment:
    """Begin an instrument ("dpia", or a form that was imported here), or go on with the one that is open.

    After a signed version the new one starts from it. Raises NotPermitted, OtherOrganisation, NotForThisPhase,
    NotUsedHere, or NoSuchDocument.
    """
    must(actor, "assessment.begin", application)
    same_organisation(actor, application)
    reference = official.reference_of(actor.organisation, instrument)
    form = shipped.instrument(reference)
    if form.jurisdictions and actor.organisation.jurisdiction not in form.jurisdictions:
        raise NotUsedHere(instrument)
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.phase in CLOSED:
        raise NotForThisPhase(application.phase)
    rows = Assessment.objects.filter(application=application, instrument=instrument)
    if going_on := rows.filter(state__in=(State.FILLING, State.ADVICE)).first():
        return going_on
    return _new(application, instrument, reference, actor)


@transaction.atomic
def begin_again(*, assessment: Assessment, actor: Person) -> Assessment:
    """Begin the next version of a signed one, with its answers. Raises as `begin`, or NotNow when it is not signed."""
    state = Assessment.objects.values_list("state", flat=True).get(pk=assessment.pk)
    if state not in (State.SIGNED, State.REPLACED):
        raise NotNow(state)
    return begin(application=assessment.application, instrument=assessment.instrument, actor=actor)


@transaction.atomic
def stop(*, assessment: Assessment, because: str, actor: Person) -> Assessment:
    """Stop an assessment that is not needed any more; it stays readable. Raises NotPermitted, NotNow or NoReason."""
    must(actor, "assessment.close", assessment)
    row = locked(assessment, State.FILLING, State.ADVICE)
    if not because.strip():
        raise NoReason
    row.state, row.stopped_because = State.STOPPED, because.strip()
    row.save(update_fields=["state", "stopped_because"])
    if row.sheet.submitted_at is None:
        answering.freeze(sheet=row.sheet, actor=actor)
    withdraw_tasks(row, actor)
    reason = row.stopped_because
    record("assessment.stopped", subject=row.application, actor=actor, reason=reason, values=told(row))
    return row


def _new(application: Application, instrument: str, reference: str, actor: Person) -> Assessment:
    rows = Assessment.objects.filter(application=application, instrument=instrument)
    signed = rows.filter(state__in=(State.SIGNED, State.REPLACED)).select_related("sheet").order_by("-number").first()
    made = Assessment.objects.create(
        organisation=application.organisation,
        application=application,
        instrument=instrument,
        sheet=answering.start(questionnaire=reference, actor=actor, like=signed.sheet if signed else None),
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        previous=signed,
        begun_by=actor,
        begun_at=timezone.now(),
    )
    if signed is not None:
        taking_over.copy(made, signed)
    number = taking_over.fill_in(made, actor)
    record("assessment.begun", subject=application, actor=actor, values=told(made, filled_in=number))
    return made
