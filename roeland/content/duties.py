"""What the schema of the obligations cannot say, and whether what they name exists in the other documents."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from roeland.content.reading import Place
from roeland.rules.law_dates import LawDates
from roeland.rules.logic import Is, Leaf
from roeland.rules.obligations import FINDING, Obligation, Obligations

Complaint = tuple[Place, str]

ACT = "ai-act"
GIVEN = {"jurisdiction": ("NL", "BE-VLG")}
"""Facts beside the findings that a condition may read, and their values."""


def check(meaning: Obligations) -> Iterator[Complaint]:
    """What is wrong with a document of obligations by itself."""
    yield from _twice((row.code for row in meaning.obligations), "obligations")
    yield from _twice((role.code for role in meaning.roles), "roles")
    for number, row in enumerate(meaning.obligations):
        yield from _row(meaning, row, ("obligations", number))
    for code, condition in meaning.conditions():
        for leaf in condition.leaves():
            if not _readable(leaf):
                yield (
                    ("obligations",),
                    f"{code}: '{leaf.fact}' must be a finding that is true or false, or a given fact",
                )


def strangers(
    meaning: Obligations, *, findings: Collection[str], roles: Collection[str], law: LawDates
) -> Iterator[str]:
    """What the obligations name and these documents do not have, as sentences.

    findings: the codes of the classification; roles: the codes of the organisation's roles.
    """
    for code, condition in meaning.conditions():
        for fact in sorted(condition.facts()):
            if fact.startswith(FINDING) and fact.removeprefix(FINDING) not in findings:
                yield f"{code}: there is no finding '{fact.removeprefix(FINDING)}'"
    for row in meaning.obligations:
        yield from _strange_roles(row, roles)
        yield from _strange_law(row, law)


def _row(meaning: Obligations, row: Obligation, place: Place) -> Iterator[Complaint]:
    if not row.branches or not row.sources:
        yield place, "needs at least one branch and one source"
    if row.outside_act is any(source.law == ACT for source in row.sources):
        yield (*place, "outside_act"), "must be true if and only if no source is the AI Act"
    for number, branch in enumerate(row.branches):
        if not branch.roles:
            yield (*place, "branches", number), "needs at least one role"
        for role in branch.roles:
            if role not in meaning.legal_roles:
                yield (*place, "branches", number, "roles"), f"there is no legal role '{role}'"


def _readable(leaf: Leaf) -> bool:
    value = leaf.value if isinstance(leaf, Is) else None
    if leaf.fact.startswith(FINDING):
        return isinstance(value, bool)
    return value in GIVEN.get(leaf.fact, ())


def _strange_roles(row: Obligation, roles: Collection[str]) -> Iterator[str]:
    judges = (branch.judge for branch in row.branches if branch.judge)
    for role in (row.for_role, row.accountable, *row.helped_by, *judges):
        if role not in roles:
            yield f"{row.code}: there is no role '{role}'"


def _strange_law(row: Obligation, law: LawDates) -> Iterator[str]:
    laws, dates = {each.code for each in law.laws}, {each.code for each in law.dates}
    yield from (f"{row.code}: there is no law '{source.law}'" for source in row.sources if source.law not in laws)
    for branch in row.branches:
        if branch.law_date not in dates:
            yield f"{row.code}: there is no law date '{branch.law_date}'"


def _twice(codes: Iterable[str], place: str) -> Iterator[Complaint]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield (place,), f"'{code}' stands here {times} times"
