"""Pictures at the desk with mouse or keyboard: chosen by their look, uploaded and described where needed."""

from playwright.sync_api import expect

from tests.browser import axe
from tests.helpers.pictures import drawn

LEAD, GALLERY = ".field-lead_image .desk-choice", "#gallery-group"
OPEN = ".desk-pictures-dialog"


def file(name, colour, size=(640, 400)):
    return {"name": name, "mimeType": "image/jpeg", "buffer": drawn(size=size, colour=colour)}


def open_library(page, button):
    page.click(button)
    page.wait_for_selector(f"{OPEN} .desk-tile")


def describe(page, number, az, en):
    card = page.locator(".desk-upload").nth(number)
    card.locator("[name=alt_az]").fill(az)
    card.locator("[name=alt_en]").fill(en)


def test_lead_image_is_chosen_by_its_look_with_the_keyboard_and_taken_away_again(desk, office):
    desk.goto("/admin/news/edition/add/")
    assert desk.locator("#id_lead_image").is_hidden()
    choose = desk.get_by_role("button", name="Lead image: Choose a picture…")
    choose.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_selector(f"{OPEN} .desk-tile")
    assert axe.findings(desk, "the picture dialog", axe.FOR_THE_DESK) == []
    assert desk.evaluate("document.activeElement.name") == "q"
    tile = desk.locator(f"{OPEN} .desk-tile").nth(1)
    name = tile.inner_text().strip()
    expect(desk.get_by_role("button", name=name, exact=True).first).to_be_visible()
    tile.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_selector(OPEN, state="detached")
    assert desk.locator(LEAD).locator(".desk-choice-name").inner_text() == name
    assert desk.locator(f"{LEAD} .desk-picked").is_visible()
    assert desk.evaluate("document.activeElement.textContent") == "Another picture…"
    assert desk.input_value("#id_lead_image").isdigit()
    desk.get_by_role("button", name="Lead image: Remove the picture").click()
    assert desk.input_value("#id_lead_image") == ""
    assert desk.locator(f"{LEAD} .desk-picked").is_hidden()


def test_search_and_filters_narrow_the_dialog(desk):
    desk.goto("/admin/news/edition/add/")
    open_library(desk, f"{LEAD} button")
    tiles = desk.locator(f"{OPEN} .desk-tile")
    name = tiles.nth(2).inner_text()
    desk.fill(f"{OPEN} [name=q]", name)
    expect(tiles.first).to_have_text(name)
    desk.fill(f"{OPEN} [name=q]", "zzzz")
    expect(tiles).to_have_count(0)
    expect(desk.locator(".desk-pictures-status")).to_have_text("Nothing found.")
    with desk.expect_request(lambda request: "use=unused" in request.url and "q=zzzz" in request.url):
        desk.select_option(f"{OPEN} [name=use]", "unused")
    desk.select_option(f"{OPEN} [name=use]", "")
    desk.fill(f"{OPEN} [name=q]", "")
    expect(tiles.nth(2)).to_have_text(name)
    desk.keyboard.press("Escape")
    desk.wait_for_selector(OPEN, state="detached")


def test_several_files_are_described_uploaded_and_put_into_the_gallery(desk, office):
    desk.goto("/admin/news/edition/add/")
    open_library(desk, f"{GALLERY} .desk-choice-several button")
    desk.set_input_files("#desk-upload-files", [file("hall.jpg", "teal"), file("yard.jpg", "navy")])
    describe(desk, 0, "Zal", "A hall")
    desk.locator(".desk-upload").nth(0).locator("[name=licence]").select_option("own")
    assert axe.findings(desk, "uploads", axe.FOR_THE_DESK) == []
    desk.click(".desk-upload-all button")
    expect(desk.locator(".desk-upload")).to_have_count(1)
    error = desk.locator(".desk-upload [data-error=alt_az]")
    expect(error).to_contain_text("Describe the picture")
    assert desk.evaluate("document.activeElement.name") == "alt_az"
    assert desk.locator(".desk-upload [name=licence]").input_value() == "own"
    describe(desk, 0, "Həyət", "A yard")
    desk.keyboard.press("Enter")
    expect(desk.locator(".desk-upload")).to_have_count(0)
    assert desk.locator(f"{OPEN} [aria-pressed=true]").all_inner_texts() == ["A yard", "A hall"]
    desk.click(f"{OPEN} .desk-dialog-buttons .default")
    shown = desk.locator(f"{GALLERY} .desk-choice-name:not(:empty)")
    expect(shown).to_have_text(["A hall", "A yard"])
    expect(desk.locator(f"{GALLERY} .desk-choice-several button")).to_be_focused()
    stored = office.database.rows("SELECT alt_az, alt_en, licence FROM news_image ORDER BY id DESC LIMIT 2")
    assert stored == [("Həyət", "A yard", "own"), ("Zal", "A hall", "own")]
    desk.fill("#id_title_en", "With a gallery")
    desk.click("[name=_save]")
    desk.wait_for_url("**/change/")
    expect(shown).to_have_text(["A hall", "A yard"])


def test_dropped_file_is_uploaded_chosen_and_what_is_written_is_not_lost_by_closing(desk):
    desk.goto("/admin/news/edition/add/")
    open_library(desk, f"{LEAD} button")
    content = list(drawn(size=(300, 200), colour="orange"))
    desk.evaluate(
        """content => {
            const data = new DataTransfer()
            data.items.add(new File([new Uint8Array(content)], "dropped.jpg", { type: "image/jpeg" }))
            document.querySelector(".desk-tiles").dispatchEvent(
                new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }))
        }""",
        content,
    )
    describe(desk, 0, "Narıncı", "Orange")
    asked = []
    desk.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    desk.click(f"{OPEN} .desk-dialog-buttons .button:not(.default)")
    assert asked[0].startswith("Close without uploading?")
    desk.click(".desk-upload-all button")
    desk.wait_for_selector(OPEN, state="detached")
    assert desk.locator(f"{LEAD} .desk-choice-name").inner_text() == "Orange"


def test_part_is_marked_by_dragging(desk, office):
    number = office.database.rows("SELECT id FROM news_image WHERE width > 600 ORDER BY id LIMIT 1")[0][0]
    desk.goto(f"/admin/news/image/{number}/crop/")
    assert axe.findings(desk, "cutting out", axe.FOR_THE_DESK) == []
    place = desk.locator(".desk-crop img").bounding_box()
    desk.mouse.move(place["x"] + place["width"] / 4, place["y"] + place["height"] / 4)
    desk.mouse.down()
    desk.mouse.move(place["x"] + place["width"] * 3 / 4, place["y"] + place["height"] * 3 / 4, steps=3)
    desk.mouse.up()
    width = office.database.rows(f"SELECT width FROM news_image WHERE id = {number}")[0][0]
    assert abs(int(desk.input_value("#id_width")) - width / 2) <= 3
    desk.click(".submit-row [type=submit]")
    desk.wait_for_selector("text=The part is a picture of its own now")
    part = office.database.rows("SELECT width FROM news_image ORDER BY id DESC LIMIT 1")[0][0]
    assert abs(part - width / 2) <= 3
