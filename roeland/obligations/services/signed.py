"""A signed assessment shows that its obligation is met: nobody has to say it twice."""

from django.db import transaction
from django.utils import timezone

from roeland.assessments.models import Assessment
from roeland.journal.services import record
from roeland.obligations.models import Duty, Evidence
from roeland.obligations.services.arriving import see_whether_done
from roeland.organisation.models import Person
from roeland.register.models import Application


@transaction.atomic
def show_signed(*, application: Application, actor: Person) -> int:
    """Bring every signed assessment as evidence of its obligation, once; return how many were new.

    The next version takes the place of the one before. It counts until somebody must look at it again.
    """
    rows = Assessment.objects.filter(application=application, state=Assessment.State.SIGNED)
    return sum(_shown(row, actor) for row in rows.select_related("application", "sheet", "previous"))


def _shown(assessment: Assessment, actor: Person) -> bool:
    code, link = assessment.form.obligation, assessment.get_absolute_url()
    rows = Duty.objects.select_for_update(of=("self",)).filter(application=assessment.application_id, code=code)
    duty = rows.filter(asked=True).first()
    if duty is None or Evidence.objects.filter(duty=duty, link=link).exists():
        return False
    before = _version_before(duty, assessment)
    made = Evidence.objects.create(
        organisation_id=duty.organisation_id,
        duty=duty,
        title=f"{assessment.title} {assessment.number}",
        link=link,
        valid_until=assessment.review_on,
        number=before.number + 1 if before else 1,
        replaces=before,
        added_by=actor,
        added_at=timezone.now(),
    )
    values = {"obligation": duty.code, "title": made.title, "number": made.number}
    record("obligation.evidence_added", subject=assessment.application, actor=actor, values=values)
    _met(duty, assessment, actor)
    return True


def _version_before(duty: Duty, assessment: Assessment) -> Evidence | None:
    if assessment.previous is None:
        return None
    rows = Evidence.objects.filter(duty=duty, withdrawn_at=None, replaced_by=None)
    return rows.filter(link=assessment.previous.get_absolute_url()).first()


def _met(duty: Duty, assessment: Assessment, actor: Person) -> None:
    was = duty.standing
    duty.standing, duty.noted_by, duty.noted_at, duty.until = Duty.Standing.MET, actor, timezone.now(), None
    duty.save(update_fields=["standing", "noted_by", "noted_at", "until"])
    values = {"obligation": duty.code, "standing": [was, duty.standing], "until": ""}
    record("obligation.noted", subject=assessment.application, actor=actor, values=values)
    see_whether_done(duty)
