"""Pairs of descriptions by hand: the same application, or another one."""

import pytest

from roeland.register.likeness import Described, signs

SAME = [
    (("Schrijfhulp voor klare taal",), ("Schrijfhulp klare taal",)),
    (("Schijfhulp voor klare taal",), ("Schrijfhulp voor klare taal",)),  # a slip
    (("Kentekenscans",), ("Kentekenscan",)),
    (("Kenteken scan",), ("Kentekenscan",)),
    (("Klare taal: schrijfhulp",), ("Schrijfhulp voor klare taal",)),
    (("Notulen van vergaderingen bij de politie",), ("Notulen van vergaderingen",)),
    (
        ("Hulp bij mails", "", "", "Assistent Zakelijk"),
        ("AI-assistent in het kantoorpakket", "", "", "Assistent Zakelijk"),
    ),
    (("Notulia Overleg voor onze dienst",), ("Notulen van vergaderingen", "", "Notulia", "Notulia Overleg")),
    (("Praatwijs",), ("Chatbot van de regio", "", "", "Praatwijs")),
    (("Verslagen maken", "", "", "Notulia"), ("Notulia",)),
    (
        ("Verslaghulp", "De software zet een vergadering om in tekst en maakt een verslag.", "Notulia nv"),
        ("Notulen", "De software zet een vergadering om in tekst en maakt een verslag voor de zaal.", "Notulia"),
    ),
    (
        ("Iepenteller", "Een model herkent iepen op luchtfoto's. Zo vinden we zieke bomen eerder."),
        ("Bomen tellen", "Een model herkent iepen op luchtfoto’s, zo vinden we zieke bomen eerder."),
    ),
    (("Vertaalhulp voor brieven", "", "Taalbrug"), ("Vertaalhulp voor openbare teksten", "", "Taalbrug bv")),
    (("Samenvatting van raadsstukken",), ("Samenvatten van raadstukken",)),
]
ANOTHER = [
    (("Chatbot voor afval",), ("Chatbot voor paspoorten",)),
    (("Vergunningen-assistent",), ("AI-assistent",)),
    (("Slimme parkeerscan",), ("Slimme camera",)),
    (("Parkeerscan Oost",), ("Parkeerscan West",)),
    (("Kentekenscan 2",), ("Kentekenscan 3",)),
    (
        ("Code-assistent voor ontwikkelaars", "", "Kantoorwolk"),
        ("AI-assistent in het kantoorpakket", "", "Kantoorwolk"),
    ),
    (("Vacatureteksten", "", "Talentlijn"), ("Rangschikken van sollicitanten", "", "Talentlijn")),
    (("Spamfilter", "", "Poortwacht"), ("Opsporen van afwijkend netwerkverkeer", "", "Poortwacht")),
    (
        ("Ondertitels bij de gemeenteraad", "", "Notulia"),
        ("Notulen van vergaderingen", "", "Notulia", "Notulia Overleg"),
    ),
    (("Facturen lezen",), ("Handschriften lezen",)),
    (("Hittekaart per wijk",), ("Bomenkaart per wijk",)),
    (("Zoekhulp", "Helpt ons in ons werk."), ("Planning", "Helpt ons in ons werk.")),
    (("Hulp",), ("Tool",)),
    (("",), ("",)),
    (("Verlofsaldo berekenen",), ("Energieverbruik van gebouwen",)),
    (
        ("Chatbot afval", "Inwoners stellen een vraag en krijgen meteen een antwoord over afval."),
        ("Chatbot verhuizen", "Inwoners stellen een vraag en krijgen meteen een antwoord over verhuizen."),
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_likely_the_same(one, other):
    assert signs(Described(*one), Described(*other))


@pytest.mark.parametrize(("one", "other"), ANOTHER)
def test_these_are_not(one, other):
    assert signs(Described(*one), Described(*other)) == {}


@pytest.mark.parametrize(("one", "other"), SAME + ANOTHER)
def test_it_does_not_matter_which_of_the_two_came_first(one, other):
    assert signs(Described(*one), Described(*other)) == signs(Described(*other), Described(*one))


def test_the_strongest_sign_comes_first():
    one = Described("Taalhulp", supplier="Taalbrug", product="Taalbrug Pro")
    other = Described("Vertalen", supplier="Taalbrug bvba", product="taalbrug pro")
    assert signs(one, other) == {"product": 2, "supplier": 1}
