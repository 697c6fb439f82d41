"""The component roadmap: which experiments run, and which are past their end."""

from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.organisation.models import Organisation
from roeland.portfolio import queries
from roeland.portfolio.models import Experiment
from roeland.reporting.picture.tables import Figure
from roeland.reporting.status import Part, coming


def roadmap(organisation: Organisation, today: date) -> Part:
    """What is tried out now. Goals come later."""
    part, url = coming.roadmap(organisation, today), reverse("portfolio:experiments")
    running = queries.experiments(organisation).filter(state=Experiment.State.RUNNING).count()
    over = queries.over(organisation, today).count()
    figures = (Figure(_("experiments run"), running, url), Figure(_("experiments past their end"), over, url))
    return replace(part, figures=figures, behind=tuple(_behind(over)), source=_("the experiments"))


def _behind(over: int):
    if over:
        yield ngettext(
            "%(n)d experiment is past its end date without a conclusion.",
            "%(n)d experiments are past their end date without a conclusion.",
            over,
        ) % {"n": over}
