"""Press officers as processes: `python -m tests.torture.officers PLAN NAME`. They use its forms."""

import io
import json
import random
import sys
import time
import urllib.parse
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image as Picture
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.torture.browser import Browser, fields_of
from tests.torture.history import DONE, REFUSED, UNKNOWN, History
from tests.torture.readers import LINKED, WORD

BAKU = ZoneInfo("Asia/Baku")
REASONS = {"reason_az": "Səbəb budur.", "reason_en": "This is the reason."}
NEVER_HAPPENED = (200, 400, 403, 404, 409, 413, 429)  # the form again, or a page that says why not
BORDER = "----border-of-a-form"


class Officer:
    def __init__(self, plan, name):
        self.plan, self.name = plan, name
        self.random = random.Random(f"{plan['seed']} {name}")  # noqa: S311 - repeatable
        self.history = History(Path(plan["histories"]), name)
        self.browser = Browser(plan, plan["officers"][name]["address"])
        self.own = [one for one in plan["articles"] if one["officer"] == name]
        self.words = 0

    # --- What they do ------------------------------------------------------------------------------------

    def work(self):
        """Several articles at a time, each by a plan of its own, until everything is done or time is over."""
        waiting, open_plans = list(self.own), []
        everything = [["upload", "save", "publish", "withdraw", "remove"]]
        while not self.is_over():
            while waiting and len(open_plans) < 3:
                article = waiting.pop(0)
                open_plans.append((article, everything.pop() if everything else self.steps()))
            if not open_plans:
                return
            article, steps = self.random.choice(open_plans)
            if steps:
                getattr(self, steps.pop(0))(article)
            else:
                open_plans.remove((article, steps))

    def steps(self):
        begin = self.random.choice((["save"], ["save", "save"], ["upload", "save"]))
        public = self.random.choice((["publish"], ["publish"], ["schedule"]))
        end = self.random.choice(([], ["withdraw"], ["remove"], ["withdraw", "remove"]))
        return [*begin, *public, *end]

    def save(self, article):
        self.words += 1
        word = f"savedword{article['number']}{self.words:03}"
        changes = {
            "body_az": f"<p>Azərbaycan dilində olan bu mətn belə deyir: {word}.</p>",
            "body_en": f"<p>This text in English says the following: {word}.</p>",
        }
        self.send(article, f"{article['form']}change/", "#edition_form", changes, act="save", word=word)

    def publish(self, article):
        self.act(article, "publish")

    def schedule(self, article):
        now = time.time()
        moment = datetime.fromtimestamp(now, BAKU).replace(microsecond=0) + timedelta(seconds=3)
        due = time.monotonic() + moment.timestamp() - now
        changes = {"when": "later", "moment_0": f"{moment:%Y-%m-%d}", "moment_1": f"{moment:%H:%M:%S}"}
        path = f"{article['form']}act/publish/"
        self.send(article, path, "#content-main form", changes, "schedule", due=due)

    def withdraw(self, article):
        self.act(article, "withdraw", REASONS)

    def remove(self, article):
        self.act(article, "remove", REASONS)

    def act(self, article, name, changes=None, **about):
        self.send(
            article, f"{article['form']}act/{name}/", "#content-main form", changes or {}, name, **about
        )

    def send(self, article, path, form, changes, act, **about):
        """Open the form and send it. Who does not know how it ended opens it again: that tells."""
        page = self.opened(path)
        if page is None:
            return
        body = urllib.parse.urlencode(fields_of(page.body, form) | changes, doseq=True)
        end = self.history.begin(act, article=article["number"], **about)
        end(self.outcome_of(self.browser.open(path, body.encode())))

    def upload(self, _article):
        path = "/admin/news/image/add/"
        page = self.opened(path)
        if page is None:
            return
        self.words += 1
        name = f"picture{self.name[-1]}{self.words:04}"
        texts = {"alt_az": name, "alt_en": name, "licence": "own"}
        body = in_parts(fields_of(page.body, "#image_form") | texts, noise(self.random))
        end = self.history.begin("upload", picture=name)
        end(self.outcome_of(self.browser.open(path, body, f"multipart/form-data; boundary={BORDER}")))

    # --- What they are told --------------------------------------------------------------------------------

    def opened(self, path):
        """The page, after signing in where that is needed; None when it leads elsewhere, or time is over."""
        while not self.is_over():
            page = self.browser.open(path)
            if page.status == 200:
                return page
            if page.status == 302 and "/login/" in page.headers["Location"]:
                self.sign_in()
            elif page.status in (302, 403, 404):
                return None
            else:
                time.sleep(0.2)
        return None

    def sign_in(self):
        path = "/admin/login/?next=/admin/"
        page = self.browser.open(path)
        if page.status == 200:
            person = {"username": self.name, "password": self.plan["officers"][self.name]["password"]}
            sent = fields_of(page.body, "form") | person
            self.browser.open(path, urllib.parse.urlencode(sent, doseq=True).encode())
        time.sleep(0.2)

    def outcome_of(self, answer):
        if answer.refused or answer.status in NEVER_HAPPENED:
            return REFUSED
        if answer.status != 302:
            return UNKNOWN
        if "/login/" in answer.headers["Location"]:
            return REFUSED
        next_page = self.browser.open(answer.headers["Location"])
        return REFUSED if HTMLParser(next_page.body).css_first(".messagelist .error") else DONE

    def is_over(self):
        return Path(self.plan["stop"]).exists()


