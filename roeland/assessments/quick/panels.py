"""What the quick check shows on other pages: the way in, what one asked and told, and the frame of a tool."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.assessments.models import QuickCheckCount, QuickQuestion
from roeland.assessments.quick import checking, framing, past_using, showing
from roeland.assessments.quick.forms import words
from roeland.assessments.services import CLOSED
from roeland.organisation.access import may
from roeland.organisation.middleware import Request
from roeland.organisation.models import Organisation
from roeland.organisation.prepared import prepared
from roeland.register.models import Application, Phase
from roeland.rules.quick_check import large_enough
from roeland.rules.quick_questions import Answer
from roeland.ui.panels import Panel

SHOWN = 3
COUNTED = timedelta(days=30)
NEVER_IN_USE = (Phase.REPORTED, Phase.IN_ASSESSMENT)  # nobody can have set a frame


def quick_check(request: Request) -> Panel:
    """The way to the quick check, with what this person asked and told, and the counts for who keeps the picture."""
    person = request.person
    context = {
        "questions": _asked_by(person.organisation_id, person.pk),
        "told": past_using.told_last(person),
        "handles": may(person, "past_use.list"),
        "counts": _counts(person.organisation) if may(person, "acceptable_use.set") else [],
    }
    return Panel(_("May I do this?"), "assessments/quick/panels/_home.html", context, place="aside", id="quick-check")


@prepared
def _asked_by(organisation: UUID, person: UUID) -> QuerySet[QuickQuestion]:
    rows = QuickQuestion.objects.filter(organisation=organisation, asked_by=person)
    return rows.select_related("application").order_by("-asked_at")[:SHOWN]


def used_in_my_teams(request: Request) -> Panel | None:
    """Which tools were used in the past in the teams that this person manages; never who, never in a small team."""
    if not may(request.person, "past_use.team"):
        return None
    rows = [(tool, showing.kinds(inputs)) for tool, inputs in past_using.used_in_teams_of(request.person)]
    if not rows:
        return None
    title = _("Told honestly in your team")
    return Panel(title, "assessments/quick/panels/_team.html", {"rows": rows}, place="aside", id="told-in-team")


def frame(request: Request, application: Application) -> Panel | None:
    """For what this application may be used without asking; nothing where there is nothing and nobody to set it."""
    row = None if application.phase in NEVER_IN_USE else framing.frame_of(application)
    may_set = may(request.person, "acceptable_use.set", application)
    why_not = framing.why_not(application)
    if row is None and (application.phase in CLOSED or not may_set):
        return None
    context = {
        "application": application,
        "frame": row,
        "holds": row is not None and not why_not and row.holds_on(timezone.localdate()),
        "why_not": why_not,
        "may_set": may_set,
        "may_go_on": row is not None or not why_not,
        "in_short": showing.in_short(row) if row else "",
    }
    return Panel(_("May be used for"), "assessments/quick/panels/_frame.html", context, id="acceptable-use")


def _counts(organisation: Organisation) -> list[tuple[str, int]]:
    """How often each answer was given lately; nothing while so few asked that it could say who."""
    rows = QuickCheckCount.objects.filter(organisation=organisation, day__gt=timezone.localdate() - COUNTED)
    counted = dict(rows.values_list("answer").annotate(Sum("count")))
    if not large_enough(sum(counted.values()), checking.check()):
        return []
    return [(words(f"answer.{answer}"), counted.get(answer.value, 0)) for answer in Answer]
