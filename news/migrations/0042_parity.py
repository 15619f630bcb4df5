
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0041_removed_edition'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='promised_on',
            field=models.DateField(blank=True, help_text='When one language is released first: readers of the other are told that theirs follows by this day.', null=True, verbose_name='other language promised for'),
        ),
        migrations.AddField(
            model_name='article',
            name='source_language',
            field=models.CharField(choices=[('az', 'Azerbaijani'), ('en', 'English')], default='az', help_text='The other language is the translation, and is compared with this one.', max_length=2, verbose_name='written in'),
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='action',
            field=models.CharField(choices=[('create', 'created the article'), ('save', 'saved the draft'), ('submit', 'submitted'), ('reject', 'rejected'), ('publish', 'published'), ('force', 'published without a second person'), ('approve', 'approved what had been published without a second person'), ('confirm', 'confirmed the translation'), ('schedule', 'scheduled'), ('unschedule', 'cancelled the schedule'), ('new_edition', 'began a new edition'), ('discard', 'discarded the draft'), ('withdraw', 'withdrew'), ('remove', 'removed'), ('import', 'imported'), ('share', 'made a link to the draft'), ('unshare', 'closed a link to the draft'), ('sign_in', 'signed in'), ('sign_in_refused', 'was refused at the sign-in'), ('sign_out', 'signed out'), ('credentials', 'changed the ways of signing in')], max_length=20, verbose_name='act'),
        ),
        migrations.CreateModel(
            name='Parity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('missing', 'Missing'), ('draft', 'Not confirmed yet'), ('in_step', 'In step'), ('behind', 'Behind')], db_index=True, default='missing', max_length=10, verbose_name='state')),
                ('confirmed_text', models.TextField(default='', editable=False)),
                ('confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed')),
                ('behind_by', models.PositiveIntegerField(default=0, editable=False)),
                ('behind_since', models.DateTimeField(editable=False, null=True)),
                ('confirmed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='parity', to='news.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'parity of a translation',
                'verbose_name_plural': 'parity of translations',
            },
        ),
    ]
