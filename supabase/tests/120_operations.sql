-- What recurs, and what asks for a person: when it is due, overdue and found.

begin;
select plan(32);

create temp table ids as select tests.create_user('person@example.com') as person_id, tests.create_user('ops@example.com') as ops_id;
insert into user_roles (user_id, role) select ops_id, 'ops' from ids;
grant select on ids to public;

-- Words.
select is(private.each_time(time), word, format('%s is %s', time, word)) from (values
  (interval '1 minute', 'minute'), ('5 minutes', '5 minutes'), ('90 minutes', '90 minutes'), ('1 hour', 'hour'),
  ('36 hours', '36 hours'), ('1 day', 'day'), ('24 hours', 'day'), ('7 days', '7 days')) as expected (time, word);

select is(private.budget_lasts(rate), word, format('a budget that burns %s times as fast lasts %s', rate, word)) from (values
  (1.5, '20 days'), (12, '2.5 days'), (29.9, '1 day'), (200, '4 hours'), (720, '1 hour'), (9000, '1 hour')) as expected (rate, word);

-- A new database is given time before anything is missed.
update private.operation_schedule set since = now();
select is_empty('select * from operator_findings', 'a new database has nothing to tell');
update private.operation_schedule set since = since - interval '2 hours';
select results_eq('select finding, severity, figure from operator_findings',
  $$ values ('tick_silent', 'critical', 'never yet; meant to be every minute.') $$, 'then it misses what recurs first');
update private.operation_schedule set since = since - interval '4 days';
select results_eq('select finding from operator_findings order by finding',
  $$ values ('backup_overdue'), ('purge_overdue'), ('tick_silent'), ('verification_overdue') $$,
  'and then all the rest but the judging of a rollout that there is not');

-- The tick.
select tests.act_as(person_id) from ids;
select throws_ok('select operations_tick()', 'PT403', 'You may not do this.', 'a user may not call it');
select is_empty('select * from operator_findings', 'nor see findings');
select tests.act_as(ops_id) from ids;
select results_eq('select finding from operator_findings order by finding',
  $$ values ('backup_overdue'), ('purge_overdue'), ('tick_silent'), ('verification_overdue') $$, 'an operator sees them');
create temp table answer as select operations_tick() as tick;
select set_eq('select json_object_keys(tick -> ''ran'') from answer', array['verify', 'act', 'purge'], 'the first does all but judge');
select is(tick ->> 'skipped', null, 'and is not skipped') from answer;
select is(tick #>> '{ran,purge,is_complete}', 'true', 'it purges to the end') from answer;
select is(tick #>> '{ran,verify,violations}', '0', 'and finds nothing broken') from answer;
select results_eq('select finding from operator_findings', $$ values ('backup_overdue') $$, 'a backup is made elsewhere');
select tests.act_as_owner();

-- Due by the record alone.
select is(private.is_due('purge'), false, 'what was done is not due');
update operation_runs set started_at = now() - interval '23 hours 59 minutes' where operation = 'purge';
select is(private.is_due('purge'), false, 'nor within its time');
update operation_runs set started_at = now() - interval '1 day' where operation = 'purge';
select is(private.is_due('purge'), true, 'but after it');
insert into operation_runs (operation, outcome) values ('purge', 'failed');
select is(private.is_due('purge'), true, 'and still after it failed');
-- A clock that counts milliseconds may give both the same end.
insert into operation_runs (operation, ended_at, outcome, figures)
  values ('purge', clock_timestamp() + interval '1 second', 'success', '{"is_complete": false}');
select is(private.is_due('purge'), true, 'or came to no end');
select results_eq($$ select figure from operator_findings where finding = 'operation_failed' $$, array[]::text[],
  'a failure is over with the next success');
select is(private.is_due('evaluate'), true, 'a rollout that was never judged is due');

select * from finish();
rollback;
