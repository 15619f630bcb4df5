"""The database refuses a person, an organization, a topic or a page without a name in any language.

One with a name in one language stays as it is. One without any could be found nowhere and chosen nowhere by its
name: it gets one that says so and that tells it from others.
"""

from django.db import migrations, models
from django.db.models import F, Q

NAMES = {"Organization": "name", "Page": "title", "Person": "name", "Topic": "name"}


def name_the_nameless(apps, schema_editor):
    is_changed = False
    for model, name in NAMES.items():
        az, en = f"{name}_az", f"{name}_en"
        is_empty = (Q(**{az: None}) | Q(**{az: ""})) & (Q(**{en: None}) | Q(**{en: ""}))
        for nameless in apps.get_model("news", model).objects.filter(is_empty):
            is_changed = True
            names = {az: f"Adsız {nameless.pk}", en: f"Unnamed {nameless.pk}"}
            if hasattr(nameless, "search_text"):
                names["search_text"] = f"adsiz {nameless.pk}\nunnamed {nameless.pk}"
            type(nameless).objects.filter(pk=nameless.pk).update(**names)
            print(f"  A {model.lower()} had no name: now it is called {names[en]}.")
    if is_changed:
        apps.get_model("news", "PublicContent").objects.update(generation=F("generation") + 1)


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0010_account_changes'),
    ]

    operations = [
        migrations.RunPython(name_the_nameless, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='organization',
            name='name',
            field=models.CharField(help_text='The official name in this language; without one, the name that it calls itself.', max_length=300, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='name_az',
            field=models.CharField(help_text='The official name in this language; without one, the name that it calls itself.', max_length=300, null=True, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='name_en',
            field=models.CharField(help_text='The official name in this language; without one, the name that it calls itself.', max_length=300, null=True, verbose_name='name'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name_az__isnull', False), models.Q(('name_az', ''), _negated=True)), models.Q(('name_en__isnull', False), models.Q(('name_en', ''), _negated=True)), _connector='OR'), name='organization_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='page',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title_az__isnull', False), models.Q(('title_az', ''), _negated=True)), models.Q(('title_en__isnull', False), models.Q(('title_en', ''), _negated=True)), _connector='OR'), name='page_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name_az__isnull', False), models.Q(('name_az', ''), _negated=True)), models.Q(('name_en__isnull', False), models.Q(('name_en', ''), _negated=True)), _connector='OR'), name='person_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name_az__isnull', False), models.Q(('name_az', ''), _negated=True)), models.Q(('name_en__isnull', False), models.Q(('name_en', ''), _negated=True)), _connector='OR'), name='topic_has_a_name'),
        ),
    ]
