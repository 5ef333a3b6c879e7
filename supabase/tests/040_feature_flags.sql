-- Flags: enforcement, administration, audit. How they are evaluated is in 042.

begin;
select plan(67);

create temp table ids as select tests.create_user('one@example.com') as one_id, tests.create_user('two@example.com') as two_id;
grant select on ids to public;

select results_eq($$ select flag_name, enabled, rollout_percentage from feature_flags order by flag_name $$, $$ values
  ('feature:scenarios', false, 0.00), ('feature:scenarios:apply', false, 100.00),
  ('feature:scenarios:conflict_resolution', false, 100.00) $$, 'migrations leave all three off, the parent at 0 %');

-- The plan's own statements.
select lives_ok($$ UPDATE feature_flags SET enabled = true WHERE flag_name = 'feature:scenarios' $$, 'phase 1 turns flags on');
select lives_ok($$ UPDATE feature_flags SET enabled = true WHERE flag_name = 'feature:scenarios:apply' $$, 'the second too');
select lives_ok($$ INSERT INTO user_feature_flags (user_id, flag_name, enabled)
  SELECT id, 'feature:scenarios', true FROM auth.users WHERE email IN ('one@example.com', 'beta2@example.com') $$,
  'phase 2 adds beta users');

select tests.act_as(one_id) from ids;
select results_eq($$ select value ->> 'flag_name', value ->> 'enabled', value ->> 'reason', value ->> 'message' is null
  from json_array_elements(evaluate_feature_flags()) $$, $$ values
  ('feature:scenarios', 'true', 'override', true), ('feature:scenarios:apply', 'true', 'rollout', true),
  ('feature:scenarios:conflict_resolution', 'false', 'disabled', false) $$, 'an override beats 0 %, off is off');
select lives_ok($$ select tests.scenario('Kept', array[tests.instance('cash', 'Cash', '{"value": 1}')]) $$,
  'with the feature on a scenario is created');

select tests.act_as(two_id) from ids;
select results_eq($$ select value ->> 'enabled', value ->> 'reason' from json_array_elements(evaluate_feature_flags()) $$,
  $$ values ('false', 'on_for_nobody'), ('false', 'parent_off'), ('false', 'parent_off') $$,
  'enabled at 0 % is on for nobody, and children need their parent');
select throws_ok($$ insert into scenarios (name) values ('x') $$, 'PT403', null, 'without the feature no scenario is added');
select throws_ok($$ select create_scenario(gen_random_uuid(), 'x') $$, 'PT403', null, 'nor by function');
select lives_ok($$ insert into instances (name, kind, params) values ('Mine', 'cash', '{"value": 1}') $$,
  'instances are not part of the feature');

select tests.act_as_owner();
select lives_ok($$ update feature_flags set enabled = false where flag_name = 'feature:scenarios' $$, 'the master switch');
select tests.act_as(one_id) from ids;
select results_eq($$ select value ->> 'reason' from json_array_elements(evaluate_feature_flags()) $$,
  $$ values ('disabled'), ('parent_off'), ('parent_off') $$, 'off beats an override');
select results_eq($$ select count(*) from scenarios union all select count(*) from scenario_instances $$,
  $$ values (1::bigint), (1::bigint) $$, 'what exists can still be read');
select throws_ok($$ update scenarios set name = 'x' $$, 'PT403', null, 'but not changed');
select throws_ok($$ update scenario_instances set name = 'x' $$, 'PT403', null, 'nor its instances');
select throws_ok($$ update scenarios set deleted_at = now() $$, 'PT403', null, 'nor deleted');
select throws_ok($$ select preview_apply(id) from scenarios $$, 'PT403', null, 'nor previewed');
select throws_ok($$ select import_scenario('{"x": 1e600}', gen_random_uuid()) $$, 'PT403', null, 'nor a document looked at');
select is(tests.detail_of($$ select preview_apply(id) from scenarios $$) ->> 'flag_name', 'feature:scenarios',
  'the error names the flag');

select tests.act_as_owner();
update feature_flags set disabled_message = E'Back\r\nsoon' where flag_name = 'feature:scenarios';
select tests.act_as(one_id) from ids;
select throws_ok($$ select preview_apply(id) from scenarios $$, 'PT403', 'Back soon', 'a message is one line, however it was written');

