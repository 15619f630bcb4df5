"""The tour of the desk meets each person once, and can be left at every step."""

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.models import EndedTour
from tests.helpers.desk_forms import desk_of

HOME = "/admin/"


def tour(client, address=HOME):
    return HTMLParser(client.get(address).content.decode()).css_first("#tour")


def test_first_sign_in_is_met_by_the_tour_until_the_person_leaves_it(writer, editor):
    desk = desk_of(writer)
    address = tour(desk).css_first("form").attributes["action"]
    desk.post(address)
    assert tour(desk) is None
    desk.post(address)
    assert EndedTour.objects.filter(user=writer).count() == 1
    assert tour(desk_of(writer)) is None
    assert tour(desk_of(editor)) is not None


@pytest.mark.parametrize("language", ["az", "en"])
def test_tour_leads_through_five_steps_by_links_alone(writer, language):
    desk, address, said = desk_of(writer, language), HOME, []
    while address:
        step = tour(desk, address)
        said.append(step.css_first("h3").text())
        assert step.css_first("form button") is not None
        after = [link for link in step.css("form a") if "Next" in link.text() or "Növbəti" in link.text()]
        address = HOME + after[0].attributes["href"] if after else None
    assert len(said) == len(set(said)) == 5


def test_tour_can_be_taken_again(writer):
    EndedTour.objects.create(user=writer)
    desk = desk_of(writer)
    assert tour(desk) is None
    assert tour(desk, f"{HOME}?tour=1") is not None
    assert tour(desk, f"{HOME}?tour=6") is None


def test_tour_is_not_left_by_a_link(writer):
    assert desk_of(writer).get("/admin/tour/end/").status_code == 405
    assert not EndedTour.objects.exists()
