"""The table of explainers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Explainer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("story_id", models.CharField(max_length=200, unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("headline", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=35)),
                ("published", models.DateTimeField(db_index=True)),
                ("updated", models.DateTimeField(blank=True, null=True)),
                ("embargo", models.DateTimeField(blank=True, null=True)),
                ("parts", models.JSONField(default=dict)),
                ("saved", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ("-published", "-pk"),
            },
        ),
    ]