select tests.act_as_owner();
update feature_flags set enabled = true where flag_name = 'feature:scenarios';
update feature_flags set enabled = false where flag_name = 'feature:scenarios:apply';
select tests.act_as(one_id) from ids;
select lives_ok($$ select preview_apply(id) from scenarios $$, 'without apply one can still preview');
select throws_ok($$ select tests.apply(id) from scenarios $$, 'PT403', null, 'but not apply');

select tests.act_as_owner();
select throws_ok($$ update feature_flags set salt = 'x' $$, 'PT422', null, 'the salt never changes');
select throws_ok($$ update feature_flags set rollout_percentage = 101 $$, 'PT422', null, 'a percentage ends at 100');

-- What cannot be is refused in words, by the place that is wrong.
select is(tests.detail_of(statement) ->> 'code' || coalesce(tests.detail_of(statement) ->> 'field', ''), refusal, statement)
from (values
  ($$ update feature_flags set enabled = null $$, 'PT422enabled'),
  ($$ insert into feature_flags (flag_name, rollout_percentage) values ('x', null) $$, 'PT422rollout_percentage'),
  ($$ insert into feature_flags (flag_name) values (null) $$, 'PT422flag_name'),
  ($$ insert into user_feature_flags (user_id, flag_name, enabled) select one_id, 'nope', true from ids $$, 'PT404'),
  ($$ insert into user_feature_flags (user_id, flag_name, enabled) values (gen_random_uuid(), 'feature:scenarios', true) $$, 'PT404'),
  ($$ update user_feature_flags set enabled = null $$, 'PT422enabled'),
  ($$ insert into user_roles (user_id, role) select one_id, 'boss' from ids $$, 'PT422role'),
  ($$ insert into user_roles (user_id) select one_id from ids $$, 'PT422role'),
  ($$ insert into user_roles (user_id, role) values (gen_random_uuid(), 'ops') $$, 'PT404')
) as refused (statement, refusal);
select lives_ok($$ insert into user_feature_flags (user_id, flag_name, enabled) select one_id, 'feature:scenarios', true from ids
  on conflict (user_id, flag_name) do update set enabled = excluded.enabled $$, 'an override is given again');
insert into user_feature_flags (user_id, flag_name, enabled) select two_id, 'feature:scenarios:apply', true from ids;
select lives_ok($$ update feature_flags set flag_name = 'feature:scenarios:applying' where flag_name = 'feature:scenarios:apply' $$,
  'a flag gets another name');
select is((select flag_name from user_feature_flags where user_id = two_id), 'feature:scenarios:applying', 'its overrides follow') from ids;
select lives_ok($$ update feature_flags set flag_name = 'feature:scenarios:apply' where flag_name = 'feature:scenarios:applying' $$, 'and its own again');
delete from user_feature_flags where flag_name = 'feature:scenarios:apply';

-- What a statement adds to the audit.
create function pg_temp.audited(p_statement text) returns jsonb language plpgsql as $$
declare
  known uuid[] := array(select id from feature_flag_audit);
begin
  execute p_statement;
  return (select jsonb_build_object('change_reason', string_agg(change_reason, ' '), 'effect', string_agg(effect, ' '))
    from feature_flag_audit where id <> all (known));
end $$;

select is(pg_temp.audited(statement) ->> 'change_reason', reason, 'the audit holds a reason where it was given: ' || statement)
from (values
  ($$ update feature_flags set enabled = false, change_reason = 'Twice' where flag_name = 'feature:scenarios:apply' $$, 'Twice'),
  ($$ update feature_flags set enabled = true where flag_name = 'feature:scenarios:apply' $$, null),
  ($$ update feature_flags set enabled = false, change_reason = 'Twice' where flag_name = 'feature:scenarios:apply' $$, 'Twice')
) as change (statement, reason);
select is((select count(distinct actor_role) from feature_flag_audit), 1::bigint, 'and the role where there is no user');

