"""Addresses of the register."""

from django.urls import path

from roeland.register.views import (
    apart,
    appointments,
    documents,
    dossier,
    edit,
    exporting,
    history,
    importing,
    index,
    many,
    parts,
    saved,
    sheets,
)

app_name = "register"
urlpatterns = [
    path("", index.index, name="list"),
    path("export/", exporting.export, name="export"),
    path("print/", exporting.on_paper, name="on_paper"),
    path("change/", many.change, name="change_many"),
    path("lists/", saved.index, name="saved_views"),
    path("lists/new/", saved.keep, name="keep_view"),
    path("lists/<uuid:pk>/", saved.change, name="change_view"),
    path("lists/<uuid:pk>/remove/", saved.remove, name="remove_view"),
    path("import/", importing.start, name="import"),
    path("import/<uuid:pk>/", importing.run, name="import_run"),
    path("import/<uuid:pk>/columns/", sheets.columns, name="import_columns"),
    path("import/<uuid:pk>/confirm/", sheets.confirm, name="confirm_import"),
    path("import/<uuid:pk>/withdraw/", sheets.withdraw, name="withdraw_import"),
    path("import/<uuid:pk>/wrong-rows/", sheets.wrong_rows, name="wrong_rows"),
    path("<uuid:pk>/", dossier.application, name="application"),
    path("appointments/<uuid:pk>/", appointments.appointment, name="appointment"),
    path("documents/<uuid:pk>/", documents.document, name="document"),
    path("documents/<uuid:pk>/remove/", documents.remove, name="remove_document"),
    path("<uuid:pk>/documents/", documents.documents, name="documents"),
    path("<uuid:pk>/history/", history.history, name="history"),
    path("<uuid:pk>/compare/", history.compare, name="compare"),
    path("<uuid:pk>/parts/", parts.parts, name="parts"),
    path("<uuid:pk>/parts/<slug:kind>/", parts.add, name="add_part"),
    path("<uuid:pk>/parts/<slug:kind>/<uuid:part>/", parts.change, name="part"),
    path("<uuid:pk>/parts/<slug:kind>/<uuid:part>/remove/", parts.remove, name="remove_part"),
    path("<uuid:pk>/alike/", apart.alike, name="alike"),
    path("<uuid:pk>/apart/<uuid:other>/", apart.tell_apart, name="tell_apart"),
    path("<uuid:pk>/edit/<slug:section>/", edit.edit, name="edit"),
]
