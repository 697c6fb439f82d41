"""How a use stands today: inside what was agreed, looked at, still to be looked at, or outside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from roeland.assessments.models import AcceptableUse, UseAnswers
from roeland.assessments.quick import checking, showing
from roeland.assessments.uses import joining
from roeland.register.models import Answered, Application, Use
from roeland.register.resembling import FINISHED


@dataclass(frozen=True)
class Standing:
    """A use with how it stands: `code` is inside, seen, asked or outside."""

    use: Use
    code: str

    @property
    def words(self) -> str:
        """How it stands, in a few words."""
        return {
            "inside": _("Within what was agreed"),
            "seen": _("Looked at: it fits"),
            "asked": _("Not looked at yet"),
            "outside": _("No longer within what is agreed"),
        }[self.code]


def stand(uses: Sequence[Use], frame: AcceptableUse | None) -> list[Standing]:
    """How these uses of one application stand today. A frame that changed or ended counts from that moment."""
    answers = joining.answers_of(uses)
    return [Standing(use, _code(use, answers.get(use.pk), frame)) for use in uses]


def _code(use: Use, answers: UseAnswers | None, frame: AcceptableUse | None) -> str:
    if answers is None:
        return "seen" if use.fits == Answered.YES else "asked"
    if frame is None:
        return "outside"
    outcome = checking.judge_among(joining.asked_by(answers, frame.application), [frame]).outcome
    return "inside" if outcome.answer in joining.INSIDE else "outside"


def inherited(application: Application) -> list[str]:
    """What every use takes over from its application, in sentences: class, route, and whether somebody decided."""
    return [
        _("AI class: %(name)s.") % {"name": application.get_ai_class_display()},
        _("Route: %(name)s.") % {"name": application.get_route_display()},
        _decided(application),
    ]


def _decided(application: Application) -> str:
    if application.phase in FINISHED:
        return _("It may no longer be used.")
    decided = application.is_in_use and not application.undecided
    return _("Somebody decided that it may be used.") if decided else _("Nobody has decided on it yet.")


def house_rules(answers: UseAnswers, application: Application) -> dict[str, Any]:
    """The outcome of the quick check on what a team said, in words, with the rules that hold for it."""
    asked = joining.asked_by(answers, application)
    return showing.answer(asked, checking.judge(asked, application.organisation))
