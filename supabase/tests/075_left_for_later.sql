-- What an apply leaves for later: reality keeps its value, the proposal is pending still, in conflict or not.

begin;
select plan(43);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id;
grant select on ids to public;
select tests.act_as(owner_id) from ids;
create temp table world as select tests.instance('property', 'Home', '{"value": 100, "growth_rate": 3, "weekly_rent": 5}') as home,
  tests.instance('cash', 'Cash', '{"value": 10}') as cash, null::uuid as plan, null::json as answer, null::uuid as application;
update world set plan = tests.scenario('Plan', array[home, cash]);
create function pg_temp.propose(p_params jsonb) returns void language sql as $$
  update scenario_instances set params = p_params from world where scenario_instances.id = tests.copy_of(plan, home) $$;
create function pg_temp.move(p_params jsonb) returns void language sql as $$
  update instances set params = p_params from world where instances.id = home $$;
create function pg_temp.home() returns jsonb language sql as $$ select params from instances, world where id = home $$;
-- Each of these fields of Home left for later, beside other decisions.
create function pg_temp.leave(p_fields text[], p_others jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object(tests.copy_of(plan, home),
    (select jsonb_object_agg(field, '{"take": "later"}'::jsonb) from unnest(p_fields) as field) || p_others) from world $$;
create function pg_temp.copy() returns table (params jsonb, base jsonb, base_version integer, edited_params text[]) language sql as $$
  select params, base -> 'params', base_version, edited_params from scenario_instances, world where id = tests.copy_of(plan, home) $$;
create function pg_temp.pending() returns table (field text, outcome text) language sql as $$
  select value ->> 'field', value ->> 'outcome' from world, json_array_elements(preview_apply(plan) #> '{items,0,fields}') $$;

-- Where reality has not moved.
select pg_temp.propose('{"value": 120, "growth_rate": 4, "weekly_rent": 5}');
update world set answer = preview_apply(plan, null, pg_temp.leave('{params.value}'));
select is((answer #> '{items,0,after,params}')::jsonb, '{"value": 100, "growth_rate": 4, "weekly_rent": 5}'::jsonb,
  'preview leaves out what is left') from world;
select results_eq($$ select value ->> 'field', value ->> 'outcome', value #>> '{resolution,take}', value ->> 'result'
  from world, json_array_elements(answer #> '{items,0,fields}') $$,
  $$ values ('params.growth_rate', 'proposed_only', null, '4'), ('params.value', 'proposed_only', 'later', '100') $$,
  'and says so: what comes of it is what reality has');
select is(answer ->> 'fingerprint', preview_apply(plan) ->> 'fingerprint', 'it is a plan of the same rows') from world;
update world set answer = tests.apply(plan, pg_temp.leave('{params.value}'));
select is(answer ->> 'status', 'success', 'apply succeeds') from world;
select is(pg_temp.home(), '{"value": 100, "growth_rate": 4, "weekly_rent": 5}'::jsonb, 'reality has the rest');
select results_eq('select * from pg_temp.copy()', $$ values ('{"value": 120, "growth_rate": 4, "weekly_rent": 5}'::jsonb,
  '{"value": 100, "growth_rate": 4, "weekly_rent": 5}'::jsonb, 2, '{value}'::text[]) $$, 'the copy agrees in the rest, and proposes what was left');
select results_eq('select * from pg_temp.pending()', $$ values ('params.value', 'proposed_only') $$, 'which is pending still');
select results_eq($$ select value ->> 'field', value #>> '{resolution,take}' from world, scenario_application_items,
    jsonb_array_elements(fields) where application_id = (answer ->> 'application_id')::uuid $$,
  $$ values ('params.growth_rate', null), ('params.value', 'later') $$, 'history says what was left');
select is((select (answer::jsonb || '{"replayed": true}') from world),
  (select apply_scenario(plan, request_id, (answer ->> 'fingerprint'), pg_temp.leave('{params.value}'))::jsonb
    from world, scenario_applications where id = (answer ->> 'application_id')::uuid), 'the same request again is answered alike');
select throws_ok(format('select apply_scenario(%L, %L, %L)', plan, answer ->> 'request_id', answer ->> 'fingerprint'), 'PT409', null,
  'the same id without leaving it is another request') from world;

-- In conflict.
select pg_temp.propose('{"value": 120, "growth_rate": 4, "weekly_rent": 7}');
select pg_temp.move('{"value": 110, "growth_rate": 4, "weekly_rent": 5, "vacancy_rate": 2}');
select is(tests.apply(plan) ->> 'status', 'conflict', 'open, it stops the apply') from world;
update world set answer = tests.apply(plan, pg_temp.leave('{params.value}'));
select is(answer ->> 'status', 'success', 'left for later, it does not') from world;
select is(pg_temp.home(), '{"value": 110, "growth_rate": 4, "weekly_rent": 7, "vacancy_rate": 2}'::jsonb, 'reality keeps its value');
select results_eq('select * from pg_temp.copy()', $$ values ('{"value": 120, "growth_rate": 4, "weekly_rent": 7, "vacancy_rate": 2}'::jsonb,
  '{"value": 100, "growth_rate": 4, "weekly_rent": 7, "vacancy_rate": 2}'::jsonb, 2, '{value}'::text[]) $$,
  'base and proposal of it stay, everything else is taken');
select results_eq('select * from pg_temp.pending()', $$ values ('params.value', 'conflict') $$, 'so that it is in conflict still');
select lives_ok($$ select refresh_scenario_instances(plan, gen_random_uuid()) from world $$, 'after a refresh');
select results_eq('select * from pg_temp.pending()', $$ values ('params.value', 'conflict') $$, 'it is too');

-- Undone, what was applied is pending again beside what was left.
update world set application = (answer ->> 'application_id')::uuid;
update world set answer = revert_application(application, gen_random_uuid(), preview_revert(application) ->> 'fingerprint');
select is(answer ->> 'status', 'success', 'it can be undone') from world;
select is(pg_temp.home(), '{"value": 110, "growth_rate": 4, "weekly_rent": 5, "vacancy_rate": 2}'::jsonb, 'to what was');
select results_eq('select * from pg_temp.pending()', $$ values ('params.value', 'conflict'), ('params.weekly_rent', 'proposed_only') $$,
  'all is pending again');

-- Everything left.
update world set answer = tests.apply(plan, pg_temp.leave('{params.value,params.weekly_rent}'));
select is(answer ->> 'status' || ' ' || (answer #>> '{items,0,action}'), 'success none', 'all may be left') from world;
select results_eq($$ select items_total, items_applied, conflict_count from scenario_applications, world where id = (answer ->> 'application_id')::uuid $$,
  $$ values (1, 0, 1) $$, 'then nothing is applied, and that is recorded');
select results_eq('select * from pg_temp.pending()', $$ values ('params.value', 'conflict'), ('params.weekly_rent', 'proposed_only') $$,
  'and all is as it was');

-- A revert leaves a field as it is, and it can be undone still.
select pg_temp.propose('{"value": 110, "growth_rate": 5, "weekly_rent": 7, "vacancy_rate": 2}');
update world set answer = tests.apply(plan);
update world set application = (answer ->> 'application_id')::uuid;
create function pg_temp.keep(p_fields text[]) returns jsonb language sql as $$
  select jsonb_build_object(home, (select jsonb_object_agg(field, '{"take": "later"}'::jsonb) from unnest(p_fields) as field)) from world $$;
select throws_ok(format('select revert_application(%L, gen_random_uuid(), %L, %L)', application, preview_revert(application) ->> 'fingerprint',
  pg_temp.keep('{params.growth_rate,params.weekly_rent}')), 'PT409', null, 'a revert that leaves everything is none, and not used up') from world;
update world set answer = revert_application(application, gen_random_uuid(), preview_revert(application) ->> 'fingerprint', pg_temp.keep('{params.growth_rate}'));
select is(pg_temp.home(), '{"value": 110, "growth_rate": 5, "weekly_rent": 5, "vacancy_rate": 2}'::jsonb, 'a field that a revert leaves stays as it is');
select results_eq('select * from pg_temp.pending()', $$ values ('params.weekly_rent', 'proposed_only') $$, 'the others are pending again');
select is((select fields_left from scenario_applications, world where id = (answer ->> 'application_id')::uuid), 1, 'the record counts what was left');
update world set answer = revert_application(application, gen_random_uuid(), preview_revert(application) ->> 'fingerprint');
select is(pg_temp.home(), '{"value": 110, "growth_rate": 4, "weekly_rent": 5, "vacancy_rate": 2}'::jsonb, 'it is undone by the next revert');
select throws_ok(format('select preview_revert(%L)', application), 'PT409', null, 'which leaves nothing to undo') from world;
update world set answer = revert_application((answer ->> 'application_id')::uuid, gen_random_uuid(),
  preview_revert((answer ->> 'application_id')::uuid) ->> 'fingerprint');
select is(pg_temp.home(), '{"value": 110, "growth_rate": 5, "weekly_rent": 5, "vacancy_rate": 2}'::jsonb, 'and can be taken back itself');

-- What may not be left.
select throws_ok(format('select preview_apply(%L, null, %L)', plan, pg_temp.leave(array[field])), code, null, why)
from world, (values ('params.vacancy_rate', 'PT400', 'what nobody changed cannot be left'), ('*', 'PT400', 'nor a whole row that is no question'),
  ('params.nonsense', 'PT400', 'nor what is no field')) as refused (field, code, why);
select pg_temp.move('{"value": 130, "growth_rate": 5, "weekly_rent": 5}');
select throws_ok(format('select preview_apply(%L, null, %L)', plan, pg_temp.leave('{params.value}')), 'PT400', null,
  'nor what reality alone changed') from world;

-- A source that is gone: the question is left.
select pg_temp.propose('{"value": 140, "growth_rate": 5, "weekly_rent": 7}');
update instances set deleted_at = now() from world where instances.id = home;
update world set answer = tests.apply(plan, pg_temp.leave('{*}'));
select is(answer ->> 'status' || ' ' || (answer #>> '{items,0,action}'), 'success none', 'a deleted source may be left for later') from world;
select is(apply_scenario(plan, (answer ->> 'request_id')::uuid, answer ->> 'fingerprint', pg_temp.leave('{*}'))::jsonb,
  answer::jsonb || '{"replayed": true}', 'and is answered alike again') from world;
select results_eq('select * from pg_temp.pending()', $$ values ('*', 'conflict') $$, 'it is asked about still');

-- What is new: a part of it, but not what it cannot be without.
update scenario_instances set deleted_at = now() from world where scenario_instances.id = tests.copy_of(plan, home);
insert into scenario_instances (scenario_id, name, kind, params) select plan, 'New', 'cash', '{"value": 5, "interest_rate": 2}' from world;
create function pg_temp.leave_new(p_field text) returns jsonb language sql as $$
  select jsonb_build_object(id, jsonb_build_object(p_field, '{"take": "later"}'::jsonb)) from scenario_instances where name = 'New' $$;
select throws_ok(format('select preview_apply(%L, null, %L)', plan, pg_temp.leave_new(field)), 'PT422', null, 'new, not without its ' || field)
from world, unnest(array['name', 'status', 'params.value']) as field;
update world set answer = tests.apply(plan, pg_temp.leave_new('params.interest_rate'));
select is((select params from instances where name = 'New'), '{"value": 5}'::jsonb, 'new, it comes without what is left');
select results_eq('select * from pg_temp.pending()', $$ values ('params.interest_rate', 'proposed_only') $$, 'which is pending then');

select tests.act_as_owner();
select is_empty($$ select value ->> 'name' from json_array_elements(verify_integrity()) where value ->> 'violations' <> '0' $$,
  'every invariant holds');
select * from finish();
rollback;
