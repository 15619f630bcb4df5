import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0020_reads'),
    ]

    operations = [
        migrations.AddField(
            model_name='image',
            name='fingerprint',
            field=models.CharField(db_index=True, default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='image',
            name='focus_x',
            field=models.PositiveSmallIntegerField(default=50, help_text='What must stay in sight where the picture is cut: 0 is the left edge, 100 the right.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point: percent from the left'),
        ),
        migrations.AddField(
            model_name='image',
            name='focus_y',
            field=models.PositiveSmallIntegerField(default=50, help_text='0 is the upper edge, 100 the lower.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point: percent from the top'),
        ),
        migrations.AddField(
            model_name='image',
            name='licence',
            field=models.CharField(blank=True, choices=[('own', 'The Office’s own picture'), ('permission', 'Used with permission'), ('cc-by-4.0', 'CC BY 4.0'), ('cc-by-sa-4.0', 'CC BY-SA 4.0'), ('public-domain', 'Public domain')], max_length=20, verbose_name='licence'),
        ),
        migrations.AddField(
            model_name='image',
            name='recipe',
            field=models.PositiveSmallIntegerField(db_index=True, default=0, editable=False),
        ),
        migrations.AddField(
            model_name='image',
            name='renditions',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name='image',
            name='file',
            field=models.FileField(upload_to='images/', verbose_name='file'),
        ),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(('focus_x__lte', 100), ('focus_y__lte', 100)), name='focal_point_inside_image'),
        ),
    ]
