"""Addresses of this room."""

from django.urls import path

from roeland.obligations.views import coming, duties, evidence, measures, overview, risks, rules_kept

app_name = "obligations"
urlpatterns = [
    path("", overview.everything, name="everything"),
    path("mine/", overview.mine, name="mine"),
    path("export/", overview.export, name="export"),
    path("rules/", rules_kept.rules, name="rules"),
    path("coming/", coming.calendar, name="calendar"),
    path("coming/<slug:code>/", coming.on_date, name="on_date"),
    path("risks/", risks.overview, name="risks"),
    path("risks/matrix/", risks.matrix, name="risk_matrix"),
    path("risks/<uuid:pk>/", risks.risk, name="risk"),
    path("risks/<uuid:pk>/change/", risks.change, name="change_risk"),
    path("risks/<uuid:pk>/accept/", risks.accept, name="accept_risk"),
    path("risks/<uuid:pk>/close/", risks.close, name="close_risk"),
    path("of/<uuid:pk>/risks/", risks.of_application, name="risks_of"),
    path("of/<uuid:pk>/risks/add/", risks.add, name="add_risk"),
    path("measures/", measures.measures, name="measures"),
    path("measures/begin/", measures.begin, name="begin_measure"),
    path("measures/<uuid:pk>/", measures.measure, name="measure"),
    path("measures/<uuid:pk>/look/", measures.look, name="look"),
    path("measures/<uuid:pk>/end/", measures.end, name="end_measure"),
    path("duty/<uuid:pk>/cover/", duties.cover, name="cover"),
    path("<slug:code>/cover/", overview.cover_many, name="cover_many"),
    path("<slug:code>/applications/", overview.one, name="one"),
    path("<slug:code>/applications/pdf/", overview.one_pdf, name="one_pdf"),
    path("of/<uuid:pk>/pdf/", duties.application_pdf, name="application_pdf"),
    path("of/<uuid:pk>/", duties.of_application, name="of_application"),
    path("duty/<uuid:pk>/", duties.duty, name="duty"),
    path("duty/<uuid:pk>/note/", duties.note, name="note"),
    path("duty/<uuid:pk>/evidence/", evidence.add, name="add_evidence"),
    path("evidence/<uuid:pk>/renew/", evidence.renew, name="renew"),
    path("evidence/<uuid:pk>/withdraw/", evidence.withdraw, name="withdraw"),
    path("evidence/<uuid:pk>/file/", evidence.file, name="file"),
]
