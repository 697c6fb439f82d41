from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from roeland.journal import services
from roeland.journal.models import Entry, Seal
from tests.building.organisation import an_organisation
from tests.journal.acting import act

pytestmark = pytest.mark.django_db(transaction=True)


def in_a_thread(work):
    def run(*arguments):
        try:
            return work(*arguments)
        finally:
            connection.close()

    return run


def test_two_writers_and_a_sealer_at_once_lose_nothing():
    organisation = an_organisation()

    def write():
        for number in range(25):
            act(organisation, values={"number": [0, number]})

    def seal():
        return sum(services.seal(organisation.pk) for _ in range(25))

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(in_a_thread(job)) for job in (write, seal, write, seal)]
        sealed = sum(job.result() or 0 for job in jobs)
    sealed += services.seal(organisation.pk)
    assert sealed == Entry.objects.count() == 50
    listed = [key for entries in Seal.objects.values_list("entries", flat=True) for key, _ in entries]
    assert len(listed) == len(set(listed)) == 50
    verdict = services.verify(organisation.pk)
    assert (verdict.ok, verdict.unsealed) == (True, 0)


def test_an_act_that_commits_after_a_seal_is_sealed_by_the_next():
    """On SQLite the second writer waits for the first; on PostgreSQL both are under way at once."""
    organisation = an_organisation()
    if connection.vendor == "sqlite":
        act(organisation), services.seal(organisation.pk), act(organisation)
    else:
        with ThreadPoolExecutor(1) as pool, transaction.atomic():
            services.record("organisation.created", subject=organisation, actor=None)
            pool.submit(in_a_thread(lambda: act(organisation) and services.seal(organisation.pk))).result()
    assert services.verify(organisation.pk).unsealed == 1
    services.seal(organisation.pk)
    verdict = services.verify(organisation.pk)
    assert (verdict.ok, verdict.unsealed, verdict.seals) == (True, 0, 2)
