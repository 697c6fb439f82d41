"""The case file of a request, exactly as it was frozen."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roeland.decisions.models import GateRequest
from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request


@require_safe
@permitted("journal.own", GateRequest)
def case_file(request: Request, gate_request: GateRequest) -> HttpResponse:
    """Send the file of which the seal is the SHA-256, byte for byte. It holds no advice: it was made before any."""
    frozen = gate_request.case_file
    if frozen is None:
        raise Http404
    name = slugify(f"{gate_request.application.code} {_('case file')} {frozen.made_at:%Y-%m-%d}")
    answer = HttpResponse(frozen.content.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer
