"""What the server itself costs: the site's own articles with the site's headers, and nothing done for them.

PAGES names the folder with the files 1.html, 2.html and so on, and headers.json.
"""

import json
import os
from pathlib import Path

FOLDER = Path(os.environ["PAGES"])
HEADERS = [tuple(pair) for pair in json.loads((FOLDER / "headers.json").read_text())]
PAGES = {f"/{file.name}": file.read_bytes() for file in FOLDER.glob("*.html")}


def application(environ, start_response):
    content = PAGES[environ["PATH_INFO"]]
    start_response("200 OK", [*HEADERS, ("Content-Length", str(len(content)))])
    return [content]
