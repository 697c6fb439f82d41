"""What the FG and the CISO see: oversight of assessments, the urgent warning, and the supervisor who is consulted."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.answering import deputises_for
from roeland.decisions.appointing import appointed_to_stop
from roeland.decisions.models import Oversight, PriorConsultation, UrgentWarning
from roeland.decisions.overseeing import DPO, OVERSEES, may_answer
from roeland.decisions.refusals import AlreadyAnswered, DayNotYet, NotAccountable, NotTheOverseer, WordsMissing
from roeland.decisions.services.locking import locked
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.organisation.queries import Holder, all_holders
from roeland.register.models import Application

WITHIN = 1
"""Working days in which an urgent warning is answered."""
Result, Outcome = Oversight.Result, PriorConsultation.Outcome


@transaction.atomic
def record_oversight(
    *, application: Application, kind: str, result: str, looked_at: str, actor: Person, text: str = ""
) -> Oversight:
    """Record what the FG found of the privacy assessment, or the CISO of the security assessment.

    Raises NotPermitted, OtherOrganisation, NotTheOverseer, or WordsMissing: what must be mended is said, and what was
    looked at unless there is nothing.
    """
    must(actor, "oversight.record", application)
    same_organisation(actor, application)
    application, which = locked(application), Oversight.Kind(kind)
    held = _as(OVERSEES[which], application, actor)
    found = Result(result)
    if (found == Result.TO_MEND and not text.strip()) or (found != Result.MISSING and not looked_at.strip()):
        raise WordsMissing
    made = Oversight.objects.create(
        organisation=application.organisation,
        application=application,
        kind=which,
        result=found,
        text=text.strip(),
        looked_at=looked_at.strip(),
        given_by=actor,
        in_place_of=deputises_for(held),
        role=held.role_held.role,
        given_at=timezone.now(),
    )
    values = {"oversight": made.pk, "kind": made.kind, "result": made.result, "role": made.role}
    record("oversight.recorded", subject=application, actor=actor, values=values)
    return made


@transaction.atomic
def warn(*, application: Application, text: str, actor: Person) -> UrgentWarning:
    """Warn urgently: who is accountable answers within one working day, the directorate hears. It stops nothing.

    Raises NotPermitted, OtherOrganisation, NotTheOverseer or WordsMissing; then nothing has changed.
    """
    must(actor, "warning.give", application)
    same_organisation(actor, application)
    application, today = locked(application), timezone.localdate()
    held = _as(DPO, application, actor)
    if not text.strip():
        raise WordsMissing
    who = appointed_to_stop(application, today)[0]
    made = UrgentWarning.objects.create(
        organisation=application.organisation,
        application=application,
        text=text.strip(),
        given_by=actor,
        role=held.role_held.role,
        given_at=timezone.now(),
        due=application.organisation.working_days.after(today, WITHIN),
        asked_of=who.person,
        asked_role=who.role,
    )
    values = {"warning": made.pk, "to": who.role, "due": made.due, "text": made.text}
    record("warning.given", subject=application, actor=actor, values=values)
    telling.ask_for_answer(made, who.persons, today)
    return made


@transaction.atomic
def answer_warning(*, warning: UrgentWarning, answer: str, actor: Person) -> UrgentWarning:
    """Answer an urgent warning, as who is accountable or a level above.

    Raises OtherOrganisation, AlreadyAnswered, NotAccountable or WordsMissing; then nothing has changed.
    """
    same_organisation(actor, warning)
    application, today = locked(warning.application), timezone.localdate()
    row = UrgentWarning.objects.select_related("given_by", "asked_of", "organisation").get(pk=warning.pk)
    row.application = application
    if row.answered_at is not None:
        raise AlreadyAnswered
    if not may_answer(row, actor):
        raise NotAccountable(appointed_to_stop(application, today)[0])
    if not answer.strip():
        raise WordsMissing
    row.answer, row.answered_by, row.answered_at = answer.strip(), actor, timezone.now()
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    record("warning.answered", subject=application, actor=actor, values={"warning": row.pk, "text": row.answer})
    telling.tell_answered_warning(row, actor, today)
    return row


@transaction.atomic
def consult_supervisor(
    *, application: Application, supervisor: str, sent_on: date, actor: Person, reference: str = ""
) -> PriorConsultation:
    """Record that the supervisor was consulted (GDPR 36). Until its outcome is on record the gate stays shut.

    Raises NotPermitted, OtherOrganisation, WordsMissing or DayNotYet; then nothing has changed.
    """
    must(actor, "supervisor.consult", application)
    same_organisation(actor, application)
    application = locked(application)
    if not supervisor.strip():
        raise WordsMissing
    if sent_on > timezone.localdate():
        raise DayNotYet
    made = PriorConsultation.objects.create(
        organisation=application.organisation,
        application=application,
        supervisor=supervisor.strip(),
        sent_on=sent_on,
        reference=reference.strip(),
        recorded_by=actor,
        recorded_at=timezone.now(),
    )
    _keep(made, actor)
    return made


@transaction.atomic
def note_outcome(
    *, consultation: PriorConsultation, outcome: str, outcome_on: date, text: str, actor: Person
) -> PriorConsultation:
    """Record what the supervisor answered; once it stands there it stays.

    Raises NotPermitted, OtherOrganisation, AlreadyAnswered, WordsMissing (unless there is no objection) or DayNotYet.
    """
    must(actor, "supervisor.consult", consultation.application)
    same_organisation(actor, consultation)
    application = locked(consultation.application)
    row = PriorConsultation.objects.select_related("organisation").get(pk=consultation.pk)
    row.application = application
    if row.outcome:
        raise AlreadyAnswered
    if Outcome(outcome) != Outcome.NO_OBJECTION and not text.strip():
        raise WordsMissing
    if not row.sent_on <= outcome_on <= timezone.localdate():
        raise DayNotYet
    row.outcome, row.outcome_on, row.outcome_text = Outcome(outcome), outcome_on, text.strip()
    row.save(update_fields=["outcome", "outcome_on", "outcome_text"])
    _keep(row, actor)
    return row


def _keep(row: PriorConsultation, actor: Person) -> None:
    values = {"consultation": row.pk, "supervisor": row.supervisor, "outcome": row.outcome}
    record("supervisor.consulted", subject=row.application, actor=actor, values=values)


def _as(role: str, application: Application, actor: Person) -> Holder:
    several = all_holders(application.organisation, [role], application.unit, timezone.localdate()).get(role, ())
    mine = next((held for held in several if held.person == actor), None)
    if mine is None:
        raise NotTheOverseer(role)
    return mine
