"""What this room shows on the home page."""

from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.organisation.access import held_by
from roeland.organisation.middleware import Request
from roeland.reporting import council as asked
from roeland.ui.panels import Panel

CLERK = "council_clerk"


def council(request: Request) -> Panel | None:
    """For the council clerk: the answer to what the council asks, one click away."""
    if not any(row.role == CLERK for row in held_by(request.person)):
        return None
    numbers = asked.figures(request.person.organisation, timezone.localdate())
    context = {"figures": list(numbers.values()), "lead": asked.lead(numbers)}
    return Panel(_("For the council"), "reporting/panels/_council.html", context, id="for-the-council")
