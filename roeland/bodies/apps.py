from importlib import import_module

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "roeland.bodies"
    label = "bodies"

    def ready(self) -> None:
        import_module("roeland.bodies.receivers")
