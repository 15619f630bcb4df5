"""The templates that somebody may begin an article with."""

from news.models import ReleaseTemplate


def templates_for(user):
    """By name; nobody who may not write articles is offered one."""
    may_use = user.has_perm("news.add_edition") and user.has_perm("news.view_releasetemplate")
    return ReleaseTemplate.objects.by_name() if may_use else ReleaseTemplate.objects.none()
