"""The tables of this room as they stood before the first release; it takes the place of the steps towards them."""
import django.core.validators
import django.db.models.deletion
import uuid6
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('bodies', '0001_first_bodies'), ('bodies', '0002_no_index_of_kinds_of_subjects'), ('bodies', '0003_called_off')]

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('files', '0001_initial'),
        ('organisation', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('steering_group', 'Steering group'), ('ethics_board', 'Ethics board')], max_length=20, verbose_name='kind')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('quorum_rule', models.CharField(choices=[('majority', 'More than half of the members with a vote'), ('two_thirds', 'Two thirds of the members with a vote'), ('number', 'A fixed number of members')], default='majority', max_length=20, verbose_name='when it can advise')),
                ('quorum_number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how many members')),
                ('way', models.CharField(choices=[('vote', 'By vote'), ('consensus', 'By consensus')], default='consensus', max_length=20, verbose_name='how it comes to its advice')),
                ('casting_vote', models.BooleanField(default=False, verbose_name='the chair decides when the votes are equal')),
                ('started', models.DateField(verbose_name='from')),
                ('ended', models.DateField(blank=True, null=True, verbose_name='until')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'kind'], name='body_by_kind')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended', None), ('kind', 'ethics_board')), fields=('organisation',), name='one_ethics_board')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('subject_id', models.UUIDField(null=True)),
                ('title', models.CharField(max_length=200, verbose_name='subject')),
                ('question', models.TextField(verbose_name='what is asked of the body')),
                ('asked_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('positive', 'Positive advice'), ('conditional', 'Positive, with conditions'), ('negative', 'Negative advice'), ('no_advice', 'No advice')], max_length=20, verbose_name='advice')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('text', models.TextField(blank=True, verbose_name='explanation')),
                ('openness', models.CharField(choices=[('public', 'Public'), ('opinion', 'Personal opinion, not public'), ('security', 'Security, not public')], default='opinion', max_length=10, verbose_name='who may read it')),
                ('concluded_at', models.DateTimeField(null=True)),
                ('needed', models.PositiveSmallIntegerField(null=True)),
                ('took_part', models.PositiveSmallIntegerField(null=True)),
                ('in_favour', models.PositiveSmallIntegerField(null=True)),
                ('against', models.PositiveSmallIntegerField(null=True)),
                ('abstained', models.PositiveSmallIntegerField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('subject_type', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'subject_id'], name='item_by_subject')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('concluded_at', None), ('subject_id__isnull', False)), fields=('body', 'subject_id'), name='one_open_item_per_subject')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('member', 'Member')], default='member', max_length=20, verbose_name='part')),
                ('votes', models.BooleanField(default=True, verbose_name='has a vote')),
                ('expertise', models.CharField(blank=True, max_length=120, verbose_name='field of expertise')),
                ('tied', models.BooleanField(verbose_name='tied to the city')),
                ('starts', models.DateField(verbose_name='from')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='until')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='bodies.body')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'body', 'starts'], name='member_by_body'), models.Index(fields=['organisation', 'person'], name='member_by_person')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='what is it?')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='bodies.agendaitem')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reason', models.TextField(verbose_name='reason')),
                ('noted_at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='bodies.agendaitem')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.member')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'member'), name='one_recusal_per_member')],
            },
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('organ', models.CharField(choices=[('council', 'Council'), ('college', 'College'), ('permanent_bureau', 'Permanent bureau'), ('special_committee', 'Special committee'), ('own_board', 'Own board'), ('works_council', 'Works council'), ('boc', 'BOC (basic consultation committee)'), ('hoc', 'HOC (high consultation committee)'), ('court', 'Court'), ('supervisor', 'Supervisory authority')], max_length=20, verbose_name='organ')),
                ('number', models.CharField(max_length=60, verbose_name='number')),
                ('dated', models.DateField(verbose_name='date')),
                ('link', models.URLField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(schemes=['https'])], verbose_name='link')),
                ('outcome', models.CharField(choices=[('in_favour', 'In favour'), ('conditional', 'In favour, with conditions'), ('against', 'Against'), ('noted', 'Took note, no decision')], max_length=20, verbose_name='outcome')),
                ('subject', models.CharField(max_length=200, verbose_name='about what')),
                ('noted_at', models.DateTimeField()),
                ('why', models.TextField(blank=True, verbose_name='what was wrong')),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='bodies.reference')),
                ('entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit', verbose_name='of which legal entity')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'dated'], name='reference_by_date')],
            },
        ),
        migrations.AddField(
            model_name='body',
            name='rests_on',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.reference'),
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(verbose_name='date')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='starts at')),
                ('place', models.CharField(blank=True, max_length=150, verbose_name='place')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('held', 'held, minutes not ready'), ('closed', 'closed'), ('cancelled', 'cancelled')], default='planned', max_length=10)),
                ('quorum_reached', models.BooleanField(null=True)),
                ('why_cancelled', models.TextField(blank=True, verbose_name='why it was cancelled')),
                ('planned_at', models.DateTimeField()),
                ('papers_sent_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'body', 'day'], name='session_by_body'), models.Index(fields=['organisation', 'state', 'day'], name='session_by_day')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('present', models.BooleanField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.member')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='bodies.session')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'member'), name='one_presence_per_member')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('text', models.TextField(verbose_name='minutes')),
                ('is_public', models.BooleanField(default=False, verbose_name='everybody in the organisation may read them')),
                ('why', models.TextField(blank=True, verbose_name='what is corrected')),
                ('written_at', models.DateTimeField()),
                ('fixed_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='bodies.session')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'version'), name='one_minutes_per_version')],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='session',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='bodies.session'),
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('choice', models.CharField(choices=[('for', 'For'), ('against', 'Against'), ('abstain', 'Abstains')], max_length=10)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='bodies.agendaitem')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.member')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'member'), name='one_vote_per_member')],
            },
        ),
        migrations.AddIndex(
            model_name='agendaitem',
            index=models.Index(fields=['organisation', 'body', 'session'], name='item_by_session'),
        ),
    ]
