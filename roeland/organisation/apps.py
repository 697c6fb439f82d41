from importlib import import_module

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from roeland.organisation.prepared import keep_prepared


class OrganisationConfig(AppConfig):
    name = "roeland.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("roeland.organisation.receivers")
        connection_created.connect(keep_prepared, dispatch_uid="organisation.prepared")
