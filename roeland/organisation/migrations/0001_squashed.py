"""The tables of this room as they stood before the first release; it takes the place of the steps towards them."""
import django.db.models.deletion
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('organisation', '0001_initial'), ('organisation', '0002_people_come_and_go'), ('organisation', '0003_administration'), ('organisation', '0004_retention_terms'), ('organisation', '0005_destruction'), ('organisation', '0006_closing_days_and_exports'), ('organisation', '0009_what_a_mandate_allows')]

    initial = True

    dependencies = [
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('is_active', models.BooleanField(default=True)),
                ('language', models.CharField(blank=True, max_length=5)),
                ('is_support', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(unique=True)),
                ('jurisdiction', models.CharField(choices=[('NL', 'Netherlands'), ('BE-VLG', 'Flanders')], max_length=10, verbose_name='jurisdiction')),
                ('demonstration', models.BooleanField(default=False)),
                ('theme', models.CharField(default='roeland-theme', max_length=60)),
                ('bar_colour', models.CharField(blank=True, max_length=7, verbose_name='colour of the top bar')),
                ('action_colour', models.CharField(blank=True, max_length=7, verbose_name='colour of buttons and links')),
                ('looks_version', models.PositiveIntegerField(default=0)),
                ('logo', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='logo')),
                ('logo_draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='DueNotice',
            fields=[
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='organisation.organisation')),
                ('looked_on', models.DateField()),
                ('told_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='AdoptedTerm',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('years', models.PositiveSmallIntegerField(default=0)),
                ('months', models.PositiveSmallIntegerField(default=0)),
                ('for_good', models.BooleanField(default=False)),
                ('reference', models.CharField(max_length=300)),
                ('adopted_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'kind', 'adopted_at'], name='term_by_kind')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='function')),
                ('active', models.BooleanField(default=True)),
                ('absent_from', models.DateField(blank=True, null=True, verbose_name='absent from')),
                ('absent_until', models.DateField(blank=True, null=True, verbose_name='absent until')),
                ('away', models.BooleanField(default=False)),
                ('erased_at', models.DateTimeField(null=True)),
                ('support_until', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='persons', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'name'], name='person_by_name'), models.Index(condition=models.Q(('absent_from__isnull', False)), fields=['absent_from'], name='person_absent'), models.Index(condition=models.Q(('away', True)), fields=['absent_until'], name='person_away')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('organisation', 'user'), name='one_person_per_login')],
            },
        ),
        migrations.CreateModel(
            name='Destruction',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('ground', models.TextField(max_length=1000)),
                ('state', models.CharField(choices=[('proposed', 'Waits for a second person'), ('confirmed', 'Being carried out'), ('stopped', 'Stopped half-way'), ('done', 'Carried out'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='proposed', max_length=10)),
                ('proposed_name', models.CharField(max_length=120)),
                ('proposed_at', models.DateTimeField()),
                ('answered_name', models.CharField(blank=True, max_length=120)),
                ('answered_at', models.DateTimeField(null=True)),
                ('because', models.TextField(blank=True, max_length=1000)),
                ('finished_at', models.DateTimeField(null=True)),
                ('counts', models.JSONField(default=dict)),
                ('files', models.JSONField(default=list)),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.adoptedterm')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'proposed_at'], name='destruction_by_time'), models.Index(condition=models.Q(('state', 'confirmed')), fields=['state'], name='destruction_to_carry_out')],
            },
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('leaves_on', models.DateField(verbose_name='first day that the person is no longer here')),
                ('others', models.JSONField(default=dict)),
                ('noted_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('successor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['leaves_on'], name='departure_to_come')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('person',), name='one_departure_per_person')],
            },
        ),
        migrations.CreateModel(
            name='ClosingDays',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('holiday', models.CharField(blank=True, max_length=40)),
                ('closed', models.BooleanField(default=True)),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='what for')),
                ('first', models.DateField(null=True, verbose_name='first day')),
                ('last', models.DateField(null=True, verbose_name='last day')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'first'], name='closing_days_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('holiday', ''), _negated=True), fields=('organisation', 'holiday'), name='one_choice_per_holiday')],
            },
        ),
        migrations.AddField(
            model_name='adoptedterm',
            name='adopted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person'),
        ),
        migrations.CreateModel(
            name='SupportConsent',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=300, verbose_name='purpose')),
                ('given_at', models.DateTimeField()),
                ('until', models.DateTimeField(verbose_name='until')),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'until'], name='consent_by_end')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=60)),
                ('language', models.CharField(default='nl', max_length=5)),
                ('word', models.CharField(max_length=80, verbose_name='word')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key', 'language'), name='one_word_per_key')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_entity', models.BooleanField(default=False, verbose_name='legal entity')),
                ('path', models.CharField(editable=False, max_length=400)),
                ('competent_organ', models.CharField(blank=True, max_length=120, verbose_name='competent organ')),
                ('supervisor', models.CharField(blank=True, max_length=120, verbose_name='data protection supervisor')),
                ('entity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'path'], name='unit_by_path')],
            },
        ),
        migrations.CreateModel(
            name='RoleHeld',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=40, verbose_name='role')),
                ('starts', models.DateField(verbose_name='from')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='until')),
                ('mandate', models.CharField(blank=True, help_text='The decree on which the power to decide rests.', max_length=200, verbose_name='mandate')),
                ('decides_alone', models.BooleanField(default=False, verbose_name='decides on the full route without the competent organ')),
                ('may_stop', models.BooleanField(default=False, verbose_name='may order that an application stops')),
                ('mitigation', models.TextField(blank=True, verbose_name='mitigation')),
                ('source', models.CharField(blank=True, max_length=60)),
                ('given_on', models.DateField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('waiting', 'not accepted yet'), ('accepted', 'accepted'), ('declined', 'declined')], max_length=10)),
                ('answered_on', models.DateField(null=True)),
                ('declined_because', models.TextField(blank=True)),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles_held', to='organisation.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'role', 'unit'], name='role_by_place')],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit'),
        ),
        migrations.CreateModel(
            name='DestructionItem',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('record', models.UUIDField()),
                ('label', models.CharField(max_length=200)),
                ('started_on', models.DateField()),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('waiting', 'Waits'), ('destroyed', 'Destroyed'), ('kept', 'Kept')], default='waiting', max_length=10)),
                ('kept_because', models.CharField(blank=True, max_length=20)),
                ('done_at', models.DateTimeField(null=True)),
                ('destruction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='organisation.destruction')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['destruction', 'state', 'id'], name='item_by_state')],
                'constraints': [models.UniqueConstraint(fields=('destruction', 'record'), name='one_item_per_record')],
            },
        ),
        migrations.CreateModel(
            name='PeopleFile',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=255, verbose_name='file')),
                ('brought_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('counts', models.JSONField(default=dict)),
                ('absent', models.JSONField(default=list)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'brought_at'], name='people_file_by_time')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('subject', models.UUIDField()),
                ('label', models.CharField(max_length=200)),
                ('reason', models.TextField(max_length=1000)),
                ('placed_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_because', models.TextField(blank=True, max_length=1000)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('placed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'lifted_at', 'placed_at'], name='hold_by_time')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('subject',), name='one_hold_per_record')],
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', 'Begins in a moment'), ('writing', 'Being made'), ('ready', 'Ready'), ('failed', 'It did not work'), ('removed', 'Removed')], default='waiting', max_length=10)),
                ('parts', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('content', models.FileField(blank=True, upload_to='exports/%Y/%m')),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('ready_at', models.DateTimeField(null=True)),
                ('until', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'asked_at'], name='export_by_time'), models.Index(condition=models.Q(('state', 'ready')), fields=['until'], name='export_to_remove')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'writing'])), fields=('organisation',), name='one_export_at_a_time')],
            },
        ),
    ]
