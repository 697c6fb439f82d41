"""The register form: publication standard v1.0 of the Dutch Algoritmeregister, field by field.

Source: MinBZK/Algoritmeregister, config/v1_0.json. Lengths count text without tags.
"""

from dataclasses import dataclass

THEMES = (
    "Organisatie en bedrijfsvoering",
    "Cultuur en recreatie",
    "Economie",
    "Overheidsfinanciën",
    "Wonen",
    "Internationaal",
    "Migratie en integratie",
    "Natuur en milieu",
    "Onderwijs en wetenschap",
    "Openbare orde en veiligheid",
    "Recht",
    "Ruimte en infrastructuur",
    "Sociale zekerheid",
    "Verkeer",
    "Werk",
    "Zorg en gezondheid",
)
IN_DEVELOPMENT, IN_USE, OUT_OF_USE = STATUSES = ("In ontwikkeling", "In gebruik", "Buiten gebruik")
PUBLICATION_CATEGORIES = ("Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes")
MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
# The keys by which a record is known in its own register: the first that a record has counts.
KEYS = ("lars", "source_id", "uuid", "id")


@dataclass(frozen=True)
class Field:
    """One field of a record. `kind`: text, rich, month, choice, many, links, contact, address,
    date or code.

    `ours` is its name in Roeland (of the application, the description, or a list of links).
    """

    name: str
    kind: str
    limit: int = 0
    ours: str = ""
    choices: tuple[str, ...] = ()
    title_limit: int = 500

    @property
    def target(self) -> str:
        return self.ours or self.name


FIELDS = {
    field.name: field
    for field in (
        Field("name", "text", 100),
        Field("description_short", "text", 400, "summary"),
        Field("organization", "text", 100),
        Field("category", "many", choices=THEMES),
        Field("status", "choice", choices=STATUSES),
        Field("begin_date", "month", 7),
        Field("end_date", "month", 7),
        Field("contact_email", "contact", 500),
        Field("website", "address", 500),
        Field("publication_category", "choice", choices=PUBLICATION_CATEGORIES),
        Field("url", "address", 500),
        Field("goal", "rich", 2500),
        Field("proportionality", "rich", 2500),
        Field("human_intervention", "rich", 2500),
        Field("risks", "rich", 2500),
        Field("lawful_basis", "rich", 2500),
        Field("lawful_basis_grouping", "links", 500, "lawful_basis_links", title_limit=100),
        Field("process_index_url", "address", 500),
        Field("impacttoetsen_grouping", "links", 500, "impact_assessment_links"),
        Field("impacttoetsen", "rich", 2500, "impact_assessments"),
        Field("source_data", "rich", 2500),
        Field("source_data_grouping", "links", 500, "source_data_links"),
        Field("methods_and_models", "rich", 5000),
        Field("provider", "text", 200),
        Field("publiccode", "address", 500),
        Field("lang", "choice", 3, choices=("nld",)),
        Field("standard_version", "choice", choices=("1.0",)),
        Field("source_id", "code", 100),
        Field("tags", "rich", 2500),
        Field("lars", "code", 100),
        Field("publication_dt", "date", 40),
    )
}
TARGETS = tuple(known.target for known in FIELDS.values())
