"""The tables of this room as they stood before the first release; it takes the place of the steps towards them."""
import django.db.models.deletion
import uuid6
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('register', '0001_initial'), ('register', '0002_in_full'), ('register', '0003_sheets'), ('register', '0004_uses_and_likeness'), ('register', '0005_facets'), ('register', '0007_sheets_and_likeness'), ('register', '0009_ended_appointments'), ('register', '0010_lapsed')]

    initial = True

    dependencies = [
        ('files', '0001_initial'),
        ('organisation', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('summary', models.TextField(blank=True, max_length=400, verbose_name='summary')),
                ('purpose', models.TextField(blank=True, help_text='What it is for, in plain words.', verbose_name='purpose')),
                ('owner_accepted', models.BooleanField(default=False)),
                ('product', models.CharField(blank=True, max_length=120, verbose_name='product')),
                ('version', models.CharField(blank=True, max_length=60, verbose_name='version')),
                ('users', models.TextField(blank=True, max_length=400, verbose_name='who works with it')),
                ('affected', models.TextField(blank=True, max_length=400, verbose_name='whom it affects')),
                ('cost_once', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='cost, once')),
                ('cost_yearly', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='cost per year')),
                ('phase', models.CharField(choices=[('reported', 'Reported'), ('in_assessment', 'In assessment'), ('experiment', 'Experiment'), ('production', 'In use'), ('retired', 'Retired'), ('rejected', 'Rejected'), ('stopped', 'Stopped')], default='reported', max_length=20, verbose_name='phase')),
                ('undecided', models.BooleanField(default=False, verbose_name='not yet decided')),
                ('decide_by', models.DateField(blank=True, null=True, verbose_name='decide before')),
                ('lapsed_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('ai_class', models.CharField(choices=[('forbidden', 'Prohibited'), ('high', 'High risk'), ('transparency', 'Transparency'), ('minimal', 'Minimal'), ('not_ai', 'No AI system'), ('unknown', 'Not yet known')], default='unknown', max_length=20, verbose_name='AI class')),
                ('route', models.CharField(choices=[('light', 'Light'), ('standard', 'Standard'), ('full', 'Full'), ('forbidden', 'Not allowed'), ('unknown', 'Not yet known')], default='unknown', max_length=20, verbose_name='route')),
                ('route_at_least', models.CharField(choices=[('light', 'Light'), ('standard', 'Standard'), ('full', 'Full'), ('forbidden', 'Not allowed'), ('unknown', 'Not yet known')], default='unknown', max_length=20)),
                ('route_at_most', models.CharField(choices=[('light', 'Light'), ('standard', 'Standard'), ('full', 'Full'), ('forbidden', 'Not allowed'), ('unknown', 'Not yet known')], default='unknown', max_length=20)),
                ('classified_on', models.DateField(blank=True, null=True)),
                ('personal_data', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not yet known')], default='unknown', max_length=10, verbose_name='personal data')),
                ('affects_people', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not yet known')], default='unknown', max_length=10, verbose_name='affects people directly')),
                ('open_questions', models.PositiveSmallIntegerField(null=True, verbose_name='open questions')),
                ('waits_for', models.CharField(blank=True, choices=[('intake', 'Finish the intake'), ('answers', 'Waits for answers of colleagues'), ('request', 'Ask for a decision'), ('advice', 'Waits for advice'), ('decision', 'Waits for a decision'), ('organ', 'Waits for the competent organ')], max_length=40, verbose_name='waits for')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person', verbose_name='AI owner')),
                ('process_owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person', verbose_name='process owner')),
                ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit', verbose_name='unit')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'name', 'id'], name='application_by_name'), models.Index(fields=['organisation', 'changed_at', 'id'], name='application_by_change'), models.Index(fields=['organisation', 'ai_class', 'name', 'id'], name='application_by_class'), models.Index(fields=['organisation', 'phase', 'name', 'id'], name='application_by_phase'), models.Index(fields=['organisation', 'unit', 'name'], name='application_by_unit'), models.Index(fields=['organisation', 'owner'], name='application_by_owner'), models.Index(fields=['organisation', 'reporter'], name='application_by_reporter')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'number'), name='one_application_per_number')],
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='organisation.organisation')),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Dataset',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('origin', models.CharField(choices=[('own', 'Our own'), ('bought', 'Bought'), ('shared', 'Of another government'), ('open', 'Open data'), ('unknown', 'Not yet known')], default='unknown', max_length=10, verbose_name='origin')),
                ('personal', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not yet known')], default='unknown', max_length=10, verbose_name='personal data')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='one_dataset_per_name')],
            },
        ),
        migrations.CreateModel(
            name='DatasetUsed',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('what_for', models.CharField(blank=True, max_length=300, verbose_name='what for')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='register.application')),
                ('dataset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.dataset')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'application', 'dataset'), name='one_use_of_a_dataset')],
            },
        ),
        migrations.CreateModel(
            name='FieldOfUse',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
        ),
        migrations.AddField(
            model_name='application',
            name='field_of_use',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.fieldofuse', verbose_name='field of use'),
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('file_name', models.CharField(max_length=255)),
                ('dry_run', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('columns', 'Columns to choose'), ('preview', 'Ready to look at'), ('waiting', 'Waiting'), ('checking', 'Being checked'), ('comparing', 'Being compared with the register'), ('storing', 'Being stored'), ('done', 'Imported'), ('checked', 'Checked, nothing stored'), ('refused', 'Refused, nothing stored')], default='waiting', max_length=20)),
                ('records', models.PositiveIntegerField(default=0)),
                ('staged', models.PositiveIntegerField(default=0)),
                ('created', models.PositiveIntegerField(default=0)),
                ('updated', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('problems', models.JSONField(default=list)),
                ('remarks', models.JSONField(default=list)),
                ('sheet', models.JSONField(default=dict)),
                ('mapping', models.JSONField(default=dict)),
                ('preview', models.JSONField(default=dict)),
                ('answers', models.JSONField(default=dict)),
                ('skipped', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'started_at'], name='import_by_time')],
            },
        ),
        migrations.CreateModel(
            name='Leftover',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=200)),
                ('value', models.TextField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leftovers', to='register.application')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'ordering': ['field'],
                'indexes': [models.Index(fields=['organisation', 'application'], name='leftover_by_application')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('lawful_basis', 'Legal basis'), ('impact_assessment', 'Impact assessment'), ('source_data', 'Source of data')], max_length=20)),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                ('link', models.CharField(blank=True, max_length=500, verbose_name='link')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='register.application')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'ordering': ['kind', 'order'],
                'indexes': [models.Index(fields=['organisation', 'application'], name='link_by_application')],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('replaces', 'Replaces'), ('part_of', 'Is a part of'), ('feeds', 'Gives data to'), ('beside', 'Has to do with'), ('another', 'Looks like, but is another one')], max_length=10, verbose_name='relation')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='why')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='register.application')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.application')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'other'], name='relation_by_other')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'application', 'other', 'kind'), name='one_relation_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='SavedMapping',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('headers', models.CharField(max_length=64)),
                ('mapping', models.JSONField()),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'headers', 'saved_at'], name='mapping_by_headers')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='one_mapping_per_name')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('query', models.CharField(blank=True, max_length=2000)),
                ('shared', models.BooleanField(default=False, verbose_name='shared')),
                ('saved_at', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'shared'], name='saved_view_by_sharing')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'person', 'name'), name='one_saved_view_per_name')],
            },
        ),
        migrations.CreateModel(
            name='StagedRecord',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('application', models.UUIDField(default=uuid6.uuid7)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staged_records', to='register.importrun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'position'), name='one_staged_record_per_position')],
            },
        ),
        migrations.CreateModel(
            name='Supplier',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='one_supplier_per_name')],
            },
        ),
        migrations.AddField(
            model_name='application',
            name='supplier',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.supplier', verbose_name='supplier'),
        ),
        migrations.CreateModel(
            name='System',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='one_system_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('direction', models.CharField(choices=[('reads', 'Reads from it'), ('writes', 'Writes to it'), ('both', 'Reads and writes')], max_length=10, verbose_name='direction')),
                ('what', models.CharField(blank=True, max_length=300, verbose_name='which data')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='register.application')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('system', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.system')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'application', 'system'), name='one_connection_per_system')],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='one_tag_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Tagging',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='register.application')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.tag')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'tag'], name='tagging_by_tag')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'application', 'tag'), name='one_tagging_per_tag')],
            },
        ),
        migrations.CreateModel(
            name='Use',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.TextField(max_length=1000, verbose_name='what for')),
                ('people', models.PositiveIntegerField(null=True, verbose_name='how many people')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('ended_on', models.DateField(null=True)),
                ('fits', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not yet known')], default='unknown', max_length=10, verbose_name='fits')),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='register.application')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person', verbose_name='contact')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit', verbose_name='unit')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'application'], name='use_by_application'), models.Index(fields=['organisation', 'unit'], name='use_by_unit')],
            },
        ),
        migrations.CreateModel(
            name='Description',
            fields=[
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='description', serialize=False, to='register.application')),
                ('is_template', models.BooleanField(default=False)),
                ('organization', models.CharField(blank=True, max_length=100)),
                ('category', models.JSONField(blank=True, default=list, verbose_name='themes')),
                ('status', models.CharField(blank=True, max_length=40, verbose_name='status as stated')),
                ('begin_date', models.CharField(blank=True, max_length=7, verbose_name='start (year-month)')),
                ('end_date', models.CharField(blank=True, max_length=7, verbose_name='end (year-month)')),
                ('contact_email', models.CharField(blank=True, max_length=500, verbose_name='contact')),
                ('website', models.CharField(blank=True, max_length=500, verbose_name='public page')),
                ('publication_category', models.CharField(blank=True, max_length=60, verbose_name='publication category')),
                ('url', models.CharField(blank=True, max_length=500, verbose_name='source registration')),
                ('goal', models.TextField(blank=True, verbose_name='goal and impact')),
                ('proportionality', models.TextField(blank=True, verbose_name='considerations')),
                ('human_intervention', models.TextField(blank=True, verbose_name='human intervention')),
                ('risks', models.TextField(blank=True, verbose_name='risk management')),
                ('lawful_basis', models.TextField(blank=True, verbose_name='legal basis')),
                ('process_index_url', models.CharField(blank=True, max_length=500, verbose_name='processing register')),
                ('impact_assessments', models.TextField(blank=True, verbose_name='note on impact assessments')),
                ('source_data', models.TextField(blank=True, verbose_name='data')),
                ('methods_and_models', models.TextField(blank=True, verbose_name='technical working')),
                ('provider', models.CharField(blank=True, max_length=200, verbose_name='supplier as stated')),
                ('publiccode', models.CharField(blank=True, max_length=500, verbose_name='source code')),
                ('lang', models.CharField(blank=True, max_length=3, verbose_name='language')),
                ('standard_version', models.CharField(blank=True, max_length=10, verbose_name='version of the standard')),
                ('source_id', models.CharField(blank=True, max_length=100, verbose_name='source ID')),
                ('tags', models.TextField(blank=True, verbose_name='search terms')),
                ('lars', models.CharField(blank=True, max_length=100, verbose_name='algorithm ID')),
                ('publication_dt', models.CharField(blank=True, max_length=40, verbose_name='publication date')),
                ('foreign_key', models.CharField(blank=True, max_length=400)),
                ('imported', models.JSONField(blank=True, default=dict)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('foreign_key', ''), _negated=True), fields=('organisation', 'foreign_key'), name='one_description_per_key')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('duty', models.CharField(choices=[('owner', 'AI owner'), ('process_owner', 'process owner')], max_length=20)),
                ('appointed_at', models.DateTimeField(auto_now_add=True)),
                ('answer', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('declined', 'Declined'), ('ended', 'Ended')], max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='why')),
                ('ended_because', models.CharField(blank=True, choices=[('replaced', 'Somebody else was appointed.'), ('taken_away', 'It was taken away.'), ('left', 'The person left, and handed it over.')], max_length=10)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='register.application')),
                ('appointed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'application'], name='appointment_by_application'), models.Index(fields=['organisation', 'person'], name='appointment_by_person')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='register.application')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'application'], name='attachment_by_application')],
            },
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['organisation', 'ai_class', 'phase', 'undecided', 'route', 'personal_data', 'affects_people', 'open_questions', 'unit', 'owner', 'owner_accepted', 'supplier', 'field_of_use', 'reporter', 'changed_at', 'id'], name='application_counted'),
        ),
    ]
