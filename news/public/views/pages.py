from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.models import Page
from news.public.accessibility_report import last_run
from news.public.page_addresses import of_noun

from .taxonomy import find


@require_safe
def page_detail(request, slug):
    page, moved = find(Page, slug, request.LANGUAGE_CODE, "page_detail")
    if moved:
        return moved
    request.addresses = of_noun("page_detail", page, "home")
    run = last_run() if page.shows_accessibility_run else None
    return render(request, "news/page_detail.html", {"page_object": page, "run": run})
