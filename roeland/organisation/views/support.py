"""Access for the support: who may look along, for what, until when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.organisation import services
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.forms.support import SupportForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import SupportConsent

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("organisation.administer")
def support(request: Request) -> HttpResponse:
    """Show who may and might look along, and let somebody do so."""
    organisation = request.person.organisation
    form = SupportForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.allow_support(organisation=organisation, actor=request.person, **form.cleaned_data)
            messages.success(request, _("The support may look along now. You can withdraw this at any moment."))
            return redirect("organisation:support")
        except services.NoSupportLogin:
            form.add_error("email", _("This is no address of the support. Ask them which one they sign in with."))
    rows = SupportConsent.objects.filter(organisation=organisation).select_related("person", "given_by")
    now = timezone.now()
    told = [(row, row.runs(now)) for row in rows.order_by("-given_at")[:SHOWN]]
    return render(request, "organisation/support.html", {"form": form, "consents": told}, status=status_of(form))


@require_POST
@permitted("organisation.administer", SupportConsent)
def withdraw(request: Request, consent: SupportConsent) -> HttpResponse:
    """Shut the door for the support."""
    services.withdraw_support(consent=consent, actor=request.person)
    messages.success(request, _("The support can no longer look along."))
    return redirect("organisation:support")
