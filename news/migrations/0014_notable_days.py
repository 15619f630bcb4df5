"""The days for which the desk plans, with those of the United Nations and of Azerbaijan to begin with."""

import django.core.validators
from django.db import migrations, models

DAYS = [
    # (day, month, in Azerbaijani, in English)
    (20, 1, "Ümumxalq Hüzn Günü", "Day of Nationwide Sorrow"),
    (27, 1, "Holokost Qurbanlarının Xatirəsinin Anılması Beynəlxalq Günü", "International Day of Commemoration in Memory of the Victims of the Holocaust"),
    (20, 2, "Ümumdünya Sosial Ədalət Günü", "World Day of Social Justice"),
    (21, 2, "Beynəlxalq Ana Dili Günü", "International Mother Language Day"),
    (26, 2, "Xocalı soyqırımının ildönümü", "Anniversary of the Khojaly genocide"),
    (8, 3, "Beynəlxalq Qadınlar Günü", "International Women’s Day"),
    (21, 3, "İrqi Ayrı-seçkiliyin Ləğvi Uğrunda Beynəlxalq Mübarizə Günü", "International Day for the Elimination of Racial Discrimination"),
    (31, 3, "Azərbaycanlıların Soyqırımı Günü", "Day of Genocide of Azerbaijanis"),
    (2, 4, "Ümumdünya Autizm haqqında Məlumatlılıq Günü", "World Autism Awareness Day"),
    (4, 4, "Mina Təhlükəsi barədə Maarifləndirmə və Minalara qarşı Fəaliyyətə Yardım üzrə Beynəlxalq Gün", "International Day for Mine Awareness and Assistance in Mine Action"),
    (7, 4, "Ümumdünya Sağlamlıq Günü", "World Health Day"),
    (3, 5, "Ümumdünya Mətbuat Azadlığı Günü", "World Press Freedom Day"),
    (15, 5, "Beynəlxalq Ailə Günü", "International Day of Families"),
    (28, 5, "Müstəqillik Günü", "Independence Day"),
    (1, 6, "Uşaqların Beynəlxalq Müdafiəsi Günü", "International Day for Protection of Children"),
    (4, 6, "Təcavüzün Günahsız Qurbanı olan Uşaqlar Beynəlxalq Günü", "International Day of Innocent Children Victims of Aggression"),
    (5, 6, "Ümumdünya Ətraf Mühit Günü", "World Environment Day"),
    (12, 6, "Uşaq Əməyinə qarşı Ümumdünya Mübarizə Günü", "World Day Against Child Labour"),
    (15, 6, "Milli Qurtuluş Günü", "National Salvation Day"),
    (15, 6, "Ahıllara qarşı Pis Rəftar barədə Ümumdünya Məlumatlılıq Günü", "World Elder Abuse Awareness Day"),
    (18, 6, "Azərbaycanda İnsan Hüquqları Günü", "Human Rights Day in Azerbaijan"),
    (19, 6, "Münaqişə zamanı Cinsi Zorakılığın Ləğvi Uğrunda Beynəlxalq Gün", "International Day for the Elimination of Sexual Violence in Conflict"),
    (20, 6, "Ümumdünya Qaçqınlar Günü", "World Refugee Day"),
    (26, 6, "İşgəncə Qurbanlarına Dəstək Beynəlxalq Günü", "International Day in Support of Victims of Torture"),
    (26, 6, "Azərbaycan Respublikasının Silahlı Qüvvələri Günü", "Day of the Armed Forces of the Republic of Azerbaijan"),
    (18, 7, "Nelson Mandela Beynəlxalq Günü", "Nelson Mandela International Day"),
    (22, 7, "Milli Mətbuat Günü", "National Press Day"),
    (30, 7, "İnsan Alverinə qarşı Ümumdünya Mübarizə Günü", "World Day Against Trafficking in Persons"),
    (19, 8, "Ümumdünya Humanitar Yardım Günü", "World Humanitarian Day"),
    (30, 8, "Zorla Yoxa Çıxma Qurbanlarının Beynəlxalq Günü", "International Day of the Victims of Enforced Disappearances"),
    (8, 9, "Beynəlxalq Savadlılıq Günü", "International Literacy Day"),
    (21, 9, "Beynəlxalq Sülh Günü", "International Day of Peace"),
    (23, 9, "Beynəlxalq Jest Dilləri Günü", "International Day of Sign Languages"),
    (27, 9, "Anım Günü", "Remembrance Day"),
    (28, 9, "İnformasiyanın Hamı üçün Əlçatanlığı Beynəlxalq Günü", "International Day for Universal Access to Information"),
    (1, 10, "Beynəlxalq Ahıllar Günü", "International Day of Older Persons"),
    (10, 10, "Ümumdünya Psixi Sağlamlıq Günü", "World Mental Health Day"),
    (11, 10, "Beynəlxalq Qızlar Günü", "International Day of the Girl Child"),
    (17, 10, "Yoxsulluğun Ləğvi Uğrunda Beynəlxalq Mübarizə Günü", "International Day for the Eradication of Poverty"),
    (18, 10, "Müstəqilliyin Bərpası Günü", "Day of Restoration of Independence"),
    (24, 10, "Birləşmiş Millətlər Təşkilatı Günü", "United Nations Day"),
    (2, 11, "Jurnalistlərə qarşı Törədilən Cinayətlərə görə Cəzasızlığa Son Qoyulması Beynəlxalq Günü", "International Day to End Impunity for Crimes against Journalists"),
    (8, 11, "Zəfər Günü", "Victory Day"),
    (9, 11, "Dövlət Bayrağı Günü", "State Flag Day"),
    (12, 11, "Konstitusiya Günü", "Constitution Day"),
    (16, 11, "Beynəlxalq Tolerantlıq Günü", "International Day for Tolerance"),
    (17, 11, "Milli Dirçəliş Günü", "National Revival Day"),
    (20, 11, "Ümumdünya Uşaqlar Günü", "World Children’s Day"),
    (25, 11, "Qadınlara qarşı Zorakılığın Ləğvi Uğrunda Beynəlxalq Mübarizə Günü", "International Day for the Elimination of Violence against Women"),
    (2, 12, "Köləliyin Ləğvi Uğrunda Beynəlxalq Mübarizə Günü", "International Day for the Abolition of Slavery"),
    (3, 12, "Beynəlxalq Əlilliyi olan Şəxslər Günü", "International Day of Persons with Disabilities"),
    (9, 12, "Soyqırımı Cinayətinin Qurbanlarının Xatirəsi və Ləyaqəti və bu Cinayətin Qarşısının Alınması Beynəlxalq Günü", "International Day of Commemoration and Dignity of the Victims of the Crime of Genocide and of the Prevention of this Crime"),
    (9, 12, "Beynəlxalq Korrupsiyaya qarşı Mübarizə Günü", "International Anti-Corruption Day"),
    (10, 12, "İnsan Hüquqları Günü", "Human Rights Day"),
    (18, 12, "Beynəlxalq Miqrantlar Günü", "International Migrants Day"),
    (31, 12, "Dünya Azərbaycanlılarının Həmrəyliyi Günü", "Day of Solidarity of World Azerbaijanis"),
]


