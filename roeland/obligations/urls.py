"""Addresses of this room."""

from django.urls import path

from roeland.obligations.views import coming, duties, evidence, measures, overview

app_name = "obligations"
urlpatterns = [
    path("", overview.everything, name="everything"),
    path("export/", overview.export, name="export"),
    path("coming/", coming.calendar, name="calendar"),
    path("coming/<slug:code>/", coming.on_date, name="on_date"),
    path("measures/", measures.measures, name="measures"),
    path("measures/begin/", measures.begin, name="begin_measure"),
    path("measures/<uuid:pk>/", measures.measure, name="measure"),
    path("measures/<uuid:pk>/look/", measures.look, name="look"),
    path("measures/<uuid:pk>/end/", measures.end, name="end_measure"),
    path("duty/<uuid:pk>/cover/", duties.cover, name="cover"),
    path("<slug:code>/cover/", overview.cover_many, name="cover_many"),
    path("<slug:code>/applications/", overview.one, name="one"),
    path("of/<uuid:pk>/", duties.of_application, name="of_application"),
    path("duty/<uuid:pk>/", duties.duty, name="duty"),
    path("duty/<uuid:pk>/note/", duties.note, name="note"),
    path("duty/<uuid:pk>/evidence/", evidence.add, name="add_evidence"),
    path("evidence/<uuid:pk>/renew/", evidence.renew, name="renew"),
    path("evidence/<uuid:pk>/withdraw/", evidence.withdraw, name="withdraw"),
    path("evidence/<uuid:pk>/file/", evidence.file, name="file"),
]
