"""Invented descriptions in the form of the Dutch register, as full as they come."""

from typing import Any

SENTENCE = "<p>Het algoritme helpt medewerkers om aanvragen van inwoners sneller en eerlijker te behandelen.</p>"


def a_record(number: int) -> dict[str, Any]:
    """Return a record with long texts, eight links, and fields that have no place."""
    texts = {name: SENTENCE * 8 for name in ("goal", "proportionality", "risks", "methods_and_models", "source_data")}
    links = {
        f"{name}_grouping": [{"title": f"{name} {place}", "link": f"https://wet.example/{place}"} for place in range(4)]
        for name in ("lawful_basis", "source_data")
    }
    without_place = {f"eigen_veld_{place}": f"waarde {place}" for place in range(4)}
    known = {"source_id": f"B-{number}", "name": f"Toepassing {number}", "organization": "Gemeente Voorbeeld"}
    return known | texts | links | without_place | {"provider": f"Leverancier {number % 200}"}
