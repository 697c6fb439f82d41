"""What is different between two lists of obligations: over a small table, and its laws over the shipped one."""

from datetime import date

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roeland.content import shipped
from roeland.rules.duty_comparing import DutyChange, Kind, Table, can_differ, compare, that_read
from roeland.rules.law_dates import LawDate, LawDates, Status
from roeland.rules.logic import Is
from roeland.rules.obligations import Branch, Category, LegalRole, Obligation, Obligations, obligations
from roeland.rules.sources import Source

TODAY = date(2026, 11, 25)
SOURCE = Source("act", "1")
SOON, LATER, OLD = date(2027, 12, 2), date(2028, 8, 2), date(2030, 8, 2)
SHIPPED, LAW = shipped.obligations(), shipped.law_dates()
READ = sorted({fact for _, condition in SHIPPED.conditions() for fact in condition.facts()} - {"jurisdiction"})
BUSY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MIRRORED = {
    Kind.APPEARS: Kind.DISAPPEARS,
    Kind.DISAPPEARS: Kind.APPEARS,
    Kind.EARLIER: Kind.LATER,
    Kind.LATER: Kind.EARLIER,
    Kind.SURER: Kind.LESS_SURE,
    Kind.LESS_SURE: Kind.SURER,
    Kind.EXISTING: Kind.EXISTING,
    Kind.OTHERWISE: Kind.OTHERWISE,
}


def law_date(code, formal, **more):
    return LawDate(code, code, formal, TODAY, more.pop("status", Status.SETTLED), SOURCE, **more)


def law(day=SOON, **more):
    return LawDates((), (law_date("here", day, **more), law_date("old", OLD)))


def row(code, *branches, **more):
    return Obligation(code, Category.ALL, more.pop("for_role", "lawyer"), "directorate", branches, (SOURCE,), **more)


def table(*rows):
    roles = (LegalRole("user", Is("finding.user", True)), LegalRole("any"))
    return Obligations(TODAY, Is("finding.ai", True), roles, rows)


def due(document, dates, **findings):
    facts = {f"finding.{code}": value for code, value in {"ai": True, **findings}.items()}
    return obligations(document, facts, dates, TODAY)


ONE = table(row("a", Branch(("any",), "here")))


def test_what_moves_is_said_with_both_days():
    later = compare(due(ONE, law(SOON)), due(ONE, law(LATER)))
    assert later == (DutyChange("a", Kind.LATER, SOON, LATER),)
    earlier = compare(due(ONE, law(LATER)), due(ONE, law(SOON)))
    assert earlier == (DutyChange("a", Kind.EARLIER, LATER, SOON),)


def test_what_comes_has_no_day_before_and_what_goes_none_after():
    two = table(row("b", Branch(("any",), "here")))
    assert compare(due(ONE, law()), due(two, law())) == (
        DutyChange("a", Kind.DISAPPEARS, SOON, None),
        DutyChange("b", Kind.APPEARS, None, SOON),
    )


def test_what_was_possible_and_is_certain_is_surer_and_can_move_at_once():
    judged = table(row("a", Branch(("any",), "here", judge="lawyer")))
    assert compare(due(judged, law(SOON)), due(ONE, law(LATER))) == (
        DutyChange("a", Kind.LATER, SOON, LATER),
        DutyChange("a", Kind.SURER, SOON, LATER),
    )
    assert [each.kind for each in compare(due(ONE, law()), due(judged, law()))] == [Kind.LESS_SURE]


def test_a_later_day_for_what_was_there_before_is_a_change_of_its_own():
    assert compare(due(ONE, law()), due(ONE, law(legacy="old"))) == (DutyChange("a", Kind.EXISTING, None, OLD),)


def test_who_does_it_and_the_day_in_the_text_are_seen_too():
    other = table(row("a", Branch(("any",), "here"), for_role="dpo"))
    assert [each.kind for each in compare(due(ONE, law()), due(other, law()))] == [Kind.OTHERWISE]
    argued = law(date(2026, 8, 2), effective=SOON, status=Status.DISPUTED)
    assert [each.kind for each in compare(due(ONE, law(SOON)), due(ONE, argued))] == [Kind.OTHERWISE]


