-- What each actor can do, by effect, also where the grants are open: an embedded backend opens all tables.

begin;
select plan(35);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id,
  tests.create_user('other@example.com') as other_id, tests.create_user('admin@example.com') as admin_id;
grant select on ids to public;
insert into user_roles (user_id, role) select admin_id, 'admin' from ids;
grant all on all tables in schema public to anon, authenticated, service_role;

select tests.act_as(owner_id) from ids;
select lives_ok($$ insert into instances (name, kind, params, version, deleted_at)
  values ('Home', 'property', '{"value": 500000}', 7, now()) $$, 'an owner adds an instance');
select results_eq($$ select version, deleted_at is null from instances $$, $$ values (1, true) $$,
  'which starts at version 1 whatever was sent');
select lives_ok($$ select tests.scenario('Mine', array(select id from instances)) $$, 'an owner creates a scenario');
select lives_ok($$ insert into scenario_instances (scenario_id, name, kind, params)
  select id, 'New', 'cash', '{"value": 1}' from scenarios $$, 'an owner adds an instance to a scenario');
select lives_ok($$ update instances set id = gen_random_uuid(), user_id = (select other_id from ids), version = 99,
  lineage_id = gen_random_uuid(), created_at = '2000-01-01', name = 'Home' $$, 'forged columns are replaced');
select results_eq($$ select version, user_id, created_at between now() and clock_timestamp() from instances $$,
  $$ select 1, owner_id, true from ids $$, 'version, owner and time of creation are as they were');
select lives_ok($$ update scenario_instances set base = '{}', base_version = 9, source_instance_id = gen_random_uuid(),
  edited_params = '{value}', scenario_id = gen_random_uuid(), last_applied_at = now() where base is not null $$,
  'forged bookkeeping of a copy is replaced');
select results_eq($$ select base -> 'name', base_version, edited_params, last_applied_at is null from scenario_instances
  where base is not null $$, $$ values ('"Home"'::jsonb, 1, '{}'::text[], true) $$, 'and stays as it was');
select lives_ok($$ insert into scenarios (name, user_id, is_primary, version) select 'Forged', other_id, true, 9 from ids $$,
  'a scenario for another user');
select results_eq($$ select user_id, is_primary, version from scenarios where name = 'Forged' $$,
  $$ select owner_id, false, 1 from ids $$, 'becomes the caller''s own, not primary');
select throws_ok($$ insert into scenario_applications (operation, status) values ('apply', 'success') $$, '42501', null,
  'history cannot be forged');
select throws_ok($$ insert into scenario_application_items (application_id, action) select id, 'none' from scenario_applications $$,
  '42501', null, 'nor its items');
select throws_ok($$ delete from scenario_applications $$, 'PT403', null, 'nor deleted');
select results_eq($$ with changed as (update scenario_applications set status = 'failed' returning 1)
  select count(*) from changed $$, $$ values (0::bigint) $$, 'nor changed');
select results_eq($$ with gone as (delete from instances returning 1) select count(*) from gone $$,
  $$ values (0::bigint) $$, 'an owner deletes nothing for good');
select throws_ok($$ insert into user_feature_flags (user_id, flag_name, enabled)
  select owner_id, 'feature:scenarios', true from ids $$, '42501', null, 'a user gives themselves no feature');
select throws_ok($$ insert into user_roles (user_id, role) select owner_id, 'admin' from ids $$, '42501', null,
  'a user gives themselves no role');
select results_eq($$ with changed as (update feature_flags set enabled = false returning 1) select count(*) from changed $$,
  $$ values (0::bigint) $$, 'a user changes no flag');
select is_empty($$ select 1 from feature_flag_audit $$, 'a user does not read the audit');
select throws_ok($$ select verify_integrity() $$, 'PT403', null, 'a user does not operate');
select throws_ok($$ select kill_feature('feature:scenarios', 'x') $$, 'PT403', null, 'a user kills no feature');

select tests.act_as_owner();
create temp table foreign_ids as select (select id from instances) as instance_id,
  (select id from scenarios where name = 'Mine') as scenario_id;
grant select on foreign_ids to public;

select tests.act_as(other_id) from ids;
select is_empty($$ select 1 from instances union all select 1 from scenarios union all select 1 from scenario_instances
  union all select 1 from scenario_applications union all select 1 from scenario_application_items $$,
  'another user sees nothing');
select results_eq($$ with changed as (update instances set name = 'Taken' returning 1) select count(*) from changed $$,
  $$ values (0::bigint) $$, 'another user changes nothing');
select throws_ok($$ select tests.scenario('Theirs', array(select instance_id from foreign_ids)) $$, 'PT404', null,
  'another user copies nothing');
select throws_ok($$ select preview_apply(scenario_id) from foreign_ids $$, 'PT404', null, 'nor previews');
select throws_ok($$ select apply_scenario(scenario_id, gen_random_uuid(), 'x') from foreign_ids $$, 'PT404', null, 'nor applies');
select throws_ok($$ select copy_instances_to_scenario(scenario_id, array[instance_id]) from foreign_ids $$, 'PT404', null,
  'nor copies into a scenario');
select throws_ok($$ select duplicate_scenario(scenario_id, 'x', gen_random_uuid()) from foreign_ids $$, 'PT404', null,
  'nor duplicates');
select throws_ok($$ insert into scenario_instances (scenario_id, name, kind, params)
  select scenario_id, 'Spy', 'cash', '{"value": 1}' from foreign_ids $$, 'PT404', null,
  'a foreign scenario looks like a missing one');

select tests.act_as(admin_id) from ids;
select is_empty($$ select 1 from instances union all select 1 from scenarios $$, 'an admin sees nobody''s investments');
select lives_ok($$ update feature_flags set rollout_percentage = 50, change_reason = 'Half'
  where flag_name = 'feature:scenarios' $$, 'an admin changes flags');
select results_eq($$ select actor_id, change_reason, old_value ->> 'rollout_percentage', new_value ->> 'rollout_percentage'
  from feature_flag_audit, ids where actor_id = admin_id $$, $$ select admin_id, 'Half', '100.00', '50.00' from ids $$,
  'and the audit says who, why and what');

select tests.act_as_role('anon');
select is_empty($$ select 1 from instances union all select 1 from scenarios union all select 1 from feature_flags $$,
  'anon sees nothing');
select throws_ok($$ insert into instances (name, kind, params, user_id) select 'x', 'cash', '{"value": 1}', owner_id from ids $$,
  '42501', null, 'anon adds nothing');
select throws_ok($$ select evaluate_feature_flags() $$, '42501', null, 'anon calls nothing');

select tests.act_as_owner();
select * from finish();
rollback;
