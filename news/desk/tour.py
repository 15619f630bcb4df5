"""Five steps that introduce the desk, on the home page of everybody who has not left them yet."""

from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from news.models import EndedTour

STEPS = range(1, 6)


def tour_of(request):
    """What the home page shows of the tour; None for whoever has left it. ?tour=1 begins it again."""
    asked = request.GET.get("tour", "")
    if asked in map(str, STEPS):
        step = int(asked)
    elif EndedTour.objects.filter(user=request.user).exists():
        return None
    else:
        step = STEPS[0]
    return {
        "step": step,
        "steps": len(STEPS),
        "before": step - 1 if step > STEPS[0] else None,
        "after": step + 1 if step < STEPS[-1] else None,
        "template": f"admin/manual/{get_language()}/tour.html",
    }


@require_POST
def end_tour(request):
    EndedTour.objects.get_or_create(user=request.user)
    return redirect("admin:index")
