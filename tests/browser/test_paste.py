"""What is pasted from Word, Google Docs and web pages arrives as clean structure, and is saved as such."""

from selectolax.lexbor import LexborHTMLParser

from tests.browser.pages import form_of, stored

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
PASTE = """([selector, html]) => {
    const data = new DataTransfer()
    data.setData("text/html", html)
    data.setData("text/plain", "")
    const target = document.querySelector(selector)
    target.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""
EDITOR = "[aria-labelledby=id_body_en_label]"


def pasted(desk, html):
    """The text after that alone was pasted into it."""
    desk.locator(EDITOR).click()
    desk.keyboard.press("Control+A")
    desk.keyboard.press("Delete")
    desk.evaluate(PASTE, [EDITOR, html])
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
