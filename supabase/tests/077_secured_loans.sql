-- What a preview says of loans and the properties that secure them is what an apply meets: in reality, and in the scenario as it would
-- be left, where a copy proposes still what is left for later.

begin;
select plan(5);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id;
grant select on ids to public;
select tests.act_as(owner_id) from ids;
create temp table world as select tests.instance('property', 'Home', '{"value": 100}') as home, null::uuid as debt, null::uuid as plan,
  null::jsonb as decisions, null::json as answer;
update world set debt = tests.instance('loan', 'Debt', jsonb_build_object('balance', 5, 'secured_on',
  (select lineage_id from instances where id = home)));
update world set plan = tests.scenario('Plan', array[home, debt]);
update scenario_instances set params = '{"value": 100, "sale_month": "2030-01"}' from world where scenario_instances.id = tests.copy_of(plan, home);
update instances set params = params || '{"start_month": "2031-01"}' from world where instances.id = debt;

-- Reality has the home unsold; the scenario would have a loan that is owed after the sale it proposes still.
update world set decisions = jsonb_build_object(tests.copy_of(plan, home), '{"params.sale_month": {"take": "later"}}'::jsonb);
update world set answer = preview_apply(plan, null, decisions);
select is(answer #>> '{error,code}', 'PT422', 'a preview says what the scenario would hold') from world;
select is(answer #> '{error,detail}' ->> 'place', tests.copy_of(plan, debt)::text, 'and of what') from world;
select is(tests.apply(plan, decisions) #>> '{error,detail,problem}', 'sold', 'and the apply is refused') from world;

update scenario_instances set params = '{"value": 100, "sale_month": "2032-01"}' from world where scenario_instances.id = tests.copy_of(plan, home);
select is(preview_apply(plan, null, decisions) ->> 'error', null, 'a later sale left for later is nothing to refuse') from world;
select is(tests.apply(plan, decisions) ->> 'status', 'success', 'and nothing is') from world;

select * from finish();
rollback;
