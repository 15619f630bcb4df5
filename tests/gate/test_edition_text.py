"""What the rules read of an edition: its blocks and sentences, whom it names, its pictures."""

import pytest

from news.gate.edition_text import EditionText, Text
from news.models import Article, Edition, EditionImage
from tests.helpers.pictures import drawn, take_in

pytestmark = pytest.mark.once


@pytest.fixture
def text_with(make_edition):
    def make(body):
        return Text(make_edition(body_en=body), "en")

    return make


@pytest.mark.django_db
def test_block_within_a_block_is_read_once(text_with):
    text = text_with("<ul><li><p>First.</p></li><li><p>Second.</p><p>Third.</p></li></ul><h2>End</h2>")
    assert text.blocks == ["First.", "Second.", "Third.", "End"]
    assert text.own_blocks == text.blocks


@pytest.mark.django_db
def test_words_on_two_lines_of_a_block_stay_two_words(text_with):
    assert text_with("<p>One<br>two</p>").blocks == ["One two"]


@pytest.mark.django_db
def test_footnotes_are_read_behind_the_text_as_blocks_of_their_own(text_with):
    text = text_with("<p>One<small>First note.</small> and two<small>Second note.</small>.</p>")
    assert text.blocks == ["One and two.", "First note.", "Second note."]
    assert text.tree.body.html == ("<body><p>One and two.</p><p>First note.</p><p>Second note.</p></body>")


@pytest.mark.django_db
def test_own_blocks_leave_out_what_is_marked_as_another_language(text_with):
    text = text_with(
        '<p>It is called <span lang="az">Ombudsman Aparatı</span> here.</p><p lang="en">Yes.</p>'
    )
    assert text.blocks == ["It is called Ombudsman Aparatı here.", "Yes."]
    assert text.own_blocks == ["It is called here.", "Yes."]


@pytest.mark.django_db
def test_sentences_end_with_their_block_and_after_a_closing_quotation_mark(text_with):
    text = text_with("<h2>A heading</h2><p>She said: “Yes.” Then she left. Why?</p>")
    assert text.sentences == ["A heading", "She said: “Yes.", "Then she left.", "Why?"]


def test_first_spelling_of_a_name_is_kept_for_each_language(make_edition, person):
    edition = make_edition(
        body_az="<p>Aydın Səfixanlının sözləri. Aydın Səfixanlı çıxış etdi.</p>",
        body_en="<p>Aydin Safikhanli’s words. Then Aydin Safikhanli spoke.</p>",
    )
    mentions = EditionText(edition).mentions
    assert set(mentions) == {"az", "en"}
    assert mentions["az"]["person", person.pk].startswith("Aydın Səfixanlının")
    assert mentions["en"]["person", person.pk].startswith("Aydin Safikhanli")


def test_pictures_come_with_the_field_where_each_is_chosen(make_edition):
    lead, other = (take_in(drawn(colour=colour)) for colour in ("red", "blue"))
    unsaved = Edition(article=Article(), lead_image=lead)
    assert EditionText(unsaved).images == [("lead_image", lead)]
    edition = make_edition(lead_image=lead)
    EditionImage.objects.create(edition=edition, image=other)
    assert EditionText(edition).images == [("lead_image", lead), ("gallery", other)]
    assert EditionText(Edition(article=Article())).images == []
