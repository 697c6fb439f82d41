"""Closing days: an organisation says on which days nobody works, and its terms pass them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.journal.queries import entries_of
from roeland.organisation import services
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import ClosingDays, Organisation
from roeland.organisation.services.closing import TooLong
from tests.building.organisation import a_person

FRIDAY = date(2030, 5, 24)


def address(name: str, *args) -> str:
    return reverse(f"organisation:{name}", args=args)


def works_on(organisation: Organisation, day: date) -> bool:
    return Organisation.objects.get(pk=organisation.pk).working_days.works_on(day)


def close(organisation, actor, first=FRIDAY, last=FRIDAY) -> ClosingDays:
    return services.add_closing_days(organisation=organisation, name="Brugdag", first=first, last=last, actor=actor)


def test_nobody_works_on_a_closing_day_and_the_journal_says_who_closed(city, administrator, elsewhere):
    assert works_on(city, FRIDAY)
    close(city, administrator, last=FRIDAY + timedelta(days=3))
    assert not works_on(city, FRIDAY)
    assert not works_on(city, FRIDAY + timedelta(days=3))
    assert works_on(elsewhere, FRIDAY)
    entry = entries_of(city.pk).first()
    assert (entry.verb, entry.actor) == ("organisation.closing_days_added", administrator.pk)


def test_a_closing_day_can_be_taken_back_twice_without_harm(city, administrator):
    row = close(city, administrator)
    services.remove_closing_days(closing_days=row, actor=administrator)
    services.remove_closing_days(closing_days=row, actor=administrator)
    assert works_on(city, FRIDAY)
    assert [entry.verb for entry in entries_of(city.pk)].count("organisation.closing_days_removed") == 1


@pytest.mark.parametrize("last", [FRIDAY - timedelta(days=1), FRIDAY + timedelta(days=31)])
def test_a_closure_ends_after_it_begins_and_within_a_month(city, administrator, last):
    with pytest.raises(TooLong):
        close(city, administrator, last=last)


def test_an_organisation_chooses_only_what_the_law_leaves_open(city, administrator):
    Organisation.objects.filter(pk=city.pk).update(jurisdiction="NL")
    liberation, christmas = date(2032, 5, 5), date(2031, 12, 25)
    assert works_on(city, liberation)
    changed = services.choose_holidays(organisation=city, closed=["nl-liberation-day"], actor=administrator)
    assert changed == ["nl-liberation-day"]
    assert not works_on(city, liberation)
    assert services.choose_holidays(organisation=city, closed=["nl-liberation-day"], actor=administrator) == []
    services.choose_holidays(organisation=city, closed=[], actor=administrator)
    assert works_on(city, liberation)
    assert not works_on(city, christmas)
    for unknown in ("nl-christmas", "be-all-souls", "x"):
        with pytest.raises(services.NoSuchHoliday):
            services.choose_holidays(organisation=city, closed=[unknown], actor=administrator)


def test_only_an_administrator_of_the_organisation_closes(city, administrator, elsewhere, employee):
    with pytest.raises(NotPermitted):
        close(city, employee)
    with pytest.raises(OtherOrganisation):
        close(elsewhere, administrator)
    theirs = close(elsewhere, None)
    with pytest.raises(OtherOrganisation):
        services.remove_closing_days(closing_days=theirs, actor=administrator)


class TestPage:
    def test_it_shows_the_holidays_and_takes_a_day(self, signed_in, city, administrator):
        client, day = signed_in(administrator), timezone.localdate() + timedelta(days=3)
        assert "Hemelvaart" in client.get(address("closing_days")).content.decode()
        client.post(address("closing_days"), {"name": "Brugdag", "first": f"{day}", "last": ""})
        row = ClosingDays.objects.get(organisation=city)
        assert (row.name, row.first, row.last, row.added_by) == ("Brugdag", day, day, administrator)
        assert "Brugdag" in client.get(address("closing_days")).content.decode()
        client.post(address("remove_closing_days", row.pk))
        assert not ClosingDays.objects.exists()

    @pytest.mark.parametrize("last", ["2029-01-01", "2031-01-01", "morgen"])
    def test_days_that_cannot_be_are_told_and_nothing_typed_is_lost(self, signed_in, administrator, last):
        data = {"name": "Brugdag", "first": "2030-05-24", "last": last}
        answer = signed_in(administrator).post(address("closing_days"), data)
        assert answer.status_code == 422
        assert 'value="Brugdag"' in answer.content.decode()
        assert not ClosingDays.objects.exists()

    def test_holidays_are_chosen_by_a_tick(self, signed_in, city, administrator):
        Organisation.objects.filter(pk=city.pk).update(jurisdiction="BE-VLG")
        client = signed_in(administrator)
        client.post(address("holidays"), {"closed": ["be-all-souls"]})
        assert not works_on(city, date(2026, 11, 2))
        assert works_on(city, date(2028, 7, 11))  # not ticked any more
        assert client.post(address("holidays"), {"closed": ["nl-kings-day"]}).status_code == 422

    def test_days_of_another_organisation_are_not_there(self, signed_in, administrator, elsewhere):
        theirs = close(elsewhere, None)
        assert signed_in(administrator).post(address("remove_closing_days", theirs.pk)).status_code == 404
        assert ClosingDays.objects.filter(pk=theirs.pk).exists()


def test_a_colleague_without_the_role_changes_nothing(signed_in, city):
    client = signed_in(a_person(city, "Kim"))
    assert client.get(address("closing_days")).status_code == 403
    assert client.post(address("holidays"), {"closed": []}).status_code == 403


def test_the_journal_tells_in_words_what_was_closed(signed_in, city, administrator):
    Organisation.objects.filter(pk=city.pk).update(jurisdiction="BE-VLG")
    close(city, administrator)
    services.choose_holidays(organisation=city, closed=["be-all-souls"], actor=administrator)
    page = " ".join(signed_in(administrator).get(address("journal")).content.decode().split())
    for words in ("voegde sluitingsdagen toe", "Brugdag", "24 mei 2030", "Allerzielen", "Feestdag van de Vlaamse"):
        assert words in page
