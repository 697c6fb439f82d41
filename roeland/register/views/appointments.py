"""Being appointed: read what is asked, and say yes or no."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register import services
from roeland.register.models import Appointment
from roeland.register.parts.appointments import ASKED, AnswerForm


@permitted("appointment.view", Appointment)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: Request, appointment: Appointment) -> HttpResponse:
    """What is asked of whom, and the answer; who was appointed answers here."""
    form, late = AnswerForm(request.POST if request.method == "POST" else None), False
    if form.is_bound and form.is_valid():
        try:
            services.answer_appointment(appointment=appointment, actor=request.person, **form.chosen)
        except services.NoLongerAsked:
            appointment.refresh_from_db()
            late = True
        else:
            messages.success(request, _thanks(form))
            return redirect(appointment.application)
    application = appointment.application
    context = {
        "appointment": appointment,
        "application": application,
        "asked": ASKED[Appointment.Duty(appointment.duty)],
        "mine": appointment.person_id == request.person.pk,
        "may_answer": appointment.is_open and may(request.person, "appointment.answer", appointment),
        "may_edit": may(request.person, "application.edit", application),
        "form": form,
        "late": late,
    }
    return render(request, "register/appointment.html", context, status=409 if late else status_of(form))


def _thanks(form: AnswerForm) -> str:
    if form.chosen["accepted"]:
        return _("You are the owner now. Thank you.")
    return _("You are not the owner. Who appointed you reads why, and finds somebody else.")
