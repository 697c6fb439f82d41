from importlib import import_module

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "roeland.library"
    label = "library"

    def ready(self) -> None:
        import_module("roeland.library.official")  # who reads a document by its reference finds imported forms too
