from importlib import import_module

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "roeland.obligations"
    label = "obligations"

    def ready(self) -> None:
        import_module("roeland.obligations.receivers")