class Observer(Officer):
    """Looks at everything when all is calm again; signed in, so that looking is no reading."""

    def __init__(self, plan, name):
        super().__init__(plan, name)
        self.history = History(Path(plan["histories"]), "observer")

    def is_over(self):
        return False

    def look(self):
        self.opened("/admin/")
        listed = self.all_listed()
        for article in self.plan["articles"]:
            self.look_at(article, listed)
        for picture in self.pictures():
            self.look_at_picture(picture)

    def look_at(self, article, listed):
        page = self.certain(article["en"])
        state = {200: "live", 404: "hidden", 410: "removed"}[page.status]
        if state == "live" and b'class="banner"' in page.body:
            state = "withdrawn"
        text = page if page.status == 200 else self.certain(f"{article['form']}change/")
        word = WORD.search(text.body)
        found = self.certain(f"/en/search/?q={article['token']}")
        self.history.note(
            "observe",
            article=article["number"],
            state=state,
            word=word and word[0].decode(),
            listed=article["number"] in listed,
            found=article["number"] in numbers_in(found),
        )

    def all_listed(self):
        listed, page = set(), 1
        while new := numbers_in(self.certain(f"/en/news/?page={page}")) - listed:
            listed |= new
            page += 1
        return listed

    def pictures(self):
        page = "1"
        while page:
            found = HTMLParser(self.certain(f"/admin/news/image/library/?p={page}").body)
            for tile in found.css("[data-picture]"):
                yield json.loads(tile.attributes["data-picture"])
            page = found.css_first("[data-next]").attributes["data-next"]

    def look_at_picture(self, picture):
        file = self.certain(picture["url"])
        self.history.note("picture", picture=picture["alt"]["en"], whole=is_whole(file.body))

    def certain(self, path):
        for _try in range(50):
            answer = self.browser.open(path)
            if answer.status in (200, 404, 410):
                return answer
            time.sleep(0.2)
        raise AssertionError(f"{path} is not answered though all is calm: {answer.status}")


def numbers_in(answer):
    return {int(number) for number in LINKED.findall(answer.body)}


def noise(random):
    """A picture like no other."""
    buffer = io.BytesIO()
    Picture.frombytes("RGB", (64, 36), random.randbytes(64 * 36 * 3)).save(buffer, "PNG")
    return buffer.getvalue()


def is_whole(content):
    try:
        Picture.open(io.BytesIO(content)).load()
    except OSError:
        return False
    return True


def in_parts(fields, picture):
    parts = [
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = 'Content-Disposition: form-data; name="file"; filename="noise.png"\r\nContent-Type: image/png'
    return b"".join(
        [*parts, f"--{BORDER}\r\n{head}\r\n\r\n".encode(), picture, f"\r\n--{BORDER}--\r\n".encode()]
    )


def main(plan, name):
    Officer(json.loads(Path(plan).read_text()), name).work()


if __name__ == "__main__":
    main(*sys.argv[1:])
