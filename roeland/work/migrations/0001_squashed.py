"""The tables of this room as they stood before the first release; it takes the place of the steps towards them."""
import django.db.models.deletion
import uuid6
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('work', '0001_initial'), ('work', '0002_one_task_per_role'), ('work', '0003_mail_and_reminders'), ('work', '0004_messages_by_subject'), ('work', '0005_no_index_of_kinds_of_subjects')]

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('organisation', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
        ),
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('blocking', models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day, together'), ('never', 'Not by mail')], default='at_once', max_length=10, verbose_name='when others wait for you')),
                ('rest', models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day, together'), ('never', 'Not by mail')], default='daily', max_length=10, verbose_name='everything else')),
                ('hour', models.PositiveSmallIntegerField(default=8, verbose_name='hour of the daily mail')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=60)),
                ('subject_id', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('mail_at', models.DateTimeField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('subject_type', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'person', 'read_at', 'at'], name='message_by_person'), models.Index(fields=['organisation', 'subject_id'], name='message_by_subject'), models.Index(condition=models.Q(('mail_at__isnull', False)), fields=['mail_at'], name='message_to_mail')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('message_id', models.CharField(max_length=120, unique=True)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('queued_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField()),
                ('last_error', models.TextField(blank=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['not_before'], name='mail_to_send')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('role', models.CharField(blank=True, max_length=40)),
                ('subject_id', models.UUIDField()),
                ('detail', models.TextField(blank=True)),
                ('due', models.DateField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('mail_at', models.DateTimeField(null=True)),
                ('remind_on', models.DateField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('subject_type', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'person', 'done_at', 'due'], name='task_by_person'), models.Index(fields=['organisation', 'subject_id'], name='task_by_subject'), models.Index(condition=models.Q(('done_at__isnull', True), ('person', None)), fields=['organisation', 'role'], name='task_of_nobody'), models.Index(condition=models.Q(('done_at__isnull', True)), fields=['organisation', 'kind', 'role', 'subject_id'], name='open_task_by_kind'), models.Index(condition=models.Q(('mail_at__isnull', False)), fields=['mail_at'], name='task_to_mail'), models.Index(condition=models.Q(('done_at__isnull', True), ('remind_on__isnull', False)), fields=['remind_on'], name='task_to_remind')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('person__isnull', False)), fields=('kind', 'person', 'role', 'subject_id'), name='one_open_task_of_a_kind')],
            },
        ),
    ]
