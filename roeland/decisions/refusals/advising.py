"""Why an advice, facts, a warning or oversight was refused."""

from typing import Any

from roeland.decisions.refusals.asking import Refused


class NotAsked(Refused):
    """Somebody else is asked: `role`, and the `persons` who hold it today."""

    status = 403

    def __init__(self, role: str = "", persons: tuple[Any, ...] = ()) -> None:
        super().__init__(role)
        self.role, self.persons = role, persons


class AdvisesOwnRequest(Refused):
    """Nobody advises on their own request, on what they reported, or on what they decide."""

    status = 403


class AnotherKind(Refused):
    """Facts were given where advice is asked, or the other way round."""


class WordsMissing(Refused):
    """The reasons, the question, the answer or the warning is empty."""


class AdviceConditionsMissing(Refused):
    """An advice with conditions names none."""


class ReferenceMissing(Refused):
    """What staff representation says needs the reference and the date of its act, on a day that has come."""


class LinkNotSecure(Refused):
    """A link must start with https."""


class AlreadyAdvised(Refused):
    """There is an advice: no question back, and nothing to hand over."""


class AlreadyPaused(Refused):
    """A question back is open; the clock stands still already."""


class NobodyToAsk(Refused):
    """Who asked and the AI owner are gone, or are the one who wants to know."""


class AlreadyAnswered(Refused):
    """Somebody answered before."""


class NotTheOneAsked(Refused):
    """Who asked for the decision or the AI owner answers a question back."""

    status = 403


class AnotherRole(Refused):
    """An inquiry is handed over only to somebody who holds the same role here, and to nobody for the own request."""


class AlreadyInvolved(Refused):
    """The data protection officer is asked already: `inquiry` is where."""

    def __init__(self, inquiry: Any) -> None:
        super().__init__(str(inquiry.pk))
        self.inquiry = inquiry


class NotTheOverseer(Refused):
    """Only who holds this role for the application does this: `role`."""

    status = 403

    def __init__(self, role: str = "") -> None:
        super().__init__(role)
        self.role = role


class NotAccountable(Refused):
    """Who is accountable answers an urgent warning: `appointed`."""

    status = 403

    def __init__(self, appointed: Any) -> None:
        super().__init__(appointed.role)
        self.appointed = appointed


class DayNotYet(Refused):
    """What happened cannot lie in the future, nor an outcome before what it answers."""
