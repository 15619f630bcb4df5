"""What is pasted from Word, Google Docs and web pages arrives as clean structure, and is saved as such."""

from base64 import b64encode

from selectolax.lexbor import LexborHTMLParser

from tests.browser.pages import form_of, stored
from tests.helpers.pictures import drawn

FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment-->
<h1 style='mso-outline-level:1'><span lang=EN-GB>Findings<o:p></o:p></span></h1>
<p class=MsoNormal style='margin-bottom:8pt'><b>Bold</b> and <i style='color:red'>leaning</i> words.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1. </span>First</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2. </span>Second</p>
<table class=MsoTable border=1><thead><tr><th>Place</th><th>Visits</th></tr></thead>
<tbody><tr><td style='width:90pt'>Baku</td><td>12</td></tr></tbody></table><!--EndFragment--></body></html>"""
FROM_GOOGLE = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr">
<span style="font-size:16pt">Steps</span></h2><p dir="ltr"><span style="font-weight:700">Strong</span>
<span> text, see <a href="https://www.un.org/report" style="text-decoration:none">
<span style="color:#1155cc">the report of 2024</span></a>.</span></p>
<ul><li dir="ltr"><p dir="ltr"><span>One point</span></p></li></ul></b>"""
FROM_A_PAGE = """<div class="article" onclick="steal()"><h4 id="x">Part</h4>
<p><font color="red">A</font> paragraph<script>alert(1)</script>
<img src="https://tracker.example/p.gif" width="1"></p><blockquote>Said so.</blockquote></div>"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
MORE_FROM_WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<p>The Law<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span>[1]</span></a> holds,
see <a href="#_Toc12">Part 2</a> and<sup><a href="#_ftn9" name="_ftnref9">[9]</a></sup>
<span style='color:red'>red</span> <u>under</u> <s>gone</s></p>
<p><img src="file:///C:/clip.png" alt="A chart"><img src="data:image/png;base64,{PIXEL}" alt="A dot"></p>
<table><tr><td><p><b>Place</b></p></td><td><p><b>Visits</b></p></td></tr>
<tr><td><p><b>Baku</b></p></td><td><p>12</p></td></tr></table>
<table><tr><td><b>All</b></td></tr><tr><td><b>bold</b></td></tr></table>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>
<p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> See the <a href="https://e-qanun.az/1">Act</a>.</p>
</div></div></body></html>"""
MORE_FROM_GOOGLE = """<b style="font-weight:normal;" id="docs-internal-guid-2">
<p><span>One</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> more; </span>
<a href="https://www.google.com/url?q=https://un.org/a&amp;sa=D">a</a>
<a href="https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fun.org%2Fb&amp;data=1">b</a>
<a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fun.org%2Fc&amp;h=x">c</a></p>
<table><tbody><tr><td style="background-color:#d9ead3"><p><span>Year</span></p></td></tr>
<tr><td><p><span>2026</span></p></td></tr></tbody></table>
<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Said twice.</span></p></div></b>"""
PASTE = """([selector, html, picture]) => {
    const data = new DataTransfer()
    if (html) data.setData("text/html", html)
    if (picture) {
        const bytes = Uint8Array.from(atob(picture), sign => sign.charCodeAt(0))
        data.items.add(new File([bytes], "image.png", {type: "image/png"}))
    }
    data.setData("text/plain", "")
    const target = document.querySelector(selector)
    target.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""
EDITOR = "[aria-labelledby=id_body_en_label]"


def pasted(desk, html, picture=None):
    """The text after that alone was pasted into it."""
    desk.locator(EDITOR).click()
    desk.keyboard.press("Control+A")
    desk.keyboard.press("Delete")
    desk.evaluate(PASTE, [EDITOR, html, picture])
    return LexborHTMLParser(desk.locator(EDITOR).inner_html()).body


def texts(page, selector):
    return [node.text().strip() for node in page.css(selector)]


def test_pasted_text_becomes_clean_structure_and_is_saved_as_such(desk, office):
    desk.goto(form_of(office))
    page = pasted(desk, FROM_A_PAGE)
    assert texts(page, "h3") == ["Part"]
    assert texts(page, "blockquote") == ["Said so."]
    assert not page.css("script, img[src], font, [onclick], [id]")

    page = pasted(desk, FROM_GOOGLE)
    assert texts(page, "h2") == ["Steps"]
    assert texts(page, "strong") == ["Strong"]
    assert texts(page, "ul > li") == ["One point"]
    assert [(node.attributes["href"], node.text().strip()) for node in page.css("a")] == [
        ("https://www.un.org/report", "the report of 2024")
    ]

    pasted(desk, FROM_WORD)
    desk.click("button[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    saved = LexborHTMLParser(stored(office, "body_en")).body
    assert texts(saved, "h2") == ["Findings"]
    assert texts(saved, "ol > li") == ["First", "Second"]
    assert texts(saved, "strong") == ["Bold"]
    assert texts(saved, "em") == ["leaning"]
    assert texts(saved, "th") == ["Place", "Visits"]
    assert texts(saved, "td") == ["Baku", "12"]
    assert not saved.css("script, style, span, b, [class], [style]")


def test_links_footnotes_and_headers_of_a_paste_are_mended(desk):
    desk.goto("/admin/news/edition/add/")
    page = pasted(desk, MORE_FROM_WORD)
    assert texts(page, "small") == ["See the Act."]
    assert [node.attributes["href"] for node in page.css("a")] == ["https://e-qanun.az/1"]
    assert "see Part 2 and[9]" in " ".join(page.css_first("p").text().split())
    assert [(node.attributes.get("scope"), node.text()) for node in page.css("th")] == [
        ("col", "Place"),
        ("col", "Visits"),
    ]
    assert texts(page, "table")[1] == "Allbold"

    page = pasted(desk, MORE_FROM_GOOGLE)
    assert texts(page, "small") == ["Said twice."]
    links = {node.text(): node.attributes["href"] for node in page.css("a")}
    assert links == {letter: f"https://un.org/{letter}" for letter in "abc"}
    assert texts(page, "th[scope=col]") == ["Year"]
    assert not page.css("hr")


def test_what_a_paste_leaves_out_is_told_once(desk):
    desk.goto("/admin/news/edition/add/")
    told = desk.locator(f".desk-editor:has({EDITOR}) [role=status].desk-paste-notice-says")
    assert told.inner_text() == ""
    pasted(desk, MORE_FROM_WORD)
    assert told.inner_text().split(". ")[:2] == [
        "Left out of what was pasted: pictures (1), colours (1), underlining (1), crossing out (1), "
        "links that lead nowhere (2)",
        "The pictures left out were described as: “A chart”",
    ]
    assert "Pictures that came along whole: 1." in told.inner_text()
    pasted(desk, "<p>Plain words</p>")
    assert told.inner_text() == ""


def test_picture_of_the_clipboard_or_of_a_paste_is_uploaded_with_its_alternative_texts(desk):
    desk.goto("/admin/news/edition/add/")
    pasted(desk, None, picture_of(1))
    upload(desk, "Nöqtə", "A dot")
    desk.wait_for_selector(".desk-pictures-dialog", state="detached")
    picture = desk.locator(f"{EDITOR} figure img")
    assert picture.get_attribute("alt") == "A dot"
    assert picture.get_attribute("src").startswith("/media/images/")

    pasted(desk, f'<p>Words <img src="data:image/png;base64,{picture_of(2)}"></p>')
    assert desk.locator(f"{EDITOR} img").count() == 0
    desk.locator(f".desk-editor:has({EDITOR}) .desk-paste-notice button").first.click()
    upload(desk, "Xətt", "A line")
    desk.wait_for_selector(".desk-pictures-dialog", state="detached")
    assert desk.locator(f"{EDITOR} figure img").get_attribute("alt") == "A line"


def picture_of(number):
    """Pixels of its own, in Base64."""
    return b64encode(drawn("PNG", size=(400, 300), colour=(200, 40 * number, 30))).decode()


def upload(desk, az, en):
    desk.wait_for_selector(".desk-uploads [name=alt_az]")
    desk.fill(".desk-uploads [name=alt_az]", az)
    desk.fill(".desk-uploads [name=alt_en]", en)
    desk.click(".desk-upload-all button")
