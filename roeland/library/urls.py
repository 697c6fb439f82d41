"""The addresses of official questionnaires."""

from django.urls import path

from roeland.library.views import deciding, looking

app_name = "library"
urlpatterns = [
    path("", looking.forms, name="forms"),
    path("import/", deciding.import_form, name="import_form"),
    path("<uuid:pk>/", looking.form, name="form"),
    path("<uuid:pk>/file/", looking.source, name="source"),
    path("<uuid:pk>/take-into-use/", deciding.take, name="take"),
    path("<uuid:pk>/throw-away/", deciding.drop, name="drop"),
    path("<uuid:pk>/withdraw/", deciding.withdraw, name="withdraw"),
]
