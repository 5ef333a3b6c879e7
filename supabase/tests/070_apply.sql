-- Preview and apply against rows: success, conflict, stale, failed, repeated; deleted sources; two scenarios.

begin;
select plan(50);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id;
grant select on ids to public;
select tests.act_as(owner_id) from ids;
create temp table world as select tests.instance('property', 'Home', '{"value": 100, "growth_rate": 3}') as home,
  tests.instance('cash', 'Cash', '{"value": 10}') as cash, null::uuid as plan, null::uuid as rival, null::json as answer;
update world set plan = tests.scenario('Plan', array[home, cash]), rival = tests.scenario('Rival', array[home]);
-- What the copy of Home in Plan, or Home itself, holds.
create function pg_temp.propose(p_params jsonb) returns void language sql as $$
  update scenario_instances set params = p_params from world where scenario_instances.id = tests.copy_of(plan, home) $$;
create function pg_temp.move(p_params jsonb) returns void language sql as $$
  update instances set params = p_params from world where instances.id = home $$;
create function pg_temp.home() returns jsonb language sql as $$ select params from instances, world where id = home $$;

-- Nothing to say.
select is((preview_apply(plan) -> 'items')::text, '[]', 'a fresh copy has nothing to apply') from world;
select is(tests.apply(plan) ->> 'status', 'success', 'applying it succeeds') from world;
select is((select sum(version) from instances), 2::bigint, 'and changes nothing');

