"""The pages of governance, over HTTP: for everybody, for who drafts, for who adopts."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.decisions.matrix import editing, services
from roeland.library import queries
from roeland.library.models import OwnVersion
from roeland.organisation.models import RoleHeld
from tests.building.matrix import a_draft, an_adopted_version, an_offered_version
from tests.building.organisation import a_person, a_role, a_unit, an_organisation


def page_of(response) -> str:
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def address(name, version=None, *more) -> str:
    return reverse(f"governance:{name}", args=[version.pk, *more] if version else [])


def letters(version, place, **fields) -> dict:
    """The form of an activity as a browser sends it."""
    here = editing.find(queries.meaning_of(version), place)
    names = ("accountable", "does", "advises", "informs")
    return {name: getattr(here, name) for name in names} | {"seen": editing.stamp(here)} | fields


def row_of(page, place) -> str:
    return re.search(rf'<tr id="{place}".*?</tr>', page)[0]


class TestLooking:
    def test_the_poster_shows_five_tracks_with_what_each_role_is_for_and_who_it_is(self, city, enter):
        page = page_of(enter(city.employee).get(address("poster")))
        assert page.count('class="rl-h2"') == 5
        assert page.count('<li id="role-') == 17
        assert "Voert de privacytoets en de mensenrechtentoets uit." in page
        assert "Tom Claes (Balie)" in page
        assert "voorstel" in page

    def test_the_menu_opens_the_poster(self, city, enter):
        assert f'href="{address("poster")}"' in page_of(enter(city.employee).get("/"))

    def test_who_sees_gaps_gets_the_way_there(self, city, enter):
        assert address("gaps") in page_of(enter(city.informed).get(address("poster")))
        assert address("gaps") not in page_of(enter(city.employee).get(address("poster")))
        assert enter(city.employee).get(address("gaps")).status_code == 403

    def test_the_matrix_has_a_row_for_each_activity_and_each_route(self, city, enter):
        page = page_of(enter(city.employee).get(address("matrix")))
        rows = len(queries.governance(city.organisation)[1].gates) + 19
        assert page.count('<tr id="') == rows
        assert "Niemand heeft het hier al vastgesteld" in page
        assert "krijgt bericht: Informatiemanager" in row_of(page, "start-light")
        assert "binnen 5 werkdagen" in row_of(page, "start-light")

    def test_a_condition_is_there_in_words_and_as_a_note(self, city, enter):
        page = page_of(enter(city.employee).get(address("matrix")))
        assert "als er persoonsgegevens in gaan" in row_of(page, "start-standard")
        number = re.search(r'data-l="Privacy officer">.*?<sup[^>]*>(\d+)</sup>', row_of(page, "start-standard"))[1]
        notes = re.search(r'<ol class="rl-matrix__notes">(.*?)</ol>', page)[1].split("</li>")
        assert "er persoonsgegevens in gaan" in notes[int(number) - 1]

    def test_one_role_shows_only_what_it_has_to_do_with(self, city, enter):
        page = page_of(enter(city.employee).get(address("matrix"), {"role": "procurement_officer"}))
        places = re.findall(r'<tr id="([^"]+)"', page)
        assert places[:2] == ["s14", "s15"]
        assert "s16" not in places

    def test_ones_own_role_is_marked(self, city, enter):
        assert "CISO (jij)" in page_of(enter(city.ciso).get(address("matrix")))

    def test_what_is_asked_wrongly_shows_everything(self, city, enter):
        response = enter(city.employee).get(address("matrix"), {"role": "mayor", "against": "governance@99"})
        assert response.status_code == 200
        assert page_of(response).count('<tr id="s') >= 19

    def test_another_version_is_compared_cell_by_cell(self, city, enter):
        an_adopted_version(city.informed, city.director)
        page = page_of(enter(city.employee).get(address("matrix"), {"against": "governance@1"}))
        assert "Wat verschilt met het voorstel van Roeland" in page
        assert re.search(r'Architect</td><td data-l="[^"]+">–</td><td data-l="Nu">Voert uit</td>', page)

    def test_what_the_council_adopts_stays_a_proposal_without_its_act(self, city, enter):
        version = an_adopted_version(city.informed, city.director)
        page = page_of(enter(city.employee).get(address("matrix")))
        assert "voorstel" in row_of(page, "s06")
        assert "voorstel" not in row_of(page, "s05")
        act = {"act_organ": "gemeenteraad", "act_number": "2026/14", "act_date": "2026-10-05"}
        assert enter(city.director).post(address("note_act", version), act).status_code == 302
        assert "voorstel" not in row_of(page_of(enter(city.employee).get(address("matrix"))), "s06")

    def test_whom_one_needs_is_three_clicks_away(self, city, enter):
        browser = enter(city.employee)
        assert address("who") in page_of(browser.get(address("poster")))
        assert "?about=s16" in page_of(browser.get(address("who")))
        page = page_of(browser.get(address("who"), {"about": "start-light"}))
        assert "Omdat Tom Claes teammanager is van Balie." in page
        assert f"mailto:{city.manager.email}" in page

    def test_one_can_look_for_another_unit(self, city, enter):
        other = a_unit(city.organisation, "Markt", parent=city.entity)
        page = page_of(enter(city.employee).get(address("who"), {"about": "start-light", "unit": other.pk}))
        assert "Tom Claes" not in page
        elsewhere = a_unit(an_organisation("Elders"), "Vreemd")
        page = page_of(enter(city.employee).get(address("who"), {"about": "start-light", "unit": elsewhere.pk}))
        assert "Vreemd" not in page
        assert "Tom Claes" in page

    def test_what_does_not_exist_is_not_found(self, city, enter):
        assert enter(city.employee).get(address("who"), {"about": "s99"}).status_code == 404

    def test_what_is_in_order_stands_apart_from_what_is_not(self, city, enter):
        page = page_of(enter(city.informed).get(address("gaps")))
        assert (
            page.index("Zonder vervanger")
            < page.index("Wat in orde is")
            < page.index("Wie beslist, heeft een mandaat.")
        )

    def test_the_gaps_name_what_nobody_does(self, city, enter):
        page = page_of(enter(city.informed).get(address("gaps")))
        assert "Niemand is privacy officer." in page
        assert "Rollen die niemand heeft" in page

    def test_my_role_follows_the_matrix_that_holds(self, city, enter):
        an_adopted_version(city.informed, city.director, does="lawyer")
        page = page_of(enter(city.lawyer).get(reverse("organisation:my_roles")))
        assert "Opvolgen hoe AI-geletterd de organisatie is" in page

    def test_the_pages_speak_english(self, city, enter):
        page = page_of(enter(city.employee).get(address("matrix"), headers={"accept-language": "en"}))
        assert "The matrix of roles" in page
        assert "if personal data are used" in page


class TestDrafting:
    def test_a_proposal_begins_with_one_click_and_a_second_one_leads_to_it(self, city, enter):
        browser = enter(city.informed)
        first = browser.post(address("begin"))
        assert first.url == OwnVersion.objects.get().get_absolute_url()
        assert browser.post(address("begin")).url == first.url

    def test_a_letter_is_changed_and_shows_as_a_difference(self, city, enter):
        version = services.begin(actor=city.informed)
        url = address("change", version, "s02")
        answer = enter(city.informed).post(url, letters(version, "s02", does=["lawyer"]))
        assert answer.url == f"{version.get_absolute_url()}#s02"
        page = page_of(enter(city.informed).get(version.get_absolute_url()))
        assert "rl-matrix__changed" in row_of(page, "s02")
        assert re.search(r'Jurist</td><td data-l="Nu">–</td><td data-l="In dit ontwerp">Voert uit</td>', page)

    def test_what_is_wrong_stands_beside_its_cell_and_it_cannot_be_offered(self, city, enter):
        version = services.begin(actor=city.informed)
        enter(city.informed).post(address("change", version, "s02"), letters(version, "s02", accountable="nobody"))
        page = page_of(enter(city.informed).get(version.get_absolute_url()))
        assert "Niemand is eindverantwoordelijk (EV). Kies één rol." in row_of(page, "s02")
        assert "1 ding klopt nog niet." in page
        assert address("offer", version) not in page
        answer = enter(city.informed).post(address("offer", version), {"reason": "Toch."}, follow=True)
        assert "In deze versie klopt nog iets niet." in page_of(answer)
        assert OwnVersion.objects.get().state == "draft"

    def test_a_gate_gets_somebody_more(self, city, enter):
        version = services.begin(actor=city.informed)
        row = editing.find(queries.meaning_of(version), "start-light")
        said = {"accountable": row.accountable, "answer_within": "3", "told": row.told, "seen": editing.stamp(row)}
        said |= {"added_mark": "A", "added_role": "lawyer", "added_code": "law-asked"}
        answer = enter(city.informed).post(address("change", version, "start-light"), said)
        assert answer.status_code == 302
        page = page_of(enter(city.informed).get(version.get_absolute_url()))
        assert "Adviseert (als de wet extra eisen stelt of een juridische vraag openstaat)" in page
        assert "binnen 3 werkdagen" in page

    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ({"answer_within": "0"}, "answer_within"),
            ({"answer_within": "veel"}, "answer_within"),
            ({"added_mark": "A"}, "Kies welke rol gevraagd wordt."),
            ({"added_mark": "A", "added_role": "lawyer"}, "Kies wanneer."),
            ({"added_role": "lawyer"}, "Kies of je deze rol om advies of om feiten vraagt."),
            ({"added_mark": "A", "added_role": "lawyer", "added_code": "full-asked"}, "added_code"),
            ({"accountable": "lawyer"}, "accountable"),
            ({"told": ["mayor"]}, "told"),
        ],
    )
    def test_what_does_not_fit_at_a_gate_is_said_and_nothing_is_lost(self, city, enter, fields, says):
        version = services.begin(actor=city.informed)
        said = {"accountable": "team_manager", "answer_within": "3"} | fields
        answer = enter(city.informed).post(address("change", version, "start-light"), said)
        assert answer.status_code == 422
        assert says in page_of(answer)
        assert OwnVersion.objects.get().meaning == version.meaning

    def test_who_was_second_sees_both_and_can_go_on(self, city, enter):
        version = services.begin(actor=city.informed)
        mine = letters(version, "s02", does=["lawyer"])
        theirs = editing.Letters("team_manager")
        services.change_activity(version=version, place="s02", letters=theirs, actor=city.informed)
        browser, url = enter(city.informed), address("change", version, "s02")
        answer = browser.post(url, mine)
        assert answer.status_code == 409
        assert "Een collega paste dit aan" in page_of(answer)
        seen = answer.context["form"].data["seen"]
        assert browser.post(url, mine | {"seen": seen}).status_code == 302
        assert editing.find(queries.meaning_of(OwnVersion.objects.get()), "s02").does == ("lawyer",)

    def test_a_place_that_does_not_exist_is_not_found(self, city, enter):
        version = services.begin(actor=city.informed)
        assert enter(city.informed).get(address("change", version, "s99")).status_code == 404

    def test_where_the_law_prohibits_it_says_that_one_can_only_reject_or_stop(self, city, enter):
        version = services.begin(actor=city.informed)
        page = page_of(enter(city.informed).get(address("change", version, "start-forbidden")))
        assert "kan alleen afwijzen of stoppen" in page

    def test_offering_needs_a_reason(self, city, enter):
        version = a_draft(city.informed)
        assert enter(city.informed).post(address("offer", version), {"reason": " "}).status_code == 422

    def test_offering_what_says_nothing_new_is_refused_in_words(self, city, enter):
        an_adopted_version(city.informed, city.director)
        version = services.begin(actor=city.informed)
        answer = enter(city.informed).post(address("offer", version), {"reason": "Zomaar."})
        assert answer.status_code == 409
        assert "zegt hetzelfde als wat nu geldt" in page_of(answer)

    def test_what_was_adopted_can_no_longer_be_changed(self, city, enter):
        version = an_adopted_version(city.informed, city.director)
        for name, more in (("change", ["s02"]), ("offer", []), ("drop", [])):
            answer = enter(city.informed).get(address(name, version, *more), follow=True)
            assert "Deze versie kan niet meer veranderen." in page_of(answer)

    def test_a_draft_is_thrown_away_after_a_question(self, city, enter):
        version = a_draft(city.informed)
        browser = enter(city.informed)
        assert "weggooien?" in page_of(browser.get(address("drop", version)))
        assert OwnVersion.objects.get().state == "draft"
        browser.post(address("drop", version))
        assert OwnVersion.objects.get().state == "dropped"

    def test_a_draft_is_not_for_everybody(self, city, enter):
        version = a_draft(city.informed)
        assert enter(city.employee).get(version.get_absolute_url()).status_code == 403
        assert str(version) not in page_of(enter(city.employee).get(address("versions")))
        assert enter(city.dpo).get(version.get_absolute_url()).status_code == 200
        for name, more in (("change", ["s02"]), ("offer", []), ("drop", [])):
            assert enter(city.dpo).get(address(name, version, *more)).status_code == 403

    def test_another_organisation_does_not_see_it(self, city, enter):
        version = an_adopted_version(city.informed, city.director)
        elsewhere = an_organisation("Elders")
        stranger = a_person(elsewhere, "Vreemd", role="information_manager")
        a_role(stranger, "directorate")
        for name, more in (("version", []), ("change", ["s02"]), ("offer", []), ("adopt", []), ("note_act", [])):
            assert enter(stranger).get(address(name, version, *more)).status_code == 404


class TestAdopting:
    SAID = {"review_on": "2090-01-01"}

    def test_the_directorate_sees_what_changes_and_adopts(self, city, enter):
        version = an_offered_version(city.informed)
        page = page_of(enter(city.director).get(address("adopt", version)))
        assert "De jurist volgt dit op." in page
        assert "Opvolgen hoe AI-geletterd de organisatie is" in page
        assert "De strategische kaders over AI politiek vaststellen" in page
        answer = enter(city.director).post(address("adopt", version), self.SAID, follow=True)
        assert "Deze versie geldt vanaf nu." in page_of(answer)
        assert OwnVersion.objects.get().state == "adopted"

    @pytest.mark.parametrize(
        "fields",
        [
            {"review_on": ""},
            {"review_on": "morgen"},
            {"review_on": str(timezone.localdate())},
            {"review_on": str(timezone.localdate() - timedelta(days=1))},
            {"act_number": "2026/14"},
            {"act_organ": "gemeenteraad"},
            {
                "act_organ": "gemeenteraad",
                "act_number": "1",
                "act_date": "2026-10-05",
                "act_link": "javascript:alert(1)",
            },
        ],
    )
    def test_what_is_filled_in_wrongly_is_said_and_nothing_holds(self, city, enter, fields):
        version = an_offered_version(city.informed)
        assert enter(city.director).post(address("adopt", version), self.SAID | fields).status_code == 422
        assert OwnVersion.objects.get().state == "offered"

    def test_the_act_of_the_council_is_kept_with_its_link(self, city, enter):
        version = an_offered_version(city.informed)
        act = {"act_organ": "gemeenteraad", "act_number": "2026/14", "act_date": "2026-10-05"}
        said = self.SAID | act | {"act_link": "https://besluiten.test/14"}
        page = page_of(enter(city.director).post(address("adopt", version), said, follow=True))
        assert "Gemeenteraad, 2026/14, 5 okt 2026" in page
        assert 'href="https://besluiten.test/14"' in page

    def test_who_offered_it_hears_why_they_cannot_adopt_it(self, city, enter):
        a_role(city.director, "policy_adviser")
        version = an_offered_version(city.director)
        answer = enter(city.director).post(address("adopt", version), self.SAID)
        assert answer.status_code == 409
        assert "Je stelde dit zelf voor." in page_of(answer)

    def test_it_can_be_given_back_with_a_reason(self, city, enter):
        version = an_offered_version(city.informed)
        url = address("give_back", version)
        assert enter(city.director).post(url, {"because": ""}).status_code == 422
        assert OwnVersion.objects.get().state == "offered"
        enter(city.director).post(url, {"because": "Vraag eerst de FG."})
        page = page_of(enter(city.informed).get(version.get_absolute_url()))
        assert "Vraag eerst de FG." in page

    def test_what_nobody_asks_any_more_is_not_adopted(self, city, enter):
        version = a_draft(city.informed)
        browser = enter(city.director)
        for answer in (
            browser.get(address("adopt", version), follow=True),
            browser.post(address("adopt", version), self.SAID, follow=True),
            browser.post(address("give_back", version), {"because": "Nee."}, follow=True),
            browser.get(address("note_act", version), follow=True),
        ):
            assert "Niemand vraagt nu om deze versie vast te stellen." in page_of(answer)
        assert OwnVersion.objects.get().state == "draft"

    def test_only_the_directorate_adopts(self, city, enter):
        version = an_offered_version(city.informed)
        for person in (city.employee, city.informed, city.head):
            assert enter(person).post(address("adopt", version), self.SAID).status_code == 403
        assert OwnVersion.objects.get().state == "offered"

    def test_the_list_says_who_adopted_what_and_when_it_is_looked_at_again(self, city, enter):
        an_adopted_version(city.informed, city.director)
        page = page_of(enter(city.employee).get(address("versions")))
        assert "Dina Wouters stelde ze vast op" in page
        assert "Opnieuw te bekijken op 1 jan 2090." in page

    def test_an_empty_list_says_what_holds_and_who_begins(self, city, enter):
        assert "Nog geen eigen versie" in page_of(enter(city.employee).get(address("versions")))

    def test_the_task_leads_to_the_version(self, city, enter):
        version = an_offered_version(city.informed)
        page = page_of(enter(city.director).get("/"))
        assert "Stel vast wie wat doet: Rollen en taken, versie 1" in page
        assert version.get_absolute_url() in page


def test_the_page_of_the_matrix_asks_few_questions(city, enter, django_assert_max_num_queries):
    an_adopted_version(city.informed, city.director)
    browser = enter(city.employee)
    browser.get(address("matrix"))
    with django_assert_max_num_queries(13):
        browser.get(address("matrix"), {"against": "governance@1"})


def test_a_gap_in_what_holds_is_shown_in_words(city, enter):
    RoleHeld.objects.filter(role="directorate").delete()
    assert "rollen hebben nog niemand" in page_of(enter(city.employee).get(address("poster")))
