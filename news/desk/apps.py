from django.contrib import admin
from django.contrib.admin.apps import SimpleAdminConfig


class DeskConfig(SimpleAdminConfig):
    """The stock admin, with the desk as its site.

    A worker sets opens_at_start to False: then the desk is loaded with its addresses, for whoever first
    comes to it.
    """

    default_site = "news.desk.site.DeskSite"
    opens_at_start = True

    def ready(self):
        super().ready()
        if self.opens_at_start:
            open_desk()


def open_desk():
    """Everything that the desk shows, and what listens to a sign-in."""
    from news.desk import sign_in  # noqa: F401

    admin.autodiscover()
