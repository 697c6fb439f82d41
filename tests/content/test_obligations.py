"""The shipped obligations: what the law asks in cases that cities know, and whether the document holds together."""

import re
from datetime import date

import msgspec
import pytest

from roeland.content import agreement, duties, shipped
from roeland.content.organising import Roles
from roeland.rules.law_dates import Status
from roeland.rules.logic import AtLeast, Is, Truth
from roeland.rules.obligations import Category, LegalRole, obligations

TODAY = date(2026, 11, 25)
TABLE, LAW = shipped.obligations(), shipped.law_dates()
ROLES = shipped.meaning("roles", Roles).by_code
FINDINGS = {
    fact.removeprefix("finding.")
    for _, condition in TABLE.conditions()
    for fact in condition.facts()
    if fact.startswith("finding.")
}
SENTENCE = re.compile(r"(?<=[.!?])\s+")
BENEFITS = ["annex-iii-5a", "high-risk-annex-iii", "fria-duty", "impactful", "personal-data", "dpia-required"]


def rows(first, last):
    return {f"O{number:02d}" for number in range(first, last + 1)}


def due(*certain, jurisdiction="NL", possible=(), as_of=TODAY):
    """What is due when these findings are certain, those possible, and all others excluded."""
    facts = {f"finding.{code}": code in certain for code in FINDINGS - set(possible)}
    found = obligations(TABLE, {**facts, "jurisdiction": jurisdiction}, LAW, as_of)
    return {each.code: each for each in found}


def certain(found):
    return {code for code, each in found.items() if each.state.value == "certain"}


def ai(*more, **how):
    return due("ai-system", *more, **how)


def test_a_bought_chatbot_asks_little_of_who_uses_it():
    """Art 50(1) and (5) speak to the provider; what is left are literacy, prohibitions, complaints and codes."""
    found = ai("deployer", "art-50-1")
    assert set(found) == {"O01", "O02", "O03", "O55", "O56"} == certain(found)
    assert [code for code, each in found.items() if each.applies_now is Truth.TRUE] == ["O01", "O02", "O55", "O56"]
    assert found["O03"].applies_from == date(2026, 12, 2)


def test_under_the_own_name_the_chatbot_must_say_that_it_is_ai():
    found = ai("deployer", "provider", "art-50-1")
    assert {"O43", "O48"} <= certain(found)
    assert found["O43"].applies_now is Truth.TRUE
    assert ai("deployer", "art-50-1", possible=["provider"])["O43"].state.value == "possible"


def test_literacy_applies_since_2025_and_in_its_new_wording_since_the_omnibus():
    literacy = ai("deployer")["O01"]
    assert [branch.applies_from for branch in literacy.branches] == [date(2025, 2, 2), date(2026, 7, 27)]
    assert (literacy.for_role, literacy.accountable) == ("hr_adviser", "directorate")


def test_a_benefits_system_asks_of_a_public_deployer_what_the_law_lists_for_deployers():
    """Art 26, 27 and 86. Not 26(7): nobody's work changes; not 26(10): no faces; nothing of a provider."""
    found = ai("deployer", *BENEFITS)
    assert rows(24, 36) - {"O30", "O33"} | {"O53", "O54"} <= certain(found)
    assert not (rows(5, 23) | rows(37, 52) | {"O30", "O33", "O56"}) & set(found)
    assert found["O04"].branches[0].judge == "data_analyst"


def test_a_benefits_system_plans_on_december_2027_and_an_old_one_on_2030():
    found = ai("deployer", *BENEFITS)
    for code in rows(25, 36) - {"O30", "O33"} | {"O54"}:
        assert (found[code].applies_from, found[code].legacy_from) == (date(2027, 12, 2), date(2030, 8, 2)), code


def test_registration_and_explanation_are_read_in_two_ways():
    found = ai("deployer", *BENEFITS)
    disputed = {code for code, each in found.items() if each.status is Status.DISPUTED}
    assert disputed == {"O31", "O54"}
    for code in disputed:
        assert (found[code].formal_from, found[code].applies_now) == (date(2026, 8, 2), Truth.UNKNOWN)
        assert found[code].public_only is (code == "O31")


