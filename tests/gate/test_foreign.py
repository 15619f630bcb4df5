"""Which passages the gate takes for another language, at the edge of each of its limits."""

import pytest

from news.gate.rules.foreign import is_foreign

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("piece", "is_one"),
    [
        ("Uşağın hüquqları və azadlıqları", True),
        ("Ombudsman Aparatının işçi heyəti", False),  # two words that are no names
        ("Word hüquqları azadlıqları qanun kitab dost", True),  # two of five have letters of Azerbaijani
        ("Word hüquqları adlar qanun kitab dost", False),
        ("Ombudsman visited several regional schools", False),
        ("Hüquqları azadlıqları müdafiə edən the institution", False),  # a word that is English alone
        ("Uşaq hüquqları müdafiəsi", False),  # three words
        ("It saw Le Monde la Porto", False),  # its first word is English
        ("Saw it Le Monde la Porto", False),
    ],
)
def test_azerbaijani_in_english_is_known_by_its_letters(piece, is_one):
    assert is_foreign(piece, "en") is is_one


@pytest.mark.parametrize(
    ("piece", "is_one"),
    [
        ("Les enfants sont protégés", True),
        ("Les enfants protégés ici", False),  # one small word
        ("Les enfants sont protégés parce règle numéro suivante", True),  # a quarter of the words
        ("Les enfants sont protégés parce règle numéro suivante encore", False),
        ("Toplantıda Rio le Janeiro la Plata klubu oyunu uduzub yarış bitib alqış qopub", False),
        ("Klub Porto futbol turniri des", False),
        ("Les enfants sont protégés bu", False),  # as often Azerbaijani as half of it
        ("Les enfants sont dans bu", True),
        ("Bu proje ve ile daha çok uşaq gələcək", False),  # only Azerbaijani has the letter
        ("Bu proje ve ile daha çok uşaq gelecek", True),
        ("Uşağın hüquqları azadlıqları qanunları", False),  # its letters are its own
        ("İlə gedir le la Porto klubu", False),  # its first word is Azerbaijani
        ("Porto gedir le la Porto klubu", True),
        ("Права человека", True),
        ("Slovo Права dedi", False),
    ],
)
def test_other_languages_in_azerbaijani_are_known_by_their_small_words(piece, is_one):
    assert is_foreign(piece, "az") is is_one
