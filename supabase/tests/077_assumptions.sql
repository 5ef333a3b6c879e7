-- Assumptions of a scenario made those of the profile by its apply, and given back by the undo of it.

begin;
select plan(27);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id;
grant select on ids to public;
select tests.act_as(owner_id) from ids;
create temp table world as select tests.instance('cash', 'Cash', '{"value": 10}') as cash, null::uuid as plan, null::json as answer,
  null::uuid as application;
update world set plan = tests.scenario('Plan', array[cash]);
update profiles set assumptions = '{"inflation_rate": 3, "horizon_years": 20}';
update scenarios set assumptions = '{"inflation_rate": 2.5, "goal_amount": 1000, "horizon_years": 20}' from world where scenarios.id = plan;
create function pg_temp.assumed() returns jsonb language sql as $$ select assumptions from profiles $$;
create function pg_temp.fields() returns table (field text, outcome text, was text, result text) language sql as $$
  select value ->> 'field', value ->> 'outcome', value ->> 'current', value ->> 'result'
  from world, json_array_elements(answer #> '{items,0,fields}') $$;

-- Without a word of them they stay in the scenario.
select is((preview_apply(plan) -> 'items')::text, '[]', 'assumptions are no part of an apply') from world;
update scenario_instances set params = '{"value": 11}';
select is(tests.apply(plan) ->> 'status', 'success', 'that says nothing of them') from world;
select is(pg_temp.assumed(), '{"inflation_rate": 3, "horizon_years": 20}'::jsonb, 'which changes none');

-- Chosen, they are made the profile's.
update world set answer = preview_apply(plan, null, '{}', '{inflation_rate,goal_amount,horizon_years}');
select is(answer #>> '{items,0,kind}', 'assumptions', 'chosen, they are an item') from world;
select results_eq('select * from pg_temp.fields()', $$ values ('params.goal_amount', 'proposed_only', null, '1000'),
  ('params.inflation_rate', 'proposed_only', '3', '2.5') $$, 'that says what differs: the default of the catalogue is a value as any other');
select is((answer #> '{items,0,after,params}')::jsonb, '{"goal_amount": 1000, "horizon_years": 20, "inflation_rate": 2.5}'::jsonb,
  'and what would be') from world;
select is(pg_temp.assumed(), '{"inflation_rate": 3, "horizon_years": 20}'::jsonb, 'preview writes nothing');
update world set answer = apply_scenario(plan, gen_random_uuid(), preview_apply(plan, null, '{}', '{inflation_rate,goal_amount}') ->> 'fingerprint',
  '{}', null, '{inflation_rate,goal_amount}');
select is(answer ->> 'status', 'success', 'apply succeeds') from world;
select is(pg_temp.assumed(), '{"inflation_rate": 2.5, "goal_amount": 1000, "horizon_years": 20}'::jsonb, 'the profile has them');
select is((select assumptions from scenarios, world where id = plan),
  '{"inflation_rate": 2.5, "goal_amount": 1000, "horizon_years": 20}'::jsonb, 'and the scenario too');
select results_eq($$ select items_total, items_applied, assumptions_changed, conflict_count from scenario_applications, world
  where id = (answer ->> 'application_id')::uuid $$, $$ values (0, 0, 2, 0) $$, 'history counts them by themselves');
select results_eq($$ select kind, instance_id, action, before -> 'params', after -> 'params' from scenario_application_items, world
  where application_id = (answer ->> 'application_id')::uuid $$, $$ values ('assumptions', null::uuid, 'update',
    '{"inflation_rate": 3, "horizon_years": 20}'::jsonb, '{"inflation_rate": 2.5, "goal_amount": 1000, "horizon_years": 20}'::jsonb) $$,
  'and says what was and is');
select is(apply_scenario(plan, (answer ->> 'request_id')::uuid, answer ->> 'fingerprint', '{}', null, '{inflation_rate,goal_amount}')::jsonb,
  answer::jsonb || '{"replayed": true}', 'the same request again is answered alike') from world;

-- Stale.
update scenarios set assumptions = assumptions || '{"inflation_rate": 2}' from world where scenarios.id = plan;
update world set answer = preview_apply(plan, '{}', '{}', '{inflation_rate}');
update profiles set assumptions = assumptions || '{"inflation_rate": 4}';
select is(apply_scenario(plan, gen_random_uuid(), answer ->> 'fingerprint', '{}', '{}', '{inflation_rate}') ->> 'stale', 'true',
  'defaults that moved since the preview are not overwritten') from world;

-- Undone: what moved since is asked about.
select application_id into temp undone from scenario_application_items where kind = 'assumptions';
update world set answer = preview_revert(application_id) from undone;
select results_eq('select * from pg_temp.fields()', $$ values ('params.goal_amount', 'proposed_only', '1000', null),
  ('params.inflation_rate', 'conflict', '4', null) $$, 'an undo asks about what moved since');
select is(revert_application(application_id, gen_random_uuid(), answer ->> 'fingerprint') ->> 'status', 'conflict', 'before it does anything')
from world, undone;
create function pg_temp.decide(p_choice jsonb) returns jsonb language sql as $$
  select jsonb_build_object(answer #>> '{items,0,instance_id}', jsonb_build_object('params.inflation_rate', p_choice)) from world $$;
select throws_ok(format('select revert_application(%L, gen_random_uuid(), %L, %L)', application_id, answer ->> 'fingerprint',
  pg_temp.decide('{"take": "third"}')), 'PT400', null, 'in words that it knows') from world, undone;
update world set answer = revert_application(application_id, gen_random_uuid(), answer ->> 'fingerprint', pg_temp.decide('{"take": "current"}'))
from undone;
select is(answer ->> 'status', 'success', 'decided, it is undone') from world;
select is(pg_temp.assumed(), '{"inflation_rate": 4, "horizon_years": 20}'::jsonb, 'and the rest is as it was');
update world set application = (answer ->> 'application_id')::uuid;
select is(revert_application(application, gen_random_uuid(), preview_revert(application) ->> 'fingerprint') ->> 'status', 'success',
  'an undo is undone in the same way') from world;
select is(pg_temp.assumed(), '{"inflation_rate": 4, "goal_amount": 1000, "horizon_years": 20}'::jsonb, 'to what was before');

-- Together with investments that need them.
update scenarios set assumptions = assumptions || '{"taxpayers": 2}' from world where scenarios.id = plan;
update scenario_instances set params = params || '{"owner_share": 60}';
select isnt((preview_apply(plan) -> 'error')::text, 'null', 'a part needs a second person') from world;
select is((preview_apply(plan, null, '{}', '{taxpayers}') -> 'error')::text, 'null', 'who may come with it') from world;
update world set answer = apply_scenario(plan, gen_random_uuid(), preview_apply(plan, null, '{}', '{taxpayers}') ->> 'fingerprint', '{}', null, '{taxpayers}');
select is(answer ->> 'status', 'success', 'both are applied') from world;
update world set application = (answer ->> 'application_id')::uuid;
select is(revert_application(application, gen_random_uuid(), preview_revert(application) ->> 'fingerprint') ->> 'status', 'success',
  'and both undone') from world;

select throws_ok(format('select preview_apply(%L, null, %L, %L)', plan, '{}', '{nonsense}'), 'PT400', null, 'what is no assumption is refused') from world;

select tests.act_as_owner();
select is_empty($$ select value ->> 'name' from json_array_elements(verify_integrity()) where value ->> 'violations' <> '0' $$,
  'every invariant holds');
select * from finish();
rollback;