def test_once_its_day_has_come_everything_of_the_benefits_system_applies():
    found = ai("deployer", *BENEFITS, as_of=date(2027, 12, 2))
    assert {each.applies_now for each in found.values()} == {Truth.TRUE}


def test_colleagues_are_told_beforehand_when_it_touches_their_work():
    assert "O30" in certain(ai("deployer", "high-risk-annex-iii", "annex-iii-4b"))
    assert "O30" in certain(ai("deployer", "high-risk-annex-iii", "annex-iii-5a", "employees-affected"))
    assert ai("deployer", "high-risk-annex-i", possible=["staff-monitored"])["O30"].state.value == "possible"


def test_recognising_people_afterwards_is_for_the_lawyer_to_judge():
    recognising = ai("deployer", "high-risk-annex-iii", "annex-iii-1a", "fria-duty")["O33"]
    assert (recognising.state.value, recognising.branches[0].judge) == ("possible", "lawyer")


@pytest.mark.parametrize("maker", ["provider", "provider-in-group", "art-25-1a", "art-25-1b", "art-25-1c"])
def test_who_makes_a_high_risk_system_or_makes_it_its_own_has_the_duties_of_a_provider(maker):
    """Art 16 and 43-49, 72, 73. Not 6(4) and 49(2), which are for who says it is not high-risk; not point 2."""
    found = ai(maker, *BENEFITS)
    assert rows(6, 20) | rows(37, 40) | {"O24", "O52", "O53"} <= certain(found)
    assert not ({"O05", "O41", "O42"} | rows(21, 23) | rows(25, 36)) & set(found)
    assert found["O06"].applies_from == date(2027, 12, 2)
    assert {code for code, each in found.items() if each.status is Status.DISPUTED} == rows(37, 40) | {"O52", "O53"}


def test_a_product_of_section_a_has_the_later_dates_and_no_database():
    found = ai("product-manufacturer", "deployer", "high-risk-annex-i")
    assert rows(6, 20) | rows(25, 29) | rows(37, 39) <= certain(found)
    assert found["O06"].applies_from == found["O25"].applies_from == date(2028, 8, 2)
    assert not {"O31", "O34", "O36", "O40", "O54"} & set(found)


def test_a_product_of_section_b_brings_no_duty_of_chapter_iii():
    found = ai("product-manufacturer", "provider", "deployer", "annex-i-b")
    assert not (rows(5, 42) | rows(51, 54) | {"O56"}) & set(found)


def test_who_falls_under_both_annexes_plans_on_the_first_date_and_sees_both():
    found = ai("provider", "high-risk-annex-iii", "annex-iii-5a", "high-risk-annex-i")
    for code in ("O06", "O37"):
        assert [branch.applies_from for branch in found[code].branches] == [date(2027, 12, 2), date(2028, 8, 2)]


def test_critical_infrastructure_is_registered_at_home_and_asks_no_assessment_or_explanation():
    """Art 27(1), 49(1), 49(3) and 86(1) leave out point 2 of Annex III; 49(5) is for it alone."""
    found = ai("provider", "deployer", "high-risk-annex-iii", "annex-iii-2")
    assert not {"O31", "O34", "O36", "O40", "O54"} & set(found)
    assert {"O25", "O28", "O06", "O37", "O42"} <= certain(found)
    registering = ai("deployer", "high-risk-annex-iii", "annex-iii-2")["O42"]
    assert (registering.state.value, registering.branches[0].judge) == ("possible", "lawyer")


def test_a_system_of_point_2_that_is_also_used_for_benefits_is_registered_twice():
    assert {"O31", "O40", "O42", "O54"} <= certain(ai("provider", "deployer", "annex-iii-2", *BENEFITS))


def test_a_claimed_exception_is_written_down_and_its_registration_is_disputed():
    found = ai("provider", "annex-iii-3c", "exception-6-3", "exception-file")
    assert {"O05", "O41"} <= certain(found)
    assert (found["O05"].applies_from, found["O05"].status) == (date(2027, 12, 2), Status.SETTLED)
    assert (found["O41"].formal_from, found["O41"].status) == (date(2026, 8, 2), Status.DISPUTED)


