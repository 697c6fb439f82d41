"""One experiment at a time is changed by one act."""

from roeland.portfolio.models import Experiment
from roeland.portfolio.refusals import NotNow


def locked(experiment: Experiment, *states: str) -> Experiment:
    """Return it, kept for this transaction. Raises NotNow unless it is in one of the states."""
    rows = Experiment.objects.select_for_update(of=("self",)).select_related("application", "organisation", "owner")
    found = rows.get(pk=experiment.pk)
    if found.state not in states:
        raise NotNow(found.state)
    return found
