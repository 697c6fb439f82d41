from importlib import import_module

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "roeland.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("roeland.decisions.receivers")