def test_an_own_image_generator_marks_what_it_makes_and_an_older_one_from_december_2026():
    """Art 50(2) and 111(4)."""
    marking = ai("provider", "deployer", "art-50-2")["O44"]
    assert (marking.applies_from, marking.legacy_from) == (date(2026, 8, 2), date(2026, 12, 2))
    assert (marking.applies_now, marking.status) == (Truth.TRUE, Status.SETTLED)
    assert "O44" not in ai("deployer", "art-50-2")


@pytest.mark.parametrize(
    ("finding", "code"),
    [("art-50-3", "O45"), ("art-50-4-deep-fake", "O46"), ("art-50-4-art", "O46"), ("art-50-4-text", "O47")],
)
def test_who_uses_ai_that_people_must_know_of_says_so_clearly(finding, code):
    found = ai("deployer", finding)
    assert {code, "O48"} <= certain(found)
    assert found[code].for_role == "policy_adviser"


def test_importers_and_distributors_check_and_have_no_date_for_what_is_there_already():
    for role, code in (("importer", "O22"), ("distributor", "O23")):
        found = ai(role, *BENEFITS)
        assert code in certain(found)
        assert found[code].legacy_from is None


def test_a_provider_of_a_general_model_informs_and_a_lawyer_judges_systemic_risk():
    found = ai("gpai-provider", "general-model")
    assert (found["O49"].applies_from, found["O49"].legacy_from) == (date(2025, 8, 2), date(2027, 8, 2))
    assert (found["O50"].state.value, found["O50"].branches[0].judge) == ("possible", "lawyer")
    assert not {"O49", "O50"} & set(ai("deployer", "general-model"))


def test_only_a_provider_outside_the_union_needs_a_representative():
    assert "O21" not in ai("provider", *BENEFITS, jurisdiction="BE-VLG")
    assert ai("provider", *BENEFITS, jurisdiction=None)["O21"].state.value == "possible"


def test_what_is_no_ai_keeps_the_duties_beside_the_act():
    found = due("deployer", "provider", "impactful", "personal-data", "dpia-required", "automated-decision")
    assert set(found) == {"N01", "N02", "N03"} == certain(found)
    assert due() == {}


def test_what_falls_outside_the_act_asks_nothing_of_it_and_what_may_do_so_may_ask_it():
    assert set(ai("deployer", "out-of-scope", *BENEFITS)) == {"N01", "N02"}
    perhaps = ai("deployer", *BENEFITS, possible=["out-of-scope"])
    assert certain(perhaps) == {"N01", "N02"}
    assert {"O01", "O25", "O36"} <= set(perhaps)


@pytest.mark.parametrize("jurisdiction", ["NL", "BE-VLG", None])
def test_the_algorithm_register_is_dutch(jurisdiction):
    found = ai("deployer", "impactful", jurisdiction=jurisdiction)
    states = {"NL": "certain", "BE-VLG": "absent", None: "possible"}
    assert (found["N01"].state.value if "N01" in found else "absent") == states[jurisdiction]


def test_the_algorithm_register_is_policy_of_which_the_date_is_not_verified():
    found = ai("deployer", *BENEFITS)["N01"]
    assert (found.category, found.status) == (Category.POLICY, Status.UNVERIFIED)


def test_with_nothing_known_everything_is_possible():
    found = obligations(TABLE, {}, LAW, TODAY)
    assert {each.code for each in found} == {row.code for row in TABLE.obligations}
    assert {each.state.value for each in found} == {"possible"}


def test_the_table_has_all_its_rows_in_order():
    assert [row.code for row in TABLE.obligations] == [*sorted(rows(1, 56)), "N01", "N02", "N03"]


def test_only_what_the_law_asks_of_public_authorities_alone_is_marked_so():
    assert {row.code for row in TABLE.obligations if row.public_only} == {"O31", "O33", "O36", "N01"}


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("O01", "hr_adviser"),
        ("O24", "procurement_officer"),
        ("O26", "team_manager"),
        ("O27", "data_analyst"),
        ("O28", "application_manager"),
        ("O29", "application_manager"),
        ("O30", "hr_adviser"),
        ("O31", "information_manager"),
        ("O32", "privacy_officer"),
        ("O34", "team_manager"),
        ("O36", "privacy_officer"),
        ("O54", "team_manager"),
        ("N02", "privacy_officer"),
        ("N03", "lawyer"),
    ],
)
def test_each_duty_has_its_role_in_the_organisation(code, role):
    assert {row.code: row.for_role for row in TABLE.obligations}[code] == role


