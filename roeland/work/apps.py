from importlib import import_module

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "roeland.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("roeland.work.receivers")
