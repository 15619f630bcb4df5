"""A worker keeps as many pages as the bytes allow, and first those that are asked for again."""

from types import SimpleNamespace

import pytest

from news.pagecache.page_store import PageStore

pytestmark = pytest.mark.once


def page_of(size):
    return SimpleNamespace(size=size, was_served=False, has_grown=True)


@pytest.fixture
def store():
    return PageStore("an epoch", most_bytes=100)


def test_pages_stay_as_long_as_they_have_room(store):
    for name in ("a", "b"):
        store.put(name, page_of(50))
    assert (len(store), store.bytes) == (2, 100)
    store.put("c", page_of(1))
    assert (store.get("a"), len(store), store.bytes) == (None, 2, 51)


def test_page_that_was_served_is_spared_once(store):
    for name in ("a", "b"):
        store.put(name, page_of(50))
    assert store.get("a") is not None
    store.put("c", page_of(50))
    assert set(store.pages) == {"a", "c"}
    store.put("d", page_of(50))
    assert set(store.pages) == {"a", "d"}
    store.put("e", page_of(50))
    assert set(store.pages) == {"d", "e"}


def test_page_that_has_grown_is_counted_once_with_its_new_size(store):
    page = page_of(30)
    store.put("a", page)
    assert page.has_grown is False
    page.size, page.has_grown = 60, True
    store.put("a", page)
    assert (len(store), store.bytes, page.has_grown) == (1, 60, False)


def test_page_larger_than_all_room_is_not_kept(store):
    store.put("a", page_of(101))
    assert (len(store), store.bytes, store.values()) == (0, 0, [])
