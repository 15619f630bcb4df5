"""The tables of the search index, and what each engine adds to them."""

import django.db.models.deletion
from django.db import migrations, models

from news.search.engines import engine_for


def create(apps, schema_editor):
    engine_for(schema_editor.connection.alias).create(schema_editor)


def drop(apps, schema_editor):
    engine_for(schema_editor.connection.alias).drop(schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0002_no_overlap'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('build', models.PositiveSmallIntegerField(default=1)),
                ('next_build', models.PositiveSmallIntegerField(null=True)),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('last_number_of_next_build', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'search state',
            },
        ),
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=2)),
                ('reference', models.CharField(db_index=True, max_length=64)),
                ('published_at', models.DateTimeField(null=True)),
                ('title', models.TextField()),
                ('text', models.TextField()),
                ('title_terms', models.TextField()),
                ('terms', models.TextField()),
                ('edition', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='news.edition')),
            ],
            options={
                'verbose_name': 'search document',
            },
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('build', models.PositiveSmallIntegerField()),
                ('term', models.CharField(max_length=48)),
                ('mirror', models.CharField(max_length=48)),
                ('skeleton', models.CharField(max_length=48)),
                ('spelling', models.CharField(max_length=64)),
                ('documents', models.IntegerField()),
                ('capitalised', models.IntegerField()),
            ],
            options={
                'verbose_name': 'search term',
                'indexes': [models.Index(fields=['build', 'mirror'], name='search_term_mirror'), models.Index(fields=['build', 'skeleton'], name='search_term_skeleton')],
                'constraints': [models.UniqueConstraint(fields=('build', 'term'), name='search_term_unique')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
