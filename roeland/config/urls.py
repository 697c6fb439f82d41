"""Every address of Roeland."""

from django.urls import include, path

from roeland.organisation.views.closed import closed

handler400 = "roeland.ui.views.bad_request"
handler403 = "roeland.ui.views.not_allowed"
handler404 = "roeland.ui.views.not_found"
handler429 = "roeland.ui.views.too_many"
handler500 = "roeland.ui.views.server_error"

urlpatterns = [
    path("", include("roeland.work.urls")),
    *(path(f"account/{page}/", closed) for page in ("email", "confirm-email", "3rdparty", "3rdparty/signup")),
    path("account/", include("allauth.urls")),
    path("ui/", include("roeland.ui.urls")),
    path("organisation/", include("roeland.organisation.urls")),
    path("register/", include("roeland.register.urls")),
    path("intake/", include("roeland.assessments.urls")),
    path("may-i/", include("roeland.assessments.quick.urls")),
    path("uses/", include("roeland.assessments.uses.urls")),
    path("assessments/", include("roeland.assessments.instruments.urls")),
    path("experiments/", include("roeland.portfolio.urls")),
    path("obligations/", include("roeland.obligations.urls")),
    path("bodies/", include("roeland.bodies.urls")),
    path("decisions/", include("roeland.decisions.urls")),
    path("governance/", include("roeland.decisions.matrix.urls")),
    path("library/forms/", include("roeland.library.urls")),
    path("reports/", include("roeland.reporting.urls")),
    path("demo/", include("roeland.demo.urls")),
]
