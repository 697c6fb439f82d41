"""Why an appointment ended; those of people who left, which still stood there as accepted, end."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def end_of_those_who_left(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Those that still stand in the application stay: that person is its owner in name."""
    appointments = apps.get_model("register", "Appointment")
    for duty in ("owner", "process_owner"):
        rows = appointments.objects.filter(duty=duty, answer__in=("", "accepted"), person__active=False)
        others = rows.exclude(**{f"application__{duty}": models.F("person")}).values_list("pk", flat=True)
        appointments.objects.filter(pk__in=list(others)).update(answer="ended", ended_because="left")


class Migration(migrations.Migration):
    dependencies = [("register", "0007_sheets_and_likeness")]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="ended_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("replaced", "Somebody else was appointed."),
                    ("taken_away", "It was taken away."),
                    ("left", "The person left, and handed it over."),
                ],
                max_length=10,
                default="",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(end_of_those_who_left, migrations.RunPython.noop),
    ]
