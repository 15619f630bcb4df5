"""People with a role at the desk."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

DEMO_PASSWORD = "a-password-of-the-demo"


def make_user(name, role):
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "a-long-password", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user
