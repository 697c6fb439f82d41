from django.apps import AppConfig
from django.db.models.signals import post_migrate

from roeland.search import fulltext


class SearchConfig(AppConfig):
    name = "roeland.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(fulltext.after_migration, sender=self)
