-- 5 and 5.0 are the same number, a missing key and its default the same value: what nobody changed stays as it was written, through a copy, an apply and its revert.

begin;
select plan(19);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id;
grant select on ids to public;
select tests.act_as(owner_id) from ids;
create temp table world as select
  tests.instance('property', 'Home', '{"value": 100.0, "growth_rate": 3.50, "vacancy_rate": 2.0}') as home,
  null::uuid as plan, null::json as answer;
update world set plan = tests.scenario('Plan', array[home]);
create function pg_temp.reality() returns text language sql as $$ select params::text from instances $$;
create function pg_temp.proposal() returns text language sql as $$
  select params::text from scenario_instances, world where scenario_id = plan $$;

-- A browser sends all of the params, and writes each number its own way.
update scenario_instances set params = '{"value": 100, "growth_rate": 4, "vacancy_rate": 2}';
select is(pg_temp.proposal(), '{"value": 100.0, "growth_rate": 4, "vacancy_rate": 2.0}', 'a proposal keeps what equals base as it is in base');
select is((preview_apply(plan) #> '{items,0,after,params}')::text, '{"value": 100.0, "growth_rate": 4, "vacancy_rate": 2.0}',
  'so a preview rewrites nothing else') from world;
update world set answer = tests.apply(plan);
select is(pg_temp.reality(), '{"value": 100.0, "growth_rate": 4, "vacancy_rate": 2.0}', 'nor does apply');
update instances set params = '{"value": 100, "growth_rate": 4, "vacancy_rate": 3}';
select is(pg_temp.reality(), '{"value": 100.0, "growth_rate": 4, "vacancy_rate": 3}', 'nor does an edit of another field');
update world set answer = revert_application((answer ->> 'application_id')::uuid, gen_random_uuid(),
  preview_revert((answer ->> 'application_id')::uuid) ->> 'fingerprint');
select is(pg_temp.reality(), '{"value": 100.0, "growth_rate": 3.50, "vacancy_rate": 3}', 'a revert restores the field as it was written');
update instances set params = '{"value": 100, "growth_rate": 3.5, "vacancy_rate": 3}';
select is(pg_temp.reality(), '{"value": 100.0, "growth_rate": 3.50, "vacancy_rate": 3}', 'the same numbers again are no change');
select tests.act_as_owner();
update instances set params = '{"value": 100, "growth_rate": 3.5, "vacancy_rate": 3}';
select is(pg_temp.reality(), '{"value": 100.0, "growth_rate": 3.50, "vacancy_rate": 3}', 'whoever writes them');
select tests.act_as(owner_id) from ids;

-- Other ways into a scenario.
select is(preview_apply(plan) #>> '{items,0,after,params,growth_rate}', '4', 'the proposal is pending again') from world;
update world set answer = refresh_scenario_instances(plan, gen_random_uuid());
select is(pg_temp.proposal(), '{"value": 100.0, "growth_rate": 4, "vacancy_rate": 3}', 'a refresh takes what reality writes');
update world set answer = bulk_edit_scenario_instances(plan, null, '{"params.growth_rate": {"set": 3.5}}', gen_random_uuid());
select is(pg_temp.proposal(), '{"value": 100.0, "growth_rate": 3.50, "vacancy_rate": 3}', 'a bulk edit back to base is base');
update world set answer = import_scenario(jsonb_build_object('format', 'scenarios/scenario', 'version', 1,
  'scenario', '{"name": "Import"}'::jsonb, 'instances', jsonb_build_array(jsonb_build_object('name', 'Home',
    'kind', 'property', 'source_instance_id', home, 'params', '{"value": 100, "growth_rate": 3.5, "vacancy_rate": 9}'::jsonb))),
  gen_random_uuid());
select is((select params::text from scenario_instances, world where scenario_id = (answer #>> '{scenario,id}')::uuid),
  '{"value": 100.0, "growth_rate": 3.50, "vacancy_rate": 9}', 'an import is written as reality where it agrees');

-- Defaults: 4 is that of growth_rate, 12 that of volatility. Reality writes one out and leaves the other out.
update instances set params = '{"value": 100, "growth_rate": 4}';
update world set plan = tests.scenario('Defaults', array[home]);
update scenario_instances set params = '{"value": 100, "volatility": 12}' where scenario_id = (select plan from world);
select is(pg_temp.proposal(), '{"value": 100.0, "volatility": 12}', 'a proposal holds defaults as they were sent');
select is((preview_apply(plan) -> 'items')::text, '[]', 'they propose nothing') from world;
select is(tests.apply(plan) ->> 'status', 'success', 'and are applied as such') from world;
select is(pg_temp.proposal(), '{"value": 100.0, "growth_rate": 4}', 'from then on the proposal is written as reality');
update scenario_instances set params = '{"value": 200, "volatility": 12}' where scenario_id = (select plan from world);
select is((preview_apply(plan) #> '{items,0,after,params}')::text, '{"value": 200, "growth_rate": 4}',
  'beside another edit reality''s own writing stays') from world;
update instances set params = '{"value": 100, "volatility": 12}';
select is(tests.apply(plan) ->> 'status', 'success', 'defaults that moved in form alone are no conflict') from world;
select is(pg_temp.reality(), '{"value": 200, "volatility": 12}', 'apply leaves them as reality writes them by then');

select tests.act_as_owner();
select is_empty($$ select value ->> 'name' from json_array_elements(verify_integrity()) where value ->> 'violations' <> '0' $$,
  'every invariant holds');
select * from finish();
rollback;
