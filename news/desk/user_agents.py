"""Browser and system by the names that people know, out of what a browser says of itself."""

# Most browsers also name those that they resemble: the first that is found counts.
BROWSERS = {
    "Edg/": "Edge",
    "EdgA/": "Edge",
    "EdgiOS/": "Edge",
    "OPR/": "Opera",
    "YaBrowser/": "Yandex Browser",
    "SamsungBrowser/": "Samsung Internet",
    "FxiOS/": "Firefox",
    "Firefox/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Macintosh": "macOS",
    "Linux": "Linux",
}


def device_name(agent):
    """Firefox, Windows; the User-Agent as it is where it names neither, and "" where there is none."""
    found = [first_in(agent, names) for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or agent


def first_in(agent, names):
    return next((name for sign, name in names.items() if sign in agent), "")
