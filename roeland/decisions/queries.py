"""What is known of decisions."""

from roeland.assessments.comparing import Changed, between, standing
from roeland.assessments.queries import latest
from roeland.decisions.models import Decision
from roeland.register.models import Application


def decided_on(application: Application) -> Decision | None:
    """The decision by which the application is in use; None when it is not, or when that was never decided here."""
    if not application.is_in_use:
        return None
    opening = Decision.objects.filter(
        organisation=application.organisation_id,
        gate_request__application=application,
        answer__in=[answer.value for answer in Decision.Answer if answer.opens],
        is_proposal=False,
    )
    return opening.select_related("gate_request__classification", "taken_by").order_by("-taken_at", "-pk").first()


def since(decision: Decision) -> Changed:
    """What differs between the outcome that was decided on and the one of now."""
    before, now = decision.gate_request.classification, latest(decision.gate_request.application)
    if now is None or now.pk == before.pk:
        return Changed((), (), heavier=False)
    return between(standing(before), standing(now), now.rules)
