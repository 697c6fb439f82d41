"""What the dossier shows of oversight: the latest of each kind, urgent warnings, and the supervisor."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, DateTimeField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from roeland.decisions.models import Oversight, PriorConsultation, UrgentWarning
from roeland.decisions.showing import role_in_words
from roeland.organisation.access import may
from roeland.organisation.middleware import Request
from roeland.organisation.prepared import prepared
from roeland.register.models import Application
from roeland.ui.panels import Panel, once

OVERSIGHT, WARNING, CONSULTATION = "oversight", "warning", "consultation"
COLUMNS = ("what", "pk", "of", "said", "words", "who", "at", "until")


@dataclass(frozen=True)
class Line:
    """One thing that was found, warned about or asked of the supervisor. `said`: a code, empty while it waits."""

    what: str
    pk: UUID
    of: str
    said: str
    words: str
    who: str
    at: datetime
    until: date | None

    @property
    def url(self) -> str:
        return reverse("decisions:warning" if self.what == WARNING else "decisions:outcome", args=[self.pk])

    @property
    def kind(self) -> str:
        return str(Oversight.Kind(self.of).label)

    @property
    def result(self) -> str:
        """What was found, or what the supervisor answered."""
        said = Oversight.Result(self.said) if self.what == OVERSIGHT else PriorConsultation.Outcome(self.said)
        return str(said.label)


def waiting(request: Request, application: Application) -> Panel | None:
    """The urgent warnings that nobody has answered yet: nobody may overlook them."""
    found = [line for line in once(request, application, _lines) if line.what == WARNING and not line.said]
    if not found:
        return None
    rows = [(line, role_in_words(line.of, application.organisation)) for line in found]
    return Panel(_("Urgent warning"), "decisions/panels/_warnings.html", {"warnings": rows}, id="urgent-warning")


def oversight(request: Request, application: Application) -> Panel | None:
    """What the FG and the CISO found, with what they can do; nothing while there is nothing, for who can do nothing."""
    acts = {
        "may_oversee": may(request.person, "oversight.record", application),
        "may_consult": may(request.person, "supervisor.consult", application),
        "may_warn": may(request.person, "warning.give", application),
    }
    lines = once(request, application, _lines)
    if not (lines or any(acts.values())):
        return None
    latest = {line.of: line for line in lines if line.what == OVERSIGHT}
    found = {
        "oversight": list(latest.values()),
        "warnings": [line for line in reversed(lines) if line.what == WARNING],
        "consultations": [line for line in reversed(lines) if line.what == CONSULTATION],
    }
    return Panel(
        _("Oversight"),
        "decisions/panels/_oversight.html",
        found | acts | {"application": application},
        place="aside",
        id="oversight",
    )


def _lines(application: Application) -> list[Line]:
    """Everything, the oldest first. One query over three tables."""
    return [Line(*row) for row in _rows(application.organisation_id, application.pk)]


@prepared
def _rows(organisation: UUID, application: UUID) -> QuerySet[Any, tuple[Any, ...]]:
    of_this = {"organisation": organisation, "application": application}
    given = {"words": "text", "who": "given_by__name"}
    looked = _as(Oversight, OVERSIGHT, of_this, of="kind", said="result", **given)
    warned = _as(UrgentWarning, WARNING, of_this, of="asked_role", said="answer", until="due", **given)
    asked = _as(PriorConsultation, CONSULTATION, of_this, of="supervisor", said="outcome", at="sent_on")
    return looked.union(warned, asked, all=True).order_by("at")


def _as(
    model: Any,
    what: str,
    of_this: dict[str, UUID],
    *,
    of: str,
    said: str,
    words: str = "",
    who: str = "",
    at: str = "given_at",
    until: str = "",
) -> QuerySet[Any, Any]:
    return (
        model.objects.filter(**of_this)
        .annotate(
            what=Value(what, CharField()),
            of=Cast(F(of), TextField()),
            said=Cast(F(said), TextField()),
            words=Cast(F(words), TextField()) if words else Value("", TextField()),
            who=Cast(F(who), TextField()) if who else Value("", TextField()),
            at=Cast(F(at), DateTimeField()),
            until=F(until) if until else Cast(Value(None, DateField()), DateField()),
        )
        .values_list(*COLUMNS)
    )
