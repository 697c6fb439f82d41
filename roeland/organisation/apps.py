from importlib import import_module

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "roeland.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("roeland.organisation.receivers")
