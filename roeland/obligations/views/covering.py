"""A measure meets an obligation: what the pages that offer it share."""

from collections.abc import Iterable

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.obligations import services
from roeland.obligations.forms import CoverForm
from roeland.obligations.models import Duty
from roeland.organisation.middleware import Request


def covered(request: Request, form: CoverForm, duties: Iterable[Duty]) -> None:
    """Let the measure of a sound form meet these, as far as this person works on them; say what came of it."""
    said = form.cleaned_data
    try:
        number = services.cover(measure=said["measure"], duties=duties, met=said["met"], actor=request.person)
    except services.NotNow:
        messages.error(request, _("This measure does not hold today: somebody must look first whether it works."))
        return
    if not number:
        messages.error(request, _("Nothing was changed: none of these is yours to work on, or nothing is left to do."))
        return
    done = ngettext("Done for %(n)d application.", "Done for %(n)d applications.", number) % {"n": number}
    more = _("There are more: do it once more.") if number == services.MOST_COVERED else ""
    messages.success(request, " ".join(filter(None, (done, more))))
