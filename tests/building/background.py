"""Letting what waits in the background happen now, within the transaction of a test."""

from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def run_waiting() -> int:
    """Run what waits, and what that puts in the queue, in its order; return how many pieces of work there were."""
    done = 0
    while row := DBTaskResult.objects.ready().order_by("enqueued_at", "pk").first():
        DBTaskResult.objects.filter(pk=row.pk).update(status=TaskResultStatus.SUCCESSFUL)
        import_string(row.task_path).func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        done += 1
    return done
