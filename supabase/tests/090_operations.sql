-- Duplicate, bulk edit, imports, the end of an account, purging, kill switch.

begin;
select plan(68);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id, tests.create_user('other@example.com') as other_id;
grant select on ids to public;
select tests.act_as(other_id) from ids;
create temp table theirs as select tests.instance('cash', 'Theirs', '{"value": 1}') as id;
grant select on theirs to public;
select tests.act_as(owner_id) from ids;
create temp table world as select tests.instance('property', 'Home', '{"value": 100, "growth_rate": 3}') as home,
  tests.instance('cash', 'Cash', '{"value": 10}') as cash, null::uuid as plan, null::json as answer, null::uuid as twin;
update world set plan = tests.scenario('Plan', array[home, cash]);

-- Primary.
select is(set_primary_scenario(plan) ->> 'is_primary', 'true', 'a scenario becomes primary') from world;

-- Duplicate.
update scenario_instances set params = params || '{"value": 200}' from world where scenario_instances.id = tests.copy_of(plan, home);
update world set answer = duplicate_scenario(plan, 'Twin', gen_random_uuid());
update world set twin = (answer #>> '{scenario,id}')::uuid;
select is(json_array_length(answer -> 'copied'), 2, 'a duplicate has every instance') from world;
select results_eq($$ select lineage_id, source_instance_id, base, base_version, params from scenario_instances, world where scenario_id = twin order by created_at $$,
  $$ select lineage_id, source_instance_id, base, base_version, params from scenario_instances, world where scenario_id = plan order by created_at $$,
  'with bases and lineage');
select is(answer #>> '{scenario,is_primary}', 'false', 'but is not primary') from world;
select is(set_primary_scenario(twin) ->> 'is_primary', 'true', 'another becomes primary') from world;
select is((select count(*) from scenarios where is_primary), 1::bigint, 'and is the only one');

-- Bulk edit.
update world set answer = bulk_edit_scenario_instances(plan, null, '{"params.value": {"multiply": 1.1}, "params.growth_rate": {"add": 0.5}}', gen_random_uuid());
select results_eq($$ select params from scenario_instances, world where scenario_id = plan order by created_at $$,
  $$ values ('{"value": 220, "growth_rate": 3.5}'::jsonb), ('{"value": 11}'::jsonb) $$, 'one change to many instances');
select is(answer #>> '{not_concerned,0,field}', 'params.growth_rate', 'says which rows the field does not concern') from world;
update world set answer = bulk_edit_scenario_instances(plan, null, '{"params.value": {"add": -100}}', gen_random_uuid());
select is(answer ->> 'status', 'failed', 'a result out of range fails') from world;
select is((select params -> 'value' from scenario_instances, world where id = tests.copy_of(plan, home)), '220', 'as a whole');
select is(bulk_edit_scenario_instances(plan, null, '{"params.value": {"multiply": 1e299}}', gen_random_uuid())
  #>> '{error,detail,problem}', problem, 'a product past every number names its field')
from world, (values ('not_representable')) as expected (problem);
update world set answer = bulk_edit_scenario_instances(plan, array[tests.copy_of(plan, cash)], '{"status": {"set": "archived"}}', gen_random_uuid());
select is((select status from scenario_instances, world where id = tests.copy_of(plan, cash)), 'archived', 'status can be set');
select throws_ok(format('select bulk_edit_scenario_instances(%L, null, %L, gen_random_uuid())', plan, changes), 'PT400', null, changes)
from world, unnest(array['{}', '[]', '{"params.value": 5}', '{"params.value": {"add": "1"}}', '{"params.value": {"add": 1, "set": 2}}',
  '{"params.nope": {"set": 1}}', '{"version": {"set": 1}}', '{"name": {"add": 1}}', '{"params.value": {"set": {}}}']) as changes;

-- Imports.
create function pg_temp.export(p_scenario_id uuid) returns jsonb language sql as $$
  select jsonb_build_object('format', 'scenarios/scenario', 'version', 1,
    'scenario', (select jsonb_build_object('name', name, 'tags', tags, 'assumptions', assumptions) from scenarios where id = p_scenario_id),
    'instances', (select jsonb_agg(jsonb_build_object('name', name, 'kind', kind, 'status', status, 'params', params,
      'source_instance_id', source_instance_id) order by created_at) from scenario_instances where scenario_id = p_scenario_id)) $$;
update world set answer = import_scenario(pg_temp.export(plan), gen_random_uuid());
select is(pg_temp.export((answer #>> '{scenario,id}')::uuid), pg_temp.export(plan), 'importing an export gives the original') from world;
update world set answer = import_scenario(jsonb_set(pg_temp.export(plan), '{instances,1,source_instance_id}', to_jsonb(theirs.id)), gen_random_uuid()) from theirs;
select is(answer #>> '{imported,1,instance_id}', null, 'a source that is not the caller''s becomes new') from world;
select is((select array_agg(entry ->> 'path' order by entry ->> 'path') from jsonb_array_elements(tests.detail_of(format(
  'select import_scenario(%L, gen_random_uuid())', '{"format": "scenarios/scenario", "version": 1, "scenario": {"name": "", "assumptions": {"paths": 0}},
   "instances": [{"name": "x", "kind": "cash", "params": {"value": -1, "x": 1}}, 5, {"kind": "boat"}]}')) -> 'errors') as entry),
  array['instances[0].params.value', 'instances[0].params.x', 'instances[1]', 'instances[2].kind', 'instances[2].name',
    'instances[2].params', 'scenario.assumptions.paths', 'scenario.name'], 'a wrong document is refused with every path');
select results_eq(format('select entry ->> %L, entry ->> %L from jsonb_array_elements(tests.detail_of(%L) -> %L) as entry order by 1', 'path', 'problem',
  $$ select import_scenario('{"format": "scenarios/scenario", "version": 1, "junk": 1, "scenario": {"name": "x", "asumptions": {"seed": 1}},
    "instances": [{"name": "n", "kind": "cash", "params": {"value": 1}, "staus": "archived", "note": null}]}', gen_random_uuid()) $$, 'errors'),
  $$ values ('instances[0].staus', 'unknown_field'), ('junk', 'unknown_field'), ('scenario.asumptions', 'unknown_field') $$,
  'and what it would lose is named');
select throws_ok(format('select import_scenario(%L, gen_random_uuid())', document), 'PT422', null, document)
from unnest(array['null', '5', '[]', '{}', '{"format": "scenarios/instances", "version": 1}']) as document;
select is(json_array_length(import_instances('{"format": "scenarios/instances", "version": 1, "instances": [{"name": "a", "kind": "cash", "params": {"value": 1}}]}',
  gen_random_uuid()) -> 'imported'), 1, 'instances are imported');
select tests.set_limit('max_document_bytes', 100);
select is(tests.detail_of(format('select import_scenario(%L, gen_random_uuid())', pg_temp.export(plan))) ->> 'limit', 'max_document_bytes',
  'a document has a limit') from world;

-- Operators.
select tests.act_as_role('service_role');
select is(kill_feature('feature:scenarios', 'Test') ->> 'was_enabled', 'true', 'the service role kills a feature');
select throws_ok($$ select kill_feature('feature:scenarios', ' ') $$, 'PT400', null, 'with a reason');
select throws_ok($$ select kill_feature('nope', 'x') $$, 'PT404', null, 'that exists');
select is(set_feature_flag_for_emails('feature:scenarios', array['OWNER@example.com', 'nobody@example.com'], true, 'Beta')::jsonb,
  '{"flag_name": "feature:scenarios", "enabled": true, "set": 1, "unknown_emails": ["nobody@example.com"]}', 'and sets it for a list');
select tests.act_as_owner();
select tests.enable_features();
update scenarios set deleted_at = now() - interval '31 days' from world where id = twin;
update instances set deleted_at = now() - interval '29 days' from world where id = cash;
select is(purge_deleted()::jsonb, '{"instances": 0, "scenarios": 1, "scenario_instances": 0}', 'purging takes what is older than 30 days');
select results_eq($$ select scenario_id, scenario_name from scenario_applications where operation = 'duplicate' $$,
  $$ values (null::uuid, 'Twin') $$, 'history outlives its scenario');
select throws_ok($$ delete from scenario_applications $$, 'PT403', null, 'and is not deleted');
select throws_ok($$ update scenario_application_items set action = 'none' $$, 'PT403', null, 'nor changed');
select is_empty($$ select value ->> 'name' from json_array_elements(verify_integrity()) where value ->> 'violations' <> '0' $$,
  'every invariant holds');
update instances set version = 1 from world where id = home;
update scenario_instances set base_version = 7 from world where id = tests.copy_of(plan, home);
select isnt_empty($$ select value from json_array_elements(verify_integrity()) where value ->> 'violations' <> '0' $$,
  'and one that does not is found');

-- A source that was purged: versions that nothing else remembers.
select tests.act_as(owner_id) from ids;
create temp table purged as select tests.instance('cash', 'Gone', '{"value": 1}') as id, null::uuid as plan, null::uuid as lineage;
update purged set plan = tests.scenario('Without', array[id]), lineage = (select lineage_id from instances where instances.id = purged.id);
update instances set params = '{"value": 2}' where name = 'Gone';
update instances set params = '{"value": 3}' where name = 'Gone';
update instances set params = '{"value": 4}' where name = 'Gone';
update instances set deleted_at = now() where name = 'Gone';
update scenario_instances set params = '{"value": 9}' from purged where scenario_id = plan;
select tests.act_as_owner();
update instances set deleted_at = now() - interval '31 days' where name = 'Gone';
select is(purge_deleted() ->> 'instances', '1', 'an instance is purged');
select results_eq($$ select noted.version from private.purged_instances as noted join purged using (id) $$, $$ values (4) $$, 'its version is noted');
select tests.act_as(owner_id) from ids;
select is(tests.apply(plan, jsonb_build_object(tests.copy_of(plan, id), '{"*": {"take": "proposed"}}'::jsonb)) #>> '{items,0,action}',
  'recreate', 'it can be recreated from a copy') from purged;
select results_eq($$ select instances.version, lineage_id, params from instances join purged using (id) $$,
  $$ select 5, lineage, '{"value": 9}'::jsonb from purged $$, 'under its old id and lineage, above any version that was ever seen');

-- The end of an account.
select tests.act_as(owner_id) from ids;
select is(delete_account() ->> 'deleted', 'true', 'a user deletes the account');
select throws_ok(statement, 'PT401', 'This account was deleted.', statement || ' with its token')
from unnest(array[
  $$ insert into instances (name, kind, params) values ('x', 'cash', '{"value": 1}') $$,
  $$ insert into scenarios (name) values ('x') $$,
  $$ insert into scenario_instances (scenario_id, name, kind, params) values (gen_random_uuid(), 'x', 'cash', '{"value": 1}') $$,
  $$ insert into profiles (theme) values ('dark') $$,
  $$ update instances set name = 'x' $$,
  $$ select create_scenario(gen_random_uuid(), 'x') $$,
  $$ select copy_instances_to_scenario(gen_random_uuid(), array[gen_random_uuid()]) $$,
  $$ select set_primary_scenario(gen_random_uuid()) $$,
  $$ select preview_apply(gen_random_uuid()) $$,
  $$ select apply_scenario(gen_random_uuid(), gen_random_uuid(), 'x') $$,
  $$ select refresh_scenario_instances(gen_random_uuid(), gen_random_uuid()) $$,
  $$ select preview_revert(gen_random_uuid()) $$,
  $$ select revert_application(gen_random_uuid(), gen_random_uuid(), 'x') $$,
  $$ select duplicate_scenario(gen_random_uuid(), 'x', gen_random_uuid()) $$,
  $$ select bulk_edit_scenario_instances(gen_random_uuid(), null, '{"params.value": {"add": 1}}', gen_random_uuid()) $$,
  $$ select import_scenario('{}', gen_random_uuid()) $$,
  $$ select import_instances('{}', gen_random_uuid()) $$,
  $$ select delete_account() $$]) as statement;
select tests.act_as_owner();
select ok(exists (select from private.deleted_accounts join ids on user_id = owner_id), 'whose id is remembered, so that no backup brings it back');
select is_empty($$ select user_id from instances join ids on user_id = owner_id union all select user_id from scenarios join ids on user_id = owner_id
  union all select user_id from scenario_applications join ids on user_id = owner_id union all select user_id from profiles join ids on user_id = owner_id
  union all select user_id from private.purged_instances join ids on user_id = owner_id $$, 'and nothing of it is left');
select is((select count(*) from instances join ids on user_id = other_id), 1::bigint, 'while others keep theirs');

select * from finish();
rollback;
