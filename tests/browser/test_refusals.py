"""What the desk does not take it refuses in a sentence beside the field, and what was typed stays."""

import re

from playwright.sync_api import expect

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 500


def save(page):
    page.locator("[name=_save]").first.click()


def test_missing_name_far_day_and_picture_of_an_iphone_are_refused_beside_their_fields(desk):
    desk.goto("/admin/news/organization/add/")
    desk.fill("#id_name_az", "Hüquq Mərkəzi")
    save(desk)
    expect(desk.locator(".field-name_en .errorlist")).to_contain_text("Write this in both languages")
    expect(desk.locator("#id_name_az")).to_have_value("Hüquq Mərkəzi")

    desk.goto("/admin/news/edition/add/")
    desk.fill("#id_title_az", "Görüş")
    desk.fill("#id_first_published_at_0", "0001-01-01")
    desk.fill("#id_first_published_at_1", "10:00")
    save(desk)
    expect(desk.locator(".field-first_published_at .errorlist")).to_contain_text(
        "Choose a day between 01.01.1900"
    )
    expect(desk.locator("#id_title_az")).to_have_value("Görüş")

    desk.goto("/admin/news/image/add/")
    picture = {"name": "IMG_0001.HEIC", "mimeType": "image/heic", "buffer": HEIC}
    desk.set_input_files("#id_file", picture)
    save(desk)
    expect(desk.locator(".field-file .errorlist")).to_contain_text(re.compile("HEIC.*Save it as JPEG"))
