"""A response of the site as the lines that must be equal in two checkouts, and the addresses in it."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from itertools import takewhile
from urllib.parse import quote, urlencode, urljoin, urlsplit

HEADERS = [
    "Content-Type",
    "Content-Language",
    "Vary",
    "Cache-Control",
    "Link",
    "Location",
    "X-Robots-Tag",
    "Content-Security-Policy",
    "Content-Disposition",
]
# Names that differ from one checkout, or one loading of the demo, to the next.
MASKS = [
    (re.compile(r"(/static/[^\s\"'<>()?]*?)\.[0-9a-f]{12}(\.\w+)"), r"\1.HASH\2"),
    (re.compile(r"(/media/[^\s\"'<>()?]*?)-[\w-]{16}(\.\w+)"), r"\1-RANDOM\2"),
    (re.compile(r"(<span data-reads>)[^<]*"), r"\1READS"),
    (re.compile(r"(nonce[-=]['\"]?)[\w+/=-]{16,}"), r"\1NONCE"),
]
ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
RFC_MOMENT = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})")
SPACE = re.compile(r"\s+")
MARKUP = ("text/html", "application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
# White space beside anything else cannot be seen.
INLINE = re.compile(
    "a|abbr|b|bdi|button|cite|code|del|em|i|img|ins|mark|q|s|small|span|strong|sub|sup|time|u"
)


class Masks:
    """Makes equal what must differ: the server's address, random names, and moments since `start`."""

    def __init__(self, url, start):
        self.host, self.start = urlsplit(url).netloc, start

    def apply(self, text):
        text = text.replace(self.host, "HOST").replace(quote(self.host, safe=""), "HOST")
        for pattern, masked in MASKS:
            text = pattern.sub(masked, text)
        text = ISO_MOMENT.sub(lambda found: self.moment(found[0], datetime.fromisoformat), text)
        return RFC_MOMENT.sub(lambda found: self.moment(found[0], parsedate_to_datetime), text)

    def moment(self, text, read):
        return "MOMENT" if read(text) >= self.start else text


def lines_of(status, headers, body, masks, inline_space=False):
    """Status, headers and content, a line each; white space becomes one space, or none where it is invisible.

    Without `inline_space`, none is kept beside any tag.
    """
    named = [
        f"{name}: {header_text(name, masks.apply(headers[name]))}" for name in HEADERS if headers.get(name)
    ]
    kind = (headers.get("Content-Type") or "").partition(";")[0]
    return [str(status), *named, "", *content_lines(kind, masks.apply(body), inline_space)]


def header_text(name, text):
    """The value, sorted alphabetically when its order means nothing."""
    if mark := {"Vary": ", ", "Content-Security-Policy": "; "}.get(name):
        return mark.join(sorted(text.split(mark)))
    return text


def content_lines(kind, text, inline_space):
    if kind in MARKUP:
        return markup_lines(text, inline_space)
    if kind.endswith("json"):
        return [
            SPACE.sub(" ", line)
            for line in json.dumps(json.loads(text), ensure_ascii=False, indent=1).splitlines()
        ]
    return text.splitlines()


def markup_lines(text, inline_space=False):
    """A line for each tag and each text; attributes in alphabetical order, entities resolved."""
    parser = Lines()
    parser.feed(text)
    parser.close()
    pairs = [(name, SPACE.sub(" ", line)) for name, line in parser.lines]
    if not inline_space:
        return [line.strip() for _name, line in pairs if line.strip()]
    return list(trim(pairs))


def trim(pairs):
    """Texts without the white space on a side where there is no inline element."""
    names = [None, *(name for name, _line in pairs), None]
    for before, (name, line), after in zip(names, pairs, names[2:], strict=False):
        if name is None:
            line = line if is_inline(before) else line.lstrip()
            line = line if is_inline(after) else line.rstrip()
        if line:
            yield line


def is_inline(name):
    return bool(name and INLINE.fullmatch(name))


class Lines(HTMLParser):
    """[(element, line)]; the element of a text is None."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def handle_starttag(self, tag, attrs):
        written = "".join(
            f' {name}="{SPACE.sub(" ", value or "").strip()}"' for name, value in sorted(attrs, key=str)
        )
        self.lines.append((tag, f"<{tag}{written}>"))

    def handle_endtag(self, tag):
        self.lines.append((tag, f"</{tag}>"))

    def handle_data(self, data):
        self.lines.append((None, data))

    def handle_comment(self, data):
        self.lines.append(("", f"<!--{data}-->"))

    def handle_decl(self, decl):
        self.lines.append(("", f"<!{decl}>"))

    def handle_pi(self, data):
        self.lines.append(("", f"<?{data}>"))

    def unknown_decl(self, data):
        self.lines.append(("", f"<![{data}]>"))


def addresses_in(page_url, body):
    """The addresses on the same server that a page, feed or site map links to or can send its form to."""
    parser = Addresses()
    parser.feed(body)
    here = urlsplit(page_url).netloc
    for address in [*parser.found, *re.findall(r'"(?:url|home_page_url)": ?"([^"]+)"', body)]:
        parts = urlsplit(urljoin(page_url, address.strip()))
        if parts.netloc == here:
            yield parts._replace(scheme="", netloc="", fragment="").geturl()


class Addresses(HTMLParser):
    """Links, <loc> and <link> of feeds, and each choice of a form that asks for a list."""

    def __init__(self):
        super().__init__()
        self.found, self.open, self.action, self.field = [], None, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.open = tag
        if tag in ("a", "link") and attrs.get("href"):
            self.found.append(attrs["href"])
        elif tag == "form":
            self.action = attrs.get("action", "") if attrs.get("method", "get") == "get" else None
        elif tag == "select":
            self.field = attrs.get("name")
        elif tag == "option" and self.action is not None and attrs.get("value"):
            self.found.append(f"{self.action}?{urlencode({self.field: attrs['value']})}")

    def handle_endtag(self, tag):
        self.open = None
        if tag == "form":
            self.action = None

    def handle_data(self, data):
        if self.open in ("loc", "link"):
            self.found.append(data)


def first_lines(lines, number):
    """At most that many lines, and a note when there are more."""
    chosen = [line for _place, line in takewhile(lambda pair: pair[0] < number, enumerate(lines))]
    return chosen if len(lines) <= number else [*chosen, f"... and {len(lines) - number} more lines"]