-- Both sides, different fields.
select pg_temp.propose('{"value": 100, "growth_rate": 4}');
select pg_temp.move('{"value": 110, "growth_rate": 3}');
select is((preview_apply(plan) #> '{items,0,after,params}')::jsonb, '{"value": 110, "growth_rate": 4}'::jsonb,
  'preview merges field by field') from world;
select is(pg_temp.home(), '{"value": 110, "growth_rate": 3}'::jsonb, 'and writes nothing');
update world set answer = tests.apply(plan);
select is(answer ->> 'status', 'success', 'apply succeeds') from world;
select is(pg_temp.home(), '{"value": 110, "growth_rate": 4}'::jsonb, 'and writes what preview showed');
select results_eq($$ select params, base -> 'params', base_version, edited_params, last_applied_at is not null
  from scenario_instances, world where id = tests.copy_of(plan, home) $$,
  $$ values ('{"value": 110, "growth_rate": 4}'::jsonb, '{"value": 110, "growth_rate": 4}'::jsonb, 3, '{}'::text[], true) $$,
  'afterwards base, proposed and reality are the same');
select results_eq($$ select action, before #> '{params}', after #> '{params}', before_version, after_version, jsonb_array_length(fields)
  from scenario_application_items, world where application_id = (answer ->> 'application_id')::uuid $$,
  $$ values ('update', '{"value": 110, "growth_rate": 3}'::jsonb, '{"value": 110, "growth_rate": 4}'::jsonb, 2, 3, 2) $$,
  'history says what was, what is, and why');
select is((preview_apply(plan) -> 'items')::text, '[]', 'a second apply has nothing to do') from world;

-- Two scenarios over one source.
select is((preview_apply(rival) #> '{items,0,fields}')::jsonb -> 0 ->> 'outcome', 'current_only',
  'the other scenario learns what changed') from world;
update scenario_instances set params = '{"value": 90, "growth_rate": 3}' from world where scenario_instances.id = tests.copy_of(rival, home);
select is((preview_apply(rival) -> 'conflicts' -> 0 ->> 'field'), 'params.value', 'and conflicts where it differs') from world;

-- Conflicts and resolutions.
update world set answer = tests.apply(rival);
select is(answer ->> 'status', 'conflict', 'an open conflict stops the apply') from world;
select is(pg_temp.home(), '{"value": 110, "growth_rate": 4}'::jsonb, 'and nothing is written');
select is((select conflict_count from scenario_applications, world where id = (answer ->> 'application_id')::uuid), 1,
  'but recorded');
create function pg_temp.decide(p_field text, p_choice jsonb) returns jsonb language sql as $$
  select jsonb_build_object(tests.copy_of(rival, home), jsonb_build_object(p_field, p_choice)) from world $$;
select is((preview_apply(rival, null, pg_temp.decide('params.value', '{"take": "current"}')) #>> '{items,0,after,params,value}'),
  '110', 'take current') from world;
select is((preview_apply(rival, null, pg_temp.decide('params.value', '{"take": "proposed"}')) #>> '{items,0,after,params,value}'),
  '90', 'take proposed') from world;
select is((preview_apply(rival, null, pg_temp.decide('params.value', '{"value": 95}')) #>> '{items,0,after,params,value}'),
  '95', 'or another value') from world;
select throws_ok(format('select preview_apply(%L, null, %L)', rival, pg_temp.decide(field, choice)), code, null, why)
from world, (values
  ('params.value', '{"value": -1}'::jsonb, 'PT422', 'a value out of range is refused'),
  ('params.value', '{"value": null}', 'PT422', 'a required value cannot be dropped'),
  ('params.value', '{"value": "1"}', 'PT422', 'nor be a text'),
  ('params.growth_rate', '{"take": "current"}', 'PT400', 'a field without conflict takes no resolution'),
  ('params.value', '{"take": "both"}', 'PT400', 'nor is there a third side'),
  ('params.value', '{"take": "current", "value": 1}', 'PT400', 'one decision a field'),
  ('params.value', '"current"', 'PT400', 'in its own form')) as refused (field, choice, code, why);
select throws_ok(format('select preview_apply(%L, null, %L)', rival, '{"00000000-0000-4000-8000-000000000000": {}}'),
  'PT400', null, 'an unknown row takes no resolution') from world;
select throws_ok(format('select preview_apply(%L, %L)', rival, '{}'), 'PT400', null, 'nothing chosen') from world;
select throws_ok(format('select preview_apply(%L, array[%L::uuid])', rival, tests.copy_of(plan, home)), 'PT404', null,
  'a row of another scenario') from world;
select is(tests.apply(rival, pg_temp.decide('params.value', '{"value": 95}')) ->> 'status', 'success', 'resolved, it applies')
from world;
select is(pg_temp.home(), '{"value": 95, "growth_rate": 4}'::jsonb, 'with the value decided');

-- Stale.
select pg_temp.propose('{"value": 110, "growth_rate": 5}');
update world set answer = preview_apply(plan);
select pg_temp.move('{"value": 96, "growth_rate": 4}');
update world set answer = apply_scenario(plan, gen_random_uuid(), answer ->> 'fingerprint');
select is(answer ->> 'status' || ' ' || (answer ->> 'stale'), 'conflict true', 'reality moved since the preview') from world;
select is(answer ->> 'fingerprint', preview_apply(plan) ->> 'fingerprint', 'the answer brings the new plan') from world;

-- Repeated requests.
create temp table request as select gen_random_uuid() as id, null::json as first;
update request set first = apply_scenario(plan, id, preview_apply(plan) ->> 'fingerprint') from world;
select is(apply_scenario(plan, id, first ->> 'fingerprint')::jsonb, first::jsonb || '{"replayed": true}',
  'the same request again gets the first answer') from world, request;
select is(apply_scenario(plan, id, first ->> 'fingerprint', null) ->> 'replayed', 'true',
  'no resolutions are the same, said either way') from world, request;
select is((select count(*) from scenario_applications, request where request_id = request.id), 1::bigint, 'and is done once');
select throws_ok(format('select apply_scenario(%L, %L, %L)', rival, id, 'x'), 'PT409', null,
  'the same id for something else is refused') from world, request;
select throws_ok(format('select apply_scenario(%L, null, %L)', plan, 'x'), 'PT400', null, 'an id is needed') from world;
select throws_ok(format('select apply_scenario(%L, gen_random_uuid(), null)', plan), 'PT400', null, 'and a fingerprint') from world;

-- Deleted sources.
update instances set params = '{"value": 20}' from world where instances.id = cash;
update instances set deleted_at = now() from world where instances.id = cash;
select is(preview_apply(plan) #>> '{items,0,action}', 'discard', 'an untouched copy of what is deleted is discarded') from world;
update scenario_instances set params = '{"value": 20}' from world where scenario_instances.id = tests.copy_of(plan, cash);
select is(preview_apply(plan) #>> '{conflicts,0,field}', '*', 'an edited one is a conflict as a whole') from world;
create function pg_temp.decide_cash(p_take text) returns jsonb language sql as $$
  select jsonb_build_object(tests.copy_of(plan, cash), jsonb_build_object('*', jsonb_build_object('take', p_take))) from world $$;
select is(preview_apply(plan, null, pg_temp.decide_cash('current')) #>> '{items,0,action}', 'discard', 'current discards it') from world;
select is(tests.apply(plan, pg_temp.decide_cash('proposed')) #>> '{items,0,action}', 'recreate', 'proposed recreates it') from world;
select results_eq($$ select params, version, deleted_at from instances, world where id = cash $$,
  $$ values ('{"value": 20}'::jsonb, 3, null::timestamptz) $$, 'under its old id, above any known version, though its content is the same');
update instances set deleted_at = now() from world where instances.id = cash;
select is(tests.apply(plan) #>> '{items,0,action}', 'discard', 'untouched again, it is discarded') from world;
select is(tests.copy_of(plan, cash), null, 'and gone from the scenario') from world;

-- New instances, and a failure while writing.
insert into scenario_instances (scenario_id, name, kind, params) select plan, 'New', 'loan', '{"balance": 5}' from world;
select tests.set_limit('max_instances', 1);
update world set answer = tests.apply(plan);
select is(answer ->> 'status', 'failed', 'past the limit the apply fails') from world;
select is(answer #>> '{error,detail,limit}', 'max_instances', 'and says which') from world;
select tests.set_limit('max_instances', 9);
update world set answer = tests.apply(plan);
select is(answer #>> '{items,0,action}', 'create', 'with room the instance is created') from world;
select is((select lineage_id from instances where name = 'New'), (select lineage_id from scenario_instances where name = 'New'),
  'with the lineage it had');

select tests.act_as_owner();
select is_empty($$ select value ->> 'name' from json_array_elements(verify_integrity()) where value ->> 'violations' <> '0' $$,
  'every invariant holds');
select * from finish();
rollback;
