"""What a password at the desk may not be made of, and what follows a new one."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from news.text.azerbaijani import fold

from . import server_acts

# Whoever guesses at this site's desk begins with these.
OWN_WORDS = ("ombudsman", "azerbaijan", "azerbaycan", "redaksiya", "redaktor", "insanhuquq")  # folded
LEAST_BESIDE = 8


class DeskPasswords:
    """A password is judged without the words that stand for this site: the rest has to be long enough."""

    def validate(self, password, user=None):
        rest = folded = fold(password)
        for word in OWN_WORDS:
            rest = rest.replace(word, "")
        if rest != folded and len(rest) < LEAST_BESIDE:
            raise ValidationError(
                _("This password is little more than a word that everybody connects with this site."),
                code="own_word",
            )

    def password_changed(self, password, user):
        """Called after each change, but not when a sign-in only hashes the password anew."""
        server_acts.password_changed(user)

    def get_help_text(self):
        return _("Your password must not be little more than the name of the institution or the country.")
