"""Why an act on a version of the matrix was refused, in words."""

from django.utils.translation import gettext as _

from roeland.library.models import OwnVersion
from roeland.rules.matrix_checks import Problem


class Refused(Exception):
    """The act was refused and nothing changed."""

    @property
    def sentence(self) -> str:
        """What happened, why and what to do."""
        raise NotImplementedError


class NotAdoptable(Refused):
    """The draft does not hold together: `problems` says where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems

    @property
    def sentence(self) -> str:
        return _("Something is not right yet in this version. Mend what stands below first.")


class NothingDiffers(Refused):
    """The draft says the same as what holds already."""

    @property
    def sentence(self) -> str:
        return _("This version says the same as the one that holds. Change something, or throw it away.")


class OwnProposal(Refused):
    """Nobody adopts what they proposed themselves, unless an organ above did: then its act stands beside it."""

    @property
    def sentence(self) -> str:
        return _(
            "You proposed this yourself. Let a colleague of the directorate adopt it, or fill in the act of the organ "
            "that adopted it."
        )


class ChangedMeanwhile(Refused):
    """Somebody else changed this place after the actor opened it; `version` is how the draft stands now."""

    def __init__(self, version: OwnVersion) -> None:
        super().__init__(str(version.pk))
        self.version = version

    @property
    def sentence(self) -> str:
        return _("A colleague changed this while you were working. Yours stands below. Keep it to replace theirs.")
