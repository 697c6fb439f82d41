"""What a figure counts, in the words of the register's list: the same filters count it and lead to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from roeland.register.models import Phase

Filters = Mapping[str, Collection[str]]
"""Per filter of the list (class, route, phase, mark, …) the values that count. Nothing is everything."""

NONE, WAITING = "none", "waiting"  # has none; has one who has not said yes
UNDECIDED = "undecided"
SOME, NO_INTAKE = "some", "no-intake"


@dataclass(frozen=True)
class Scope:
    """Which applications a picture is about."""

    code: str
    label: str | Promise
    phases: tuple[str, ...]

    @property
    def filters(self) -> Filters:
        return {"phase": self.phases} if self.phases else {}


RUNNING = Scope(
    "",
    _("Everything that runs"),
    (Phase.REPORTED.value, Phase.IN_ASSESSMENT.value, Phase.EXPERIMENT.value, Phase.PRODUCTION.value),
)
IN_USE = Scope("use", _("In use or on trial"), (Phase.EXPERIMENT.value, Phase.PRODUCTION.value))
EVERYTHING = Scope("all", _("Also what has ended"), ())
SCOPES = (RUNNING, IN_USE, EVERYTHING)


def scope_called(code: str) -> Scope:
    """The scope of this code; what runs when there is none."""
    return next((scope for scope in SCOPES if scope.code == code), RUNNING)


def address(filters: Filters) -> str:
    """The register's list with exactly these filters."""
    url = reverse("register:list")
    return (
        f"{url}?{urlencode({name: list(values) for name, values in filters.items()}, doseq=True)}" if filters else url
    )
