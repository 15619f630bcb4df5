"""What the words of the corpus tell does not depend on how the database happens to return them."""

from unittest import mock

from django.utils import timezone

from news.models.search import SearchTerm
from news.search import vocabulary
from news.search.vocabulary import Vocabulary


def test_equally_near_words_are_offered_in_the_same_order_whatever_order_the_database_chose(db):
    SearchTerm.objects.bulk_create(
        SearchTerm(
            build=1,
            term=language[0] + term,
            mirror=vocabulary.mirrored(language[0] + term),
            skeleton=language[0] + term,
            spelling=term,
            documents=1,
            capitalised=0,
        )
        for term in ("florbnaxinq", "florbnaxind")
        for language in vocabulary.LANGUAGES
    )
    known = Vocabulary("default", 1, timezone.now())
    offered = [(row.language, row.term) for row in known.nearest(["florbnaxing"])]
    assert len(offered) == 4
    terms_of = vocabulary._terms_of
    with mock.patch.object(vocabulary, "_terms_of", lambda counts: terms_of(reversed(list(counts)))):
        assert [(row.language, row.term) for row in known.nearest(["florbnaxing"])] == offered
