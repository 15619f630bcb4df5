"""Several hundred ways to smuggle a script, a request or a form into rich text, and a detector of them."""

import re
from itertools import product
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from news.text.richtext import ATTRIBUTES, TAGS

WRITTEN = (Path(__file__).resolve().parents[1] / "data" / "hostile_markup.txt").read_text().split("\n")
EVENTS = [
    "onload",
    "onerror",
    "onclick",
    "onfocus",
    "onmouseover",
    "onanimationend",
    "onpointerdown",
    "ontoggle",
]
CARRIERS = ["p", "a", "img", "td", "h2", "svg", "video", "figure"]
SCHEMES = ["javascript", "vbscript", "data", "blob", "file", "livescript"]
DISGUISES = [
    "{scheme}:{code}",
    " {scheme}:{code}",
    "\t{scheme}:{code}",
    "\x01{scheme}:{code}",
    "{upper}:{code}",
    "{split}:{code}",
    "{entity}:{code}",
    "{scheme}&colon;{code}",
    "{scheme}&#x3a;{code}",
    "{scheme}\n:{code}",
]
PLACES = [
    '<a href="{}">x</a>',
    '<img src="{}" alt="x">',
    '<form action="{}">x</form>',
    '<p><a title="x" href="{}">x</a></p>',
]
NEVER = re.compile(
    r"^\s*(javascript|vbscript|data|blob|file|livescript|feed|view-source|jar|mocha)\s*:", re.I
)


def corpus():
    yield from (line for line in WRITTEN if line)
    for tag, event in product(CARRIERS, EVENTS):
        yield f"<{tag} {event}=alert(1)>x</{tag}>"
        yield f"<{tag}/{event.upper()}='alert(1)'/>x"
    for scheme, disguise, place in product(SCHEMES, DISGUISES, PLACES):
        address = disguise.format(
            scheme=scheme,
            upper=scheme.title(),
            split=f"{scheme[:4]}\t{scheme[4:]}",
            entity=f"&#{ord(scheme[0])};{scheme[1:]}",
            code="alert(1)",
        )
        yield place.format(address)
    for text in ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>']:
        for deep in (1, 50, 300):
            yield "<p><em>" * deep + text + "</em></p>" * deep
            yield "<blockquote>" * deep + text


CORPUS = list(dict.fromkeys(corpus()))


def dangers(html):
    """What a browser's parser finds in the text that rich text must not contain; empty when it is clean."""
    found = []
    for node in LexborHTMLParser(f"<body><main>{html}</main>").css("main, main *"):
        if node.tag not in TAGS | {"main"}:
            found.append(f"element {node.tag}")
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(node.tag, set()) | {"rel"}
        for name, value in node.attributes.items():
            if name not in allowed:
                found.append(f"attribute {name}")
            elif name in ("href", "src") and NEVER.match(re.sub(r"[\x00-\x20]", "", value or "")):
                found.append(f"address {value}")
            elif name == "src" and not (value or "").startswith("/media/images/"):
                found.append(f"picture from elsewhere {value}")
    return found