-- For whom it is on, in words.
select is(pg_temp.audited(statement) ->> 'effect', effect, coalesce(effect, statement))
from (values
  ($$ update feature_flags set enabled = false where flag_name = 'feature:scenarios' $$, 'Off for everyone.'),
  ($$ update feature_flags set enabled = true, rollout_percentage = 0 where flag_name = 'feature:scenarios' $$,
    'On for nobody: the percentage is 0; by override on for 1.'),
  ($$ delete from user_feature_flags where flag_name = 'feature:scenarios' $$, null),
  ($$ update feature_flags set enabled = true where flag_name = 'feature:scenarios' $$, 'On for nobody: the percentage is 0.'),
  ($$ update feature_flags set rollout_percentage = 12.5 where flag_name = 'feature:scenarios' $$, 'On for 12.5 % of users.'),
  ($$ insert into user_feature_flags (user_id, flag_name, enabled) select one_id, 'feature:scenarios', true from ids $$,
    'On for this user.'),
  ($$ insert into user_feature_flags (user_id, flag_name, enabled) select two_id, 'feature:scenarios', false from ids $$,
    'Off for this user.'),
  ($$ update feature_flags set rollout_percentage = 50 where flag_name = 'feature:scenarios' $$,
    'On for 50 % of users; by override on for 1; by override off for 1.'),
  ($$ update feature_flags set rollout_percentage = 100 where flag_name = 'feature:scenarios' $$,
    'On for everyone; by override off for 1.'),
  ($$ update feature_flags set enabled = true where flag_name = 'feature:scenarios:conflict_resolution' $$,
    'On for everyone, as far as feature:scenarios is on.'),
  ($$ insert into user_feature_flags (user_id, flag_name, enabled) select one_id, 'feature:scenarios:conflict_resolution', true from ids $$,
    'On for this user, as far as feature:scenarios is on.'),
  ($$ delete from user_feature_flags where flag_name = 'feature:scenarios:conflict_resolution' $$, null),
  ($$ update feature_flags set enabled = false where flag_name = 'feature:scenarios' $$, 'Off for everyone.'),
  ($$ update user_feature_flags set enabled = true where flag_name = 'feature:scenarios' and not enabled $$, 'Off for everyone.'),
  ($$ update feature_flags set flag_name = 'feature:scenarios:deciding' where flag_name = 'feature:scenarios:conflict_resolution' $$,
    'On for everyone, as far as feature:scenarios is on.'),
  ($$ update feature_flags set flag_name = 'feature:scenarios:conflict_resolution' where flag_name = 'feature:scenarios:deciding' $$,
    'On for everyone, as far as feature:scenarios is on.'),
  ($$ delete from user_feature_flags where flag_name = 'feature:scenarios' $$, null)
) as change (statement, effect);

select throws_ok($$ update feature_flag_audit set change_reason = 'x' $$, 'PT403', null, 'the audit is not changed');
select throws_ok($$ delete from feature_flag_audit $$, 'PT403', null, 'nor deleted');
select throws_ok($$ truncate feature_flag_audit $$, 'PT403', null, 'nor emptied');

-- What empties a table at once fires no trigger of rows.
insert into user_feature_flags (user_id, flag_name, enabled) select two_id, 'feature:scenarios', true from ids;
create temp table gone on commit drop as select flag_name, user_id, to_jsonb(flag) as value from user_feature_flags as flag;
create temp table audited_before on commit drop as select id from feature_flag_audit;
select lives_ok($$ truncate user_feature_flags $$, 'overrides are emptied at once');
select results_eq($$ select flag_name, user_id, operation, old_value, new_value from feature_flag_audit
  where id not in (select id from audited_before) order by user_id $$,
  $$ select flag_name, user_id, 'delete', value, null::jsonb from gone order by user_id $$, 'and the audit has each of them');
insert into user_feature_flags (user_id, flag_name, enabled) select two_id, 'feature:scenarios', true from ids;
truncate audited_before;
insert into audited_before select id from feature_flag_audit;
select lives_ok($$ truncate feature_flags cascade $$, 'the flags with them');
select results_eq($$ select count(*), count(user_id) from feature_flag_audit where operation = 'delete'
  and id not in (select id from audited_before) $$, $$ values (4::bigint, 1::bigint) $$, 'too');
set constraints all immediate;
select throws_ok(format('truncate %s cascade', name), 'PT403', null, format('history outlives an emptied %s', name))
from unnest(array['scenarios', 'auth.users']) as name;

select * from finish();
rollback;
