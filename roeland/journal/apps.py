from django.apps import AppConfig
from django.db.models.signals import post_migrate

from roeland.journal import triggers


class JournalConfig(AppConfig):
    name = "roeland.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # SQLite drops the triggers of a table that a migration remakes, so they come back after every migration.
        post_migrate.connect(triggers.after_migration, sender=self)
