"""Whether the log is as it was written: its numbers, chain and signatures, and seals kept elsewhere."""

from .audit_keys import UnknownKey


class Verification:
    """number: how many entries hold; wrong: what is wrong with the next one, or ""."""

    def __init__(self, seals):
        self.last, self.number, self.wrong = None, 0, ""
        self.unreadable = None  # what is to be said of the first entry whose key is gone
        self.seals = {}
        for seal in seals:
            self.seals.setdefault(seal.number, []).append(seal)

    def run(self, log, end_now):
        """The end is read before each look for further entries: acts may be added meanwhile."""
        while not self.wrong:
            end, before = end_now(), self.last
            for entry in log.filter(number__gt=self.number).order_by("number").iterator():
                self.take(entry)
                if self.wrong:
                    return
            if self.last is before:
                return self.finish(end)

    def take(self, entry):
        try:
            self.wrong = entry.fault_after(self.last)
        except UnknownKey as error:
            self.unreadable = self.unreadable or (self.number, f"Entry {entry.number} {error}")
        others = [seal for seal in self.seals.get(entry.number, ()) if seal.hash != entry.hash]
        if others and not self.wrong:
            self.wrong = f"Entry {entry.number} is not the one that was sealed as {others[0]}."
        if not self.wrong:
            self.last, self.number = entry, entry.number

    def finish(self, end):
        beyond = [seals[0] for number, seals in sorted(self.seals.items()) if number > self.number]
        if beyond:
            self.wrong = f"Entry {self.number + 1} is missing: {beyond[0]} was sealed."
            return
        try:
            self.wrong = end.fault_after(self.last)
        except UnknownKey as error:
            self.unreadable = self.unreadable or (self.number, f"The end of the log {error}")
        if self.unreadable and not self.wrong:
            self.number, self.wrong = self.unreadable