def test_the_data_protection_officer_advises_and_neither_does_nor_is_accountable():
    assert "dpo" not in {role for row in TABLE.obligations for role in (row.for_role, row.accountable)}
    assert "dpo" in {role for row in TABLE.obligations for role in row.helped_by}


def test_the_obligations_name_only_roles_laws_and_dates_that_exist():
    assert list(duties.strangers(TABLE, findings=FINDINGS, roles=ROLES, law=LAW)) == []


def test_the_obligations_read_only_findings_that_the_classification_makes():
    assert {rule.code for rule in shipped.classification().rules} >= FINDINGS
    assert [problem for problem in agreement.disagreements() if problem.startswith("obligations@")] == []


def test_what_is_named_and_does_not_exist_is_reported():
    nothing = msgspec.structs.replace(LAW, laws=(), dates=())
    found = list(duties.strangers(TABLE, findings=FINDINGS - {"deployer"}, roles=[], law=nothing))
    assert "deployer: there is no finding 'deployer'" in found
    assert "O01: there is no role 'hr_adviser'" in found
    assert "O50: there is no role 'lawyer'" in found
    assert "O01: there is no law 'ai-act'" in found
    assert "O01: there is no law date 'literacy'" in found


def changed(code="O01", **changes):
    found = (msgspec.structs.replace(row, **changes) if row.code == code else row for row in TABLE.obligations)
    return msgspec.structs.replace(TABLE, obligations=tuple(found))


def branch(**changes):
    return (msgspec.structs.replace(TABLE.obligations[0].branches[0], **changes),)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (changed(outside_act=True), "if and only if"),
        (changed("N02", outside_act=False), "if and only if"),
        (changed(branches=()), "at least one branch"),
        (changed(branches=branch(roles=("pirate",))), "no legal role 'pirate'"),
        (changed(branches=branch(roles=())), "at least one role"),
        (changed(branches=branch(when=Is("finding.provider", "yes"))), "'finding.provider' must be"),
        (changed(branches=branch(when=Is("technique.learned", True))), "'technique.learned' must be"),
        (changed(branches=branch(when=Is("jurisdiction", "NO"))), "'jurisdiction' must be"),
        (changed(branches=branch(when=AtLeast("finding.provider", 1))), "'finding.provider' must be"),
        (msgspec.structs.replace(TABLE, obligations=TABLE.obligations * 2), "'O01' stands here 2 times"),
        (msgspec.structs.replace(TABLE, roles=(*TABLE.roles, LegalRole("any"))), "'any' stands here 2 times"),
    ],
)
def test_a_mistake_in_the_obligations_is_named(document, message):
    assert list(duties.check(TABLE)) == []
    assert any(message in found for _, found in duties.check(document))


def texts(language):
    return shipped.document("obligations").languages[language].texts


def sentences(language):
    for text in texts(language).values():
        for part in (text.label, text.help, text.example, text.why):
            yield from (sentence for sentence in SENTENCE.split(part) if sentence)


def test_every_obligation_says_what_to_do_what_it_means_why_and_what_shows_it():
    for language in ("nl", "en"):
        for row in TABLE.obligations:
            text = texts(language)[row.code]
            assert all((text.label, text.help, text.why, text.example)), (language, row.code)
            assert len(SENTENCE.split(text.why)) == 1, (language, row.code)


def test_the_two_languages_have_the_same_codes():
    assert list(texts("nl")) == list(texts("en"))


def test_no_two_obligations_have_the_same_name():
    for language in ("nl", "en"):
        labels = [texts(language)[row.code].label for row in TABLE.obligations]
        assert len(set(labels)) == len(labels)


def test_dutch_sentences_are_short_and_speak_to_you():
    lengths = [len(sentence.split()) for sentence in sentences("nl")]
    assert max(lengths) <= 18
    assert sum(lengths) / len(lengths) <= 10
    assert not re.search(r"\b(u|uw|melden|melding)\b", " ".join(sentences("nl")).lower())
