from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.models import Edition
from news.public.page_addresses import in_every_language
from news.public.pagination import ListPage

from .lists import list_context, list_parameters

TOKENS = ("paper", "tint", "ink", "quiet", "rule", "field", "accent", "accent-tint", "focus", "alert", "band")


@list_parameters
@require_safe
def components(request):
    """Every part of the design in every state, made of the demo's own articles. Nothing for readers."""
    if not settings.DEMO:
        raise Http404
    addresses = in_every_language("components", noindex=True)
    context = list_context(request, addresses)
    language = request.LANGUAGE_CODE
    editions = list(Edition.objects.listed_in(language).for_lists()[:40])
    with_image = next((edition for edition in editions if edition.lead_image), None)
    without_image = next((edition for edition in editions if not edition.lead_image), None)
    others = [edition.pk for edition in editions if edition not in (with_image, without_image)]
    context |= {
        "with_image": with_image,
        "without_image": without_image,
        "withdrawn": Edition.objects.live_in(language).filter(withdrawn_at__lte=timezone.now()).first(),
        "page": ListPage(others[:2], number=5, pages=120, count=2400),
        "tokens": TOKENS,
    }
    return render(request, "news/components.html", context)
