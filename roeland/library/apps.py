from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "roeland.library"
    label = "library"
