"""Every address of Roeland."""

from django.urls import include, path

handler400 = "roeland.ui.views.bad_request"
handler403 = "roeland.ui.views.not_allowed"
handler404 = "roeland.ui.views.not_found"
handler500 = "roeland.ui.views.server_error"

urlpatterns = [
    path("", include("roeland.work.urls")),
    path("account/", include("allauth.urls")),
    path("ui/", include("roeland.ui.urls")),
    path("organisation/", include("roeland.organisation.urls")),
    path("register/", include("roeland.register.urls")),
    path("intake/", include("roeland.assessments.urls")),
    path("decisions/", include("roeland.decisions.urls")),
    path("demo/", include("roeland.demo.urls")),
]
