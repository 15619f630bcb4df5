from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The stock admin application, with the desk as its site."""

    default_site = "news.desk.site.DeskSite"

    def ready(self):
        from news.desk import server_acts, sign_in  # noqa: F401 - they listen to what Django does

        super().ready()
