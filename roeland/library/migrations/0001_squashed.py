"""The tables of this room as they stood before the first release; it takes the place of the steps towards them."""
import django.db.models.deletion
import uuid6
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('library', '0001_documents'), ('library', '0002_own_versions')]

    initial = True

    dependencies = [
        ('organisation', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('advice', 'Advice to the directorate')], max_length=20)),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('dated', models.DateField(verbose_name='date')),
                ('body', models.JSONField(default=dict)),
                ('figures', models.JSONField(default=list)),
                ('figures_at', models.DateTimeField()),
                ('written_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='library.document')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'kind', 'sent_at'], name='document_by_kind')],
            },
        ),
        migrations.CreateModel(
            name='OwnVersion',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('number', models.PositiveIntegerField()),
                ('based_on', models.CharField(max_length=60)),
                ('meaning', models.JSONField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('offered', 'Waits to be adopted'), ('adopted', 'Adopted'), ('replaced', 'Replaced'), ('dropped', 'Dropped')], default='draft', max_length=10)),
                ('reason', models.TextField(blank=True, verbose_name='why it changes')),
                ('drafted_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('offered_at', models.DateTimeField(null=True)),
                ('sent_back_because', models.TextField(blank=True)),
                ('adopted_on', models.DateField(null=True)),
                ('mandate', models.CharField(blank=True, max_length=200)),
                ('act_organ', models.CharField(blank=True, max_length=120, verbose_name='organ')),
                ('act_number', models.CharField(blank=True, max_length=60, verbose_name='number of the act')),
                ('act_date', models.DateField(null=True, verbose_name='date of the act')),
                ('act_link', models.URLField(blank=True, verbose_name='link to the act')),
                ('review_on', models.DateField(null=True, verbose_name='look at it again on')),
                ('review_asked_on', models.DateField(null=True)),
                ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('offered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('review_asked_on__isnull', True), ('review_on__isnull', False), ('state', 'adopted')), fields=['review_on'], name='own_version_to_review')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'code', 'number'), name='one_own_version_of_a_number'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'offered'])), fields=('organisation', 'code'), name='one_open_own_version'), models.UniqueConstraint(condition=models.Q(('state', 'adopted')), fields=('organisation', 'code'), name='one_adopted_own_version')],
            },
        ),
    ]
