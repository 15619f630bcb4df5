from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import pgettext_lazy


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = pgettext_lazy("section", "News")

    def ready(self):
        from news.desk.roles import ensure_roles
        from news.models import guards
        from news.operations import checks  # noqa: F401 - registers them
        from news.search import engines

        # Connected here, after the applications that create permissions: migrating also creates the roles.
        post_migrate.connect(ensure_roles, sender=self)
        pre_migrate.connect(guards.step_aside_before_migrate, sender=self)
        post_migrate.connect(guards.install_after_migrate, sender=self)
        post_migrate.connect(engines.forget_emptied_documents, sender=self)