def fill(apps, schema_editor):
    notable = apps.get_model("news", "NotableDay")
    notable.objects.using(schema_editor.connection.alias).bulk_create(
        notable(day=day, month=month, name=azerbaijani, name_az=azerbaijani, name_en=english)
        for day, month, azerbaijani, english in DAYS
    )


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0013_one_article_of_a_form'),
    ]

    operations = [
        migrations.CreateModel(
            name='NotableDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('name_az', models.CharField(max_length=200, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=200, null=True, verbose_name='name')),
                ('day', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='day')),
                ('month', models.PositiveSmallIntegerField(choices=[(1, 'January'), (2, 'February'), (3, 'March'), (4, 'April'), (5, 'May'), (6, 'June'), (7, 'July'), (8, 'August'), (9, 'September'), (10, 'October'), (11, 'November'), (12, 'December')], verbose_name='month')),
            ],
            options={
                'verbose_name': 'notable day',
                'verbose_name_plural': 'notable days',
                'ordering': ['month', 'day', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name_az__isnull', False), models.Q(('name_az', ''), _negated=True)), models.Q(('name_en__isnull', False), models.Q(('name_en', ''), _negated=True)), _connector='OR'), name='notable_day_has_a_name'), models.CheckConstraint(condition=models.Q(('day__range', (1, 31)), ('month__range', (1, 12))), name='notable_day_is_in_a_month')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
