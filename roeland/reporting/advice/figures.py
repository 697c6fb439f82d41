"""The figures that an advice freezes: read once from the register, kept with the document, never computed again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roeland.library.models import Document
from roeland.organisation.models import Organisation
from roeland.register.models import AIClass, Answered, Phase
from roeland.reporting.picture import counting
from roeland.reporting.picture.narrowing import NO_INTAKE, NONE, RUNNING, SOME, UNDECIDED, WAITING, Filters

USED = (Phase.EXPERIMENT.value, Phase.PRODUCTION.value)
YES, UNKNOWN = [Answered.YES.value], [Answered.UNKNOWN.value]
FIGURES: Mapping[str, tuple[str | Promise, Filters]] = {
    "running": (_("Applications that run"), {}),
    "in_use": (_("In use or on trial"), {"phase": USED}),
    "undecided": (_("Not yet decided"), {"mark": [UNDECIDED]}),
    "late": (_("Not yet decided, past the date"), {counting.LATE: [counting.LATE]}),
    "no_owner": (_("Without an AI owner"), {"owner": [NONE]}),
    "owner_waits": (_("AI owner has not accepted yet"), {"owner": [WAITING]}),
    "forbidden": (_("Prohibited"), {"class": [AIClass.FORBIDDEN.value]}),
    "high": (_("High risk"), {"class": [AIClass.HIGH.value]}),
    "class_unknown": (_("AI class not yet known"), {"class": [AIClass.UNKNOWN.value]}),
    "no_intake": (_("No intake yet"), {"questions": [NO_INTAKE]}),
    "open": (_("Intake with open questions"), {"questions": [SOME]}),
    "personal": (_("Uses personal data"), {"personal": YES}),
    "affects": (_("Affects people directly"), {"affects": YES}),
    "affects_unknown": (_("Not yet known whether it affects people"), {"affects": UNKNOWN}),
}


@dataclass(frozen=True)
class Frozen:
    """A figure of a document; `was` is what the advice before it said, when there was one."""

    label: str | Promise
    value: int
    was: int | None

    @property
    def moved(self) -> bool:
        return self.was is not None and self.was != self.value


def of_now(organisation: Organisation, today: date, previous: Document | None) -> list[dict[str, Any]]:
    """Read the figures of this moment, each beside what the previous advice said."""
    running = counting.count(organisation, today).within(RUNNING.filters)
    earlier = {figure["code"]: figure["value"] for figure in previous.figures} if previous else {}
    return [
        {"code": code, "value": running.of(filters), "was": earlier.get(code)}
        for code, (_label, filters) in FIGURES.items()
    ]


def shown(figures: list[dict[str, Any]]) -> list[Frozen]:
    """The figures with their words; one that this version no longer knows keeps its code."""
    return [
        Frozen(FIGURES[each["code"]][0] if each["code"] in FIGURES else each["code"], each["value"], each.get("was"))
        for each in figures
    ]
