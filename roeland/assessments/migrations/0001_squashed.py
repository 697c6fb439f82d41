"""The tables of this room as they stood before the first release; it takes the place of the steps towards them."""
import django.db.models.deletion
import uuid6
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('assessments', '0001_initial'), ('assessments', '0002_initial'), ('assessments', '0003_quick_check'), ('assessments', '0004_the_run_of_answers'), ('assessments', '0005_uses'), ('assessments', '0006_newer_rules')]

    initial = True

    dependencies = [
        ('organisation', '0001_squashed'),
        ('questionnaires', '0001_initial'),
        ('register', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Classification',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('questionnaire', models.CharField(max_length=60)),
                ('rules', models.CharField(max_length=60)),
                ('law', models.CharField(max_length=60)),
                ('law_date', models.DateField()),
                ('as_of', models.DateField()),
                ('next_change', models.DateField(null=True)),
                ('jurisdiction', models.CharField(choices=[('NL', 'Netherlands'), ('BE-VLG', 'Flanders')], max_length=10)),
                ('occasion', models.CharField(choices=[('submitted', 'The intake was sent'), ('settled', 'A colleague answered an open question'), ('revised', 'A colleague changed an answer'), ('law', 'A date of the law passed'), ('rules', 'The application was moved to newer rules')], default='submitted', max_length=20)),
                ('ai_class', models.CharField(choices=[('forbidden', 'Prohibited'), ('high', 'High risk'), ('transparency', 'Transparency'), ('minimal', 'Minimal'), ('not_ai', 'No AI system'), ('unknown', 'Not yet known')], max_length=20)),
                ('certain_class', models.CharField(choices=[('forbidden', 'Prohibited'), ('high', 'High risk'), ('transparency', 'Transparency'), ('minimal', 'Minimal'), ('not_ai', 'No AI system'), ('unknown', 'Not yet known')], max_length=20)),
                ('possible_class', models.CharField(choices=[('forbidden', 'Prohibited'), ('high', 'High risk'), ('transparency', 'Transparency'), ('minimal', 'Minimal'), ('not_ai', 'No AI system'), ('unknown', 'Not yet known')], max_length=20)),
                ('route', models.CharField(choices=[('light', 'Light'), ('standard', 'Standard'), ('full', 'Full'), ('forbidden', 'Not allowed'), ('unknown', 'Not yet known')], max_length=20)),
                ('route_at_least', models.CharField(choices=[('light', 'Light'), ('standard', 'Standard'), ('full', 'Full'), ('forbidden', 'Not allowed'), ('unknown', 'Not yet known')], max_length=20)),
                ('route_at_most', models.CharField(choices=[('light', 'Light'), ('standard', 'Standard'), ('full', 'Full'), ('forbidden', 'Not allowed'), ('unknown', 'Not yet known')], max_length=20)),
                ('answers', models.JSONField(default=dict)),
                ('facts', models.JSONField(default=dict)),
                ('open_questions', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classifications', to='register.application')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.sheet')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'application', 'made_at'], name='classification_by_time'), models.Index(fields=['next_change'], name='classification_by_change')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=60)),
                ('topic', models.CharField(max_length=60)),
                ('state', models.CharField(max_length=10)),
                ('because', models.JSONField(default=list)),
                ('open_questions', models.JSONField(default=list)),
                ('judge', models.CharField(blank=True, max_length=40)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('classification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='assessments.classification')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('classification', 'code'), name='one_finding_per_code')],
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intakes', to='register.application')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.sheet')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'application'], name='intake_by_application')],
            },
        ),
        migrations.CreateModel(
            name='PastUse',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('document', models.CharField(max_length=40)),
                ('tool', models.CharField(blank=True, max_length=120)),
                ('inputs', models.JSONField(default=list)),
                ('story', models.TextField(blank=True, max_length=2000)),
                ('role', models.CharField(max_length=40)),
                ('reported_at', models.DateTimeField()),
                ('verdict', models.CharField(blank=True, choices=[('breach', 'This is a data breach'), ('no_breach', 'This is not a data breach')], max_length=10, verbose_name='what it is')),
                ('aware_at', models.DateTimeField(null=True, verbose_name='known since')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('reply', models.TextField(blank=True, max_length=2000, verbose_name='answer to who reported it')),
                ('judged_at', models.DateTimeField(null=True)),
                ('application', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.application')),
                ('handler', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('reporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'reported_at'], name='past_use_by_time'), models.Index(fields=['organisation', 'reporter'], name='past_use_by_reporter')],
            },
        ),
        migrations.CreateModel(
            name='QuickCheckCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('answer', models.CharField(max_length=10)),
                ('count', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'day', 'answer'), name='one_count_per_day')],
            },
        ),
        migrations.CreateModel(
            name='QuickQuestion',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('document', models.CharField(max_length=40)),
                ('asked_at', models.DateTimeField()),
                ('tool', models.CharField(blank=True, max_length=120)),
                ('inputs', models.JSONField(default=list)),
                ('purpose', models.CharField(max_length=40)),
                ('citizens', models.CharField(max_length=10)),
                ('note', models.TextField(blank=True, max_length=1000)),
                ('role', models.CharField(max_length=40)),
                ('reply', models.TextField(blank=True, max_length=2000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('application', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.application')),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'asked_by', 'asked_at'], name='question_by_asker')],
            },
        ),
        migrations.CreateModel(
            name='UseAnswers',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('document', models.CharField(max_length=40)),
                ('inputs', models.JSONField(default=list)),
                ('purpose', models.CharField(max_length=40)),
                ('citizens', models.CharField(max_length=10)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('use', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.use')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'use'], name='answers_by_use')],
            },
        ),
        migrations.CreateModel(
            name='AcceptableUse',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('inputs', models.JSONField(default=list, verbose_name='what may go in')),
                ('purposes', models.JSONField(default=list, verbose_name='what it may be used for')),
                ('citizens', models.BooleanField(default=False, verbose_name='the result may go to citizens')),
                ('house_rules', models.TextField(blank=True, max_length=2000, verbose_name='house rules')),
                ('alternatives', models.TextField(blank=True, max_length=1000, verbose_name='what to use instead')),
                ('since', models.DateField(verbose_name='approved from')),
                ('until', models.DateField(blank=True, null=True, verbose_name='approved until')),
                ('set_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.application')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'ended_at', 'since'], name='frame_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('application',), name='one_open_frame_per_application')],
            },
        ),
    ]
