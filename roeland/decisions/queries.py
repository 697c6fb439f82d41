"""What is known of decisions."""

from roeland.assessments.comparing import Changed, between, standing
from roeland.assessments.queries import latest
from roeland.decisions.models import Decision, Lapse
from roeland.register.models import Application


def decided_on(application: Application) -> Decision | None:
    """The decision by which the application is in use; None when it is not, or when none holds."""
    if not application.is_in_use:
        return None
    opening = Decision.objects.in_force().filter(
        organisation=application.organisation_id, gate_request__application=application
    )
    along = ("organisation", "gate_request__organisation", "gate_request__classification", "gate_request__case_file")
    return opening.select_related(*along, "taken_by").order_by("-taken_at", "-pk").first()


def since(decision: Decision) -> Changed:
    """What differs between the outcome that was decided on and the one of now."""
    before, now = decision.gate_request.classification, latest(decision.gate_request.application)
    if now is None or now.pk == before.pk:
        return Changed((), (), heavier=False)
    return between(standing(before), standing(now), now.rules)


def announced(decision: Decision) -> Lapse | None:
    """The lapse of a decision that was announced and has not come."""
    return Lapse.objects.filter(decision=decision, state=Lapse.State.ANNOUNCED).first()