def test_only_rows_of_which_something_is_another_can_differ():
    both = table(row("a", Branch(("any",), "here")), row("b", Branch(("user",), "old")))
    assert can_differ(Table(both, law()), Table(both, law())) == frozenset()
    assert can_differ(Table(both, law(SOON)), Table(both, law(LATER))) == {"a"}
    checked = msgspec.structs.replace(law().dates[0], verified_on=date(2026, 12, 1))
    assert can_differ(Table(both, law()), Table(both, LawDates((), (checked, law().dates[1])))) == frozenset()
    other = msgspec.structs.replace(both, roles=(LegalRole("user", Is("finding.other", True)), LegalRole("any")))
    assert can_differ(Table(both, law()), Table(other, law())) == {"b"}
    assert can_differ(Table(both, law()), Table(ONE, law())) == {"b"}


def test_a_row_reads_the_findings_of_its_conditions_its_roles_and_the_act():
    here = Table(table(row("a", Branch(("any",), "here")), row("b", Branch(("user", "any"), "here"))), law())
    assert that_read(["user"], here) == {"b"}
    assert that_read(["ai"], here) == {"a", "b"}
    assert that_read([], here) == frozenset()


@st.composite
def moved(draw):
    """The shipped law, with some of its days at another place."""
    days = st.sampled_from([date(2025, 2, 2), date(2026, 8, 2), SOON, LATER, OLD])
    which = draw(st.dictionaries(st.sampled_from([each.code for each in LAW.dates]), days, max_size=4))
    dates = (
        msgspec.structs.replace(each, formal=which[each.code], effective=None) if each.code in which else each
        for each in LAW.dates
    )
    return LawDates(LAW.laws, tuple(dates))


@st.composite
def facts(draw):
    """The facts of an application: mostly an AI system, and a few findings that are not excluded."""
    some = draw(st.dictionaries(st.sampled_from(READ), st.sampled_from([True, None]), max_size=12))
    known = {**dict.fromkeys(READ, False), "finding.ai-system": True, "finding.deployer": True, **some}
    return {**known, "jurisdiction": draw(st.sampled_from(["NL", "BE-VLG"]))}


@st.composite
def some_rows(draw):
    """The shipped table without some of its rows."""
    gone = draw(st.sets(st.sampled_from([each.code for each in SHIPPED.obligations]), max_size=3))
    rows = tuple(each for each in SHIPPED.obligations if each.code not in gone)
    return msgspec.structs.replace(SHIPPED, obligations=rows)


@BUSY
@given(some_rows(), facts(), moved())
def test_compared_with_itself_nothing_is_different(document, known, dates):
    found = obligations(document, known, dates, TODAY)
    assert compare(found, found) == ()


@BUSY
@given(some_rows(), some_rows(), facts(), facts(), moved())
def test_the_other_way_round_it_is_the_mirror_image(one, other, known, others, dates):
    before, after = obligations(one, known, LAW, TODAY), obligations(other, others, dates, TODAY)
    back = {(each.code, MIRRORED[each.kind], each.after, each.before) for each in compare(after, before)}
    assert {(each.code, each.kind, each.before, each.after) for each in compare(before, after)} == back


@BUSY
@given(some_rows(), some_rows(), facts(), moved())
def test_of_the_same_facts_only_rows_that_can_differ_do(one, other, known, dates):
    before, after = obligations(one, known, LAW, TODAY), obligations(other, known, dates, TODAY)
    differ = {each.code for each in compare(before, after)}
    assert differ <= can_differ(Table(one, LAW), Table(other, dates))


@BUSY
@given(some_rows(), facts(), facts())
def test_of_the_same_tables_only_rows_that_read_a_finding_that_changed_do(document, known, others):
    same = {**others, "jurisdiction": known["jurisdiction"]}
    before, after = obligations(document, known, LAW, TODAY), obligations(document, same, LAW, TODAY)
    changed = [fact.removeprefix("finding.") for fact in READ if known[fact] != same[fact]]
    assert {each.code for each in compare(before, after)} <= that_read(changed, Table(document, LAW))
