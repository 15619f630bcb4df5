"""A site that was emptied, as `manage.py flush` does, and filled again."""

from news.search.editions import site_index
from tests.helpers.articles import make_article
from tests.helpers.backups import empty_the_site


def test_word_of_an_emptied_site_finds_no_text_that_took_the_old_place(transactional_db):
    make_article(title_az="Pambıq tarlası", title_en="A cotton field")
    empty_the_site()
    make_article(title_az="Taxıl tarlası", title_en="A wheat field")
    again = make_article(title_az="Pambıq bazarı", title_en="A cotton market")
    found = site_index().search("pambıq", "az", literal=True).found
    assert [document.edition_id for document in found] == [again.pk]
