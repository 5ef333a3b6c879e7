-- Refresh takes reality's changes and loses no conflict; revert undoes one application by the same merge.

begin;
select plan(44);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id;
grant select on ids to public;
select tests.act_as(owner_id) from ids;
create temp table world as select tests.instance('property', 'Home', '{"value": 100, "growth_rate": 3}') as home,
  tests.instance('cash', 'Cash', '{"value": 10}') as cash, null::uuid as plan, null::json as answer, null::uuid as application;
update world set plan = tests.scenario('Plan', array[home, cash]);

-- Refresh: a field each way.
update scenario_instances set params = '{"value": 120, "growth_rate": 4, "vacancy_rate": 2}' from world where scenario_instances.id = tests.copy_of(plan, home);
update instances set name = 'House', params = '{"value": 110, "growth_rate": 3, "vacancy_rate": 2, "weekly_rent": 5}' from world where instances.id = home;
update world set answer = refresh_scenario_instances(plan, gen_random_uuid());
select results_eq($$ select value ->> 'field' as field, value ->> 'outcome' as outcome from world, json_array_elements(answer #> '{items,0,fields}')
  order by field $$, $$ values ('name', 'current_only'), ('params.growth_rate', 'proposed_only'), ('params.vacancy_rate', 'same_change'),
  ('params.value', 'conflict'), ('params.weekly_rent', 'current_only') $$, 'refresh says what came of each field');
select results_eq($$ select name, params, base, base_version from scenario_instances, world where id = tests.copy_of(plan, home) $$,
  $$ values ('House', '{"value": 120, "growth_rate": 4, "vacancy_rate": 2, "weekly_rent": 5}'::jsonb,
    '{"name": "House", "status": "active", "params": {"value": 100, "growth_rate": 3, "vacancy_rate": 2, "weekly_rent": 5}}'::jsonb, 1) $$,
  'it takes what only reality changed, and a field in conflict keeps its base');
select is(preview_apply(plan) #>> '{conflicts,0,field}', 'params.value', 'so the conflict stays') from world;
select is(json_array_length(preview_apply(plan) -> 'conflicts'), 1, 'alone') from world;
update instances set params = params || '{"value": 100}' from world where instances.id = home;
select lives_ok($$ select refresh_scenario_instances(plan, gen_random_uuid()) from world $$, 'reality goes back');
select results_eq($$ select base_version, edited_params from scenario_instances, world where id = tests.copy_of(plan, home) $$,
  $$ values (3, '{value,growth_rate}'::text[]) $$, 'and base agrees in full again');
select is((refresh_scenario_instances(plan, gen_random_uuid()) -> 'items')::text, '[]', 'refreshing again has nothing to say') from world;

-- Apply with a new instance, then revert.
insert into scenario_instances (scenario_id, name, kind, params) select plan, 'New', 'loan', '{"balance": 5}' from world;
update scenario_instances set params = '{"value": 11}' from world where scenario_instances.id = tests.copy_of(plan, cash);
create temp table before_apply as select id, name, status, params::text as params from instances;
update world set answer = tests.apply(plan);
update world set application = (answer ->> 'application_id')::uuid;
update instances set params = params || '{"weekly_rent": 7}' from world where instances.id = home;
update world set answer = preview_revert(application);
select results_eq($$ select item ->> 'name' as name, item ->> 'action' as action, item #>> '{after,status}' as status
  from world, json_array_elements(answer -> 'items') as item order by name $$,
  $$ values ('Cash', 'update', 'active'), ('House', 'update', 'active'), ('New', 'update', 'archived') $$,
  'revert restores what was changed and archives what was created');
select is(json_array_length(answer -> 'conflicts'), 0, 'an edit of another field does not conflict') from world;
update world set answer = revert_application(application, gen_random_uuid(), answer ->> 'fingerprint');
select is(answer ->> 'status', 'success', 'revert succeeds') from world;
select results_eq($$ select name, status, params::text from instances where name = 'Cash' $$,
  $$ select name, status, params from before_apply where name = 'Cash' $$, 'every field is as it was');
select results_eq($$ select params from instances, world where id = home $$,
  $$ values ('{"value": 100, "growth_rate": 3, "vacancy_rate": 2, "weekly_rent": 7}'::jsonb) $$, 'what was edited since is kept');
select is((select status from instances where name = 'New'), 'archived', 'what was created is archived, not deleted');
select results_eq($$ select params, edited_params, base -> 'params' -> 'value' from scenario_instances, world where id = tests.copy_of(plan, cash) $$,
  $$ values ('{"value": 11}'::jsonb, '{value}'::text[], '10'::jsonb) $$, 'the proposal is pending again');
select is(preview_apply(plan) #>> '{items,0,action}', 'update', 'and can be applied again') from world;
select throws_ok(format('select preview_revert(%L)', application), 'PT409', null, 'an application is reverted once') from world;
select is((select reverted_application_id from scenario_applications where operation = 'revert'), (select application from world),
  'history links the two');

-- The revert of a revert.
create temp table again as select preview_revert((answer ->> 'application_id')::uuid) as plan, (answer ->> 'application_id')::uuid as id from world;
select is(revert_application(id, gen_random_uuid(), plan ->> 'fingerprint') ->> 'status', 'success', 'a revert can be reverted') from again;
select is((select params -> 'value' from instances where name = 'Cash'), '11', 'and what it undid is back');
select is((select status from instances where name = 'New'), 'active', 'the created instance too');

-- A conflicting revert.
update world set answer = tests.apply(plan);
update scenario_instances set params = '{"value": 12}' from world where scenario_instances.id = tests.copy_of(plan, cash);
update world set answer = tests.apply(plan);
update world set application = (answer ->> 'application_id')::uuid;
update instances set params = '{"value": 13}' from world where instances.id = cash;
select is(preview_revert(application) #>> '{conflicts,0,instance_id}', cash::text, 'a field edited since is a conflict') from world;
select is(preview_revert(application, jsonb_build_object(cash, '{"params.value": {"take": "current"}}'::jsonb)) #>> '{items,0,action}', 'none',
  'which can stay') from world;
select is(preview_revert(application, jsonb_build_object(cash, '{"params.value": {"take": "proposed"}}'::jsonb)) #>> '{items,0,after,params,value}',
  '11', 'or go back') from world;
select is(revert_application(application, gen_random_uuid(), 'old') ->> 'stale', 'true', 'an old fingerprint is stale') from world;
update instances set deleted_at = now() from world where instances.id = cash;
select is(preview_revert(application) #>> '{conflicts,0,field}', '*', 'what was deleted since is a conflict as a whole') from world;
select is(revert_application(application, gen_random_uuid(), preview_revert(application) ->> 'fingerprint',
  jsonb_build_object(cash, '{"*": {"take": "proposed"}}'::jsonb)) #>> '{items,0,action}', 'recreate', 'and can be recreated') from world;
select throws_ok(format('select preview_revert(%L)', id), 'PT409', null, 'a creation is not reverted')
from scenario_applications where operation = 'create';
select throws_ok('select preview_revert(gen_random_uuid())', 'PT404', null, 'an unknown application is not found');

-- A pure discard, undone and done again: a chain of reverts.
create temp table discarded as select tests.instance('cash', 'Discarded', '{"value": 1}') as source, null::uuid as plan, null::uuid as copy;
update discarded set plan = tests.scenario('Discard', array[source]);
update discarded set copy = tests.copy_of(plan, source);
update instances set deleted_at = now() from discarded where id = source;
create temp table chain as select 0 as position, (tests.apply(plan) ->> 'application_id')::uuid as id from discarded;
create function pg_temp.revert_last() returns text language plpgsql as $body$
declare
  last record;
  answer json;
begin
  select * into last from chain order by position desc limit 1;
  answer := revert_application(last.id, gen_random_uuid(), preview_revert(last.id) ->> 'fingerprint');
  insert into chain values (last.position + 1, (answer ->> 'application_id')::uuid);
  return answer ->> 'status';
end $body$;
create function pg_temp.live() returns uuid[] language sql as $$
  select array(select id from scenario_instances, discarded where scenario_id = plan and deleted_at is null) $$;
select is(pg_temp.live(), '{}', 'the copy is discarded');
select is(preview_revert(id) #>> '{items,0,action}', 'create', 'its revert shows that it comes back') from chain;
select is(pg_temp.revert_last(), 'success', 'which can be reverted');
select is(pg_temp.live(), array[copy], 'and brings the copy back') from discarded;
select results_eq($$ select action, instance_id, scenario_instance_id, before, after_version, items_applied
  from scenario_application_items as item join scenario_applications as application on application.id = application_id, chain
  where application_id = chain.id and position = 1 $$,
  $$ select 'create', source, copy, null::jsonb, null::integer, 1 from discarded $$, 'it is recorded, and counted');
select is((select count(*)::integer from instances, discarded where id = source and deleted_at is not null), 1, 'reality is left alone');
select is(preview_revert(id) #>> '{items,0,action}', 'discard', 'the revert of that shows that it goes')
from chain where position = 1;
select is(pg_temp.revert_last(), 'success', 'and that again');
select is(pg_temp.live(), '{}', 'and discards it once more');
select pg_temp.revert_last();
select is(pg_temp.live(), array[copy], 'however often') from discarded;
update scenario_instances set name = 'Edited' from discarded where id = copy;
select throws_ok('select pg_temp.revert_last()', 'PT409', 'There is nothing to undo: what this changed is gone, or as it was before.', 'reverting once more');
select is(pg_temp.live(), array[copy], 'leaves a copy that was edited since') from discarded;
update instances set deleted_at = null from discarded where id = source;
update scenario_instances set deleted_at = now() from discarded where id = copy;
select copy_instances_to_scenario(plan, array[source]) from discarded;
select throws_ok('select pg_temp.revert_last()', 'PT409', null, 'and so does the next');
select is(array_length(pg_temp.live(), 1), 1, 'with another copy beside');
select isnt(pg_temp.live(), array[copy], 'which stays the only one') from discarded;

select tests.act_as_owner();
select is_empty($$ select value ->> 'name' from json_array_elements(verify_integrity()) where value ->> 'violations' <> '0' $$,
  'every invariant holds');
select * from finish();
rollback;
