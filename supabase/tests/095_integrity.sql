-- Each invariant is broken once, in one row, by what triggers and constraints never let happen: it is found by name and by the id of
-- the row, and nothing else is said than what follows from the same damage.

begin;
select plan(84);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id, tests.create_user('other@example.com') as other_id;
grant select on ids to public;
select tests.act_as(owner_id) from ids;
create temp table world as select tests.instance('property', 'Home', '{"value": 100, "growth_rate": 3}') as home,
  tests.instance('cash', 'Cash', '{"value": 10}') as cash, tests.instance('cash', 'Gone', '{"value": 1}') as gone,
  tests.instance('cash', 'Later', '{"value": 2}') as later, null::uuid as plan, null::uuid as elsewhere, null::uuid as applied;
update world set plan = tests.scenario('Plan', array[home, cash, gone]);
insert into scenario_instances (scenario_id, kind, name, params) select plan, 'cash', 'New', '{"value": 5}' from world;
update scenario_instances set params = params || '{"value": 101}' where name = 'Home';
update world set applied = (tests.apply(plan) ->> 'application_id')::uuid;
update instances set params = params || '{"value": 11}' where name = 'Cash';
select refresh_scenario_instances(plan, gen_random_uuid()) from world;
update scenario_instances set params = params || '{"value": 102}' where name = 'Home';
select is(tests.apply(plan) ->> 'status', 'success', 'a world with a history') from world;
select revert_application(id, gen_random_uuid(), preview_revert(id) ->> 'fingerprint')
from scenario_applications where operation = 'apply' and items_total = 1;
update world set elsewhere = tests.scenario('Elsewhere', array[later]);
select bulk_edit_scenario_instances(elsewhere, null, '{"params.value": {"add": 1}}', gen_random_uuid()) from world;
insert into feedback (score) values (5);
insert into kept_projections (start_month, application_id, engine_version, months, net_worth)
select to_char(now(), 'YYYY-MM'), applied, 1, '[0]', '[100]' from world;
select copy_instances_to_scenario(elsewhere, array[cash]) from world;
update instances set deleted_at = now() where name = 'Gone';
-- A copy whose base is no content of reality by now.
update instances set params = params || '{"value": 3}' where name = 'Later';
select tests.act_as_owner();
delete from instances where name = 'Gone';
insert into user_feature_flags (user_id, flag_name, enabled, reason) select owner_id, 'feature:scenarios', true, 'Beta' from ids;
set constraints all immediate;

-- Nothing of it stays. What is found of several rows says how many; a row that is not named says so.
create function pg_temp.broken_by(p_damage text, p_id text) returns text[] language plpgsql as $$
declare
  damaged uuid;
  found text[];
begin
  set local session_replication_role = replica;
  execute 'drop index scenario_instances_one_copy_idx, scenarios_one_primary_idx, scenario_applications_reverted_once_idx,
    instances_lineage_idx, scenario_applications_request_idx';
  execute 'alter table feature_flags drop constraint feature_flags_rollout_percentage_check';
  execute 'alter table scenario_instances drop constraint scenario_instances_check';
  execute p_damage;
  execute format('select (%s)::uuid', p_id) into damaged;
  found := array(select name || case when violations > 1 then ' × ' || violations else '' end
      || case when damaged is not null and damaged <> all (sample_ids) then ': another row' else '' end
    from json_to_recordset(verify_integrity()) as invariant (name text, violations integer, sample_ids uuid[])
    where violations > 0 order by 1);
  raise exception using errcode = 'PT000', message = 'undone', detail = array_to_string(found, '|');
exception when sqlstate 'PT000' then
  get stacked diagnostics p_damage = pg_exception_detail;
  return string_to_array(p_damage, '|');
end $$;

select is(pg_temp.broken_by('select 1', 'null'), '{}', 'nothing is found in a sound database');

create temp table damage (place integer generated always as identity, statement text, id text, invariants text[]);
insert into damage (statement, id, invariants) values
  -- Accounts
  ($$ delete from profiles where user_id = (select other_id from ids) $$, '(select other_id from ids)', array['every user has a profile']),
  ($$ insert into private.deleted_accounts (user_id) select other_id from ids $$, '(select other_id from ids)',
    array['deleted accounts stay deleted']),
  ($$ update feedback set score = 9 $$, '(select id from feedback)', array['feedback keeps its rules']),
  ($$ update kept_projections set net_worth = '[1, 2]' $$, '(select id from kept_projections)',
    array['kept projections keep their rules']),
  ($$ update kept_projections set user_id = other_id from ids $$, '(select id from kept_projections)',
    array['kept projections keep their rules']),
  ($$ update private.limits set value = 2, changed_at = now() - interval '1 hour' where name = 'max_instances';
      update private.limits set changed_at = now() - interval '1 hour' where name = 'max_kept_instances' $$,
    '(select owner_id from ids)', array['nobody has more than the limits allow']),
  ($$ update private.limits set value = 1, changed_at = now() - interval '1 hour' where name = 'max_scenarios' $$,
    '(select owner_id from ids)', array['nobody has more than the limits allow']),
  ($$ update private.limits set value = 2, changed_at = now() - interval '1 hour' where name = 'max_kept_scenario_instances';
      update private.limits set changed_at = now() - interval '1 hour' where name = 'max_scenario_instances' $$,
    '(select plan from world)', array['nobody has more than the limits allow']),
  -- Content
  ($$ insert into instances (user_id, name, kind, params) select owner_id, 'Loan', 'loan',
      jsonb_build_object('balance', 1, 'secured_on', lineage_id) from ids, instances where instances.name = 'Cash' $$,
    $$ (select id from instances where name = 'Loan') $$, array['loans are secured on properties that are there']),
  ($$ update instances set params = '{"value": "a lot"}' where name = 'Later' $$, '(select later from world)',
    array['content keeps the rules of its kind', 'history equals reality']),
  ($$ update instances set name = E'Two\nlines' where name = 'Later' $$, '(select later from world)',
    array['content keeps the rules of its kind', 'history equals reality']),
  ($$ update instances set params = '{"value": 5, "interest_rate": null}' where name = 'Later' $$, '(select later from world)',
    array['content keeps the rules of its kind', 'history equals reality']),
  ($$ update scenario_instances set params = '{"value": 1e13}', edited_params = '{value}' where name = 'Gone' $$,
    $$(select id from scenario_instances where name = 'Gone')$$, array['content keeps the rules of its kind']),
  ($$ update scenario_instances set status = 'sold' where name = 'Gone' $$,
    $$(select id from scenario_instances where name = 'Gone')$$, array['content keeps the rules of its kind']),
  ($$ update scenario_instances set base = '{"name": "Gone", "status": "active", "params": {"value": -1}}', edited_params = '{value}'
      where name = 'Gone' $$, $$(select id from scenario_instances where name = 'Gone')$$,
    array['what copies agreed with keeps the rules of its kind']),
  ($$ update profiles set currency = 'dollars' where user_id = (select owner_id from ids) $$,
    '(select profiles.id from profiles join ids on owner_id = user_id)', array['profiles keep their rules']),
  ($$ update profiles set assumptions = '{"inflation_rate": "high"}' where user_id = (select owner_id from ids) $$,
    '(select profiles.id from profiles join ids on owner_id = user_id)', array['profiles keep their rules']),
  ($$ update profiles set assumptions = '{"correlation_property_shares": 0.9, "correlation_property_rates": -0.9, "correlation_shares_rates": 0.9}'
      where user_id = (select owner_id from ids) $$,
    '(select profiles.id from profiles join ids on owner_id = user_id)', array['profiles keep their rules']),
  ($$ update profiles set assumptions = '{"correlation_shares_bonds": 0.9, "correlation_bonds_rates": 0.9, "correlation_shares_rates": -0.5}'
      where user_id = (select owner_id from ids) $$,
    '(select profiles.id from profiles join ids on owner_id = user_id)', array['profiles keep their rules']),
  ($$ update scenarios set name = ' ' where name = 'Plan' $$, '(select plan from world)', array['scenarios keep their rules']),
  ($$ update scenarios set description = repeat('x', 2001) where name = 'Plan' $$, '(select plan from world)',
    array['scenarios keep their rules']),
  ($$ update scenarios set tags = array[''] where name = 'Plan' $$, '(select plan from world)', array['scenarios keep their rules']),
  ($$ update scenarios set assumptions = '{"horizon": 5}' where name = 'Plan' $$, '(select plan from world)',
    array['scenarios keep their rules']),
  ($$ update scenarios set assumptions = '{"tax_brackets": "5:10,0:20"}' where name = 'Plan' $$, '(select plan from world)',
    array['scenarios keep their rules']),
  ($$ update scenarios set assumptions = '{"dividend_brackets": "5:10,0:20"}' where name = 'Plan' $$, '(select plan from world)',
    array['scenarios keep their rules']),
  -- Scenarios
  ($$ update scenarios set is_primary = true $$, '(select min(id::text) from scenarios)', array['a user has one primary scenario']),
  ($$ update scenario_instances set user_id = (select other_id from ids) where name = 'New' and deleted_at is null $$,
    $$(select id from scenario_instances where name = 'New')$$,
    array['copies have the owner, lineage and kind of their source', 'history belongs to one user: another row',
      'scenario instances belong to the owner of their scenario']),
  ($$ update scenario_instances set source_instance_id = (select home from world), lineage_id = copy.lineage_id, kind = copy.kind,
      base = copy.base, params = copy.params, edited_params = copy.edited_params, base_version = copy.base_version
      from scenario_instances as copy
      where copy.name = 'Home' and scenario_instances.name = 'Cash' and scenario_instances.scenario_id = (select plan from world) $$,
    $$(select min(id::text) from scenario_instances where source_instance_id = (select home from world))$$,
    array['a scenario holds one copy of a source']),
  ($$ update scenario_instances set base_version = null where name = 'Later' $$,
    $$(select id from scenario_instances where name = 'Later')$$, array['a source and its base come together']),
  ($$ update scenario_instances set source_instance_id = gen_random_uuid() where name = 'Later' $$,
    $$(select id from scenario_instances where name = 'Later')$$, array['every source is known']),
  ($$ update scenario_instances set lineage_id = gen_random_uuid() where name = 'Later' $$,
    $$(select id from scenario_instances where name = 'Later')$$, array['copies have the owner, lineage and kind of their source']),
  ($$ update scenario_instances set lineage_id = gen_random_uuid() where name = 'Gone' $$,
    $$(select id from scenario_instances where name = 'Gone')$$, array['copies have the owner, lineage and kind of their source']),
  ($$ update scenario_instances set base_version = 7 where name = 'Later' $$,
    $$(select id from scenario_instances where name = 'Later')$$, array['no copy knows a version that its source has not reached']),
  ($$ update scenario_instances set base_version = 7 where name = 'Gone' $$,
    $$(select id from scenario_instances where name = 'Gone')$$, array['no copy knows a version that its source has not reached']),
  ($$ update scenario_instances set base = base || '{"name": "Other"}' where name = 'New' $$,
    $$(select id from scenario_instances where name = 'New')$$, array['base equals reality at base_version']),
  ($$ update scenario_instances set edited_params = '{growth_rate}' where name = 'Home' $$,
    $$(select id from scenario_instances where name = 'Home')$$, array['edited params are those that differ from base']),
  ($$ update scenario_instances set agreed_fields = '{params.interest_rate}', params = params || '{"interest_rate": 4}',
      edited_params = '{interest_rate}' where name = 'New' $$,
    $$(select id from scenario_instances where name = 'New')$$, array['agreed fields are as in base']),
  ($$ update scenario_instances set params = '{"value": 1.00}' where name = 'Gone' $$,
    $$(select id from scenario_instances where name = 'Gone')$$, array['a proposal is written as base where it equals it']),
  ($$ update scenario_instances set base_version = -1 where name = 'Later' $$,
    $$(select id from scenario_instances where name = 'Later')$$, array['no version is below one']),
  ($$ update scenarios set version = 0 where name = 'Plan' $$, '(select plan from world)', array['no version is below one']),
  ($$ update scenario_instances set version = 0 where name = 'Cash' and scenario_id = (select plan from world) $$,
    $$(select id from scenario_instances where version = 0)$$, array['no version is below one']),
  ($$ insert into instances (id, user_id, lineage_id, name, kind, params, deleted_at)
      select '00000000-0000-4000-8000-000000000000', user_id, lineage_id, name, kind, params, now() from instances where name = 'Cash' $$,
    $$'00000000-0000-4000-8000-000000000000'$$, array['a lineage occurs once among a user''s instances']),
  ($$ insert into instances (id, user_id, lineage_id, name, kind, params)
      select '00000000-0000-4000-8000-000000000000', user_id, lineage_id, 'Gone', kind, '{"value": 1}' from private.purged_instances $$,
    $$'00000000-0000-4000-8000-000000000000'$$, array['a lineage occurs once among a user''s instances']),
  ($$ update private.purged_instances set version = 5;
      insert into instances (id, user_id, lineage_id, name, kind, params, version)
      select id, user_id, lineage_id, 'Gone', kind, '{"value": 1}', 4 from private.purged_instances $$,
    '(select gone from world)', array['what was purged and is back is who it was']),
  ($$ update scenario_applications set request_id = (select request_id from scenario_applications where operation = 'bulk_edit')
      where operation = 'refresh'; delete from private.request_answers $$,
    $$(select min(id::text) from scenario_applications where operation in ('refresh', 'bulk_edit'))$$, array['a request id is used once']),
  -- History
  ($$ update scenario_applications set items_total = 9 where id = (select applied from world) $$, '(select applied from world)',
    array['history has the items it counts']),
  ($$ update scenario_applications set conflict_count = 1 where id = (select applied from world) $$, '(select applied from world)',
    array['history has the items it counts']),
  ($$ delete from scenario_application_items where application_id = (select id from scenario_applications where operation = 'bulk_edit') $$,
    $$(select id from scenario_applications where operation = 'bulk_edit')$$, array['history has the items it counts']),
  ($$ update scenario_applications set status = 'failed', items_applied = 0, error_code = 'PT422', error_message = 'No'
      where id = (select applied from world); delete from private.request_answers $$, '(select applied from world)',
    array['failed and conflicting attempts changed nothing']),
  ($$ update scenario_applications set items_pruned = true where id = (select applied from world) $$, '(select applied from world)',
    array['history has the items it counts']),
  ($$ update scenario_applications set error_code = 'PT422' where id = (select applied from world) $$, '(select applied from world)',
    array['the outcome of a record fits what it says']),
  ($$ update scenario_applications set request_id = null where operation = 'bulk_edit'; delete from private.request_answers $$,
    $$(select id from scenario_applications where operation = 'bulk_edit')$$, array['the outcome of a record fits what it says']),
  ($$ with again as (
        insert into scenario_applications (user_id, scenario_id, scenario_name, request_id, operation, status, reverted_application_id)
        select user_id, scenario_id, scenario_name, gen_random_uuid(), 'revert', 'success', reverted_application_id
        from scenario_applications where operation = 'revert')
      select 1 $$,
    $$(select min(id::text) from scenario_applications where operation = 'revert')$$, array['an application is reverted once']),
  ($$ update scenario_applications set reverted_application_id = null where operation = 'revert' $$,
    $$(select id from scenario_applications where operation = 'revert')$$, array['a revert undoes an apply or a revert that succeeded']),
  ($$ update scenario_applications set reverted_application_id = (select id from scenario_applications where operation = 'refresh')
      where operation = 'revert' $$,
    $$(select id from scenario_applications where operation = 'revert')$$, array['a revert undoes an apply or a revert that succeeded']),
  ($$ update scenario_application_items set user_id = (select other_id from ids)
      where application_id = (select id from scenario_applications where operation = 'bulk_edit') $$,
    $$(select id from scenario_application_items where user_id = (select other_id from ids))$$, array['history belongs to one user']),
  ($$ update scenario_applications set user_id = (select other_id from ids) where operation = 'refresh' and items_total = 0;
      update scenario_applications set user_id = (select other_id from ids), items_total = 0, items_applied = 0 where operation = 'refresh';
      delete from scenario_application_items
      where application_id = (select id from scenario_applications where operation = 'refresh') $$,
    $$(select id from scenario_applications where operation = 'refresh')$$, array['history belongs to one user']),
  ($$ update scenario_application_items set user_id = (select other_id from ids)
      where application_id = (select applied from world) and action = 'create' $$,
    $$(select id from scenario_application_items where user_id = (select other_id from ids))$$, array['history belongs to one user']),
  ($$ update scenario_application_items set scenario_instance_id = (select id from scenario_instances where name = 'Home')
      where application_id = (select id from scenario_applications where operation = 'bulk_edit') $$,
    $$(select id from scenario_application_items where application_id = (select id from scenario_applications where operation = 'bulk_edit'))$$,
    array['history is of the scenario that it names']),
  ($$ update scenario_application_items set instance_id = gen_random_uuid()
      where application_id = (select applied from world) and action = 'create' $$,
    $$(select id from scenario_application_items where application_id = (select applied from world) and action = 'create')$$,
    array['every instance of history is known']),
  ($$ update scenario_application_items set kind = 'loan'
      where application_id = (select applied from world) and action = 'create' $$,
    $$(select id from scenario_application_items where application_id = (select applied from world) and action = 'create')$$,
    array['history has the lineage and kind of its instance']),
  ($$ update scenario_application_items set before_version = 7, after_version = 7
      where instance_id = (select gone from world) and application_id in (select id from scenario_applications where operation = 'create') $$,
    $$(select id from scenario_application_items where before_version = 7)$$,
    array['history knows no version that reality has not reached']),
  ($$ update scenario_application_items set after = after || '{"name": "Other"}'
      where instance_id = (select home from world) and after_version = 4 $$,
    '(select home from world)', array['history equals reality']),
  ($$ update scenario_application_items set after_version = 2
      where application_id = (select applied from world) and action = 'create' $$,
    $$(select id from scenario_application_items where application_id = (select applied from world) and action = 'create')$$,
    array['an item says what its action does', 'history knows no version that reality has not reached']),
  ($$ update scenario_application_items set before = null, before_version = null
      where application_id = (select applied from world) and action = 'update' $$,
    $$(select id from scenario_application_items where application_id = (select applied from world) and action = 'update')$$,
    array['an item says what its action does']),
  ($$ update scenario_application_items set before_version = before_version - 1, after_version = after_version - 1
      where instance_id = (select home from world) and after_version = 3 $$,
    -- One of the two, by chance of their ids, and the later one.
    'null', array['no version was written twice', 'what an item found is what the one before left']),
  ($$ update scenario_application_items set before = before || '{"name": "Other"}'
      where instance_id = (select home from world) and after_version = 3 $$,
    $$(select id from scenario_application_items where instance_id = (select home from world) and after_version = 3)$$,
    array['what an item found is what the one before left']),
  ($$ update private.request_answers set fingerprint = null where application_id = (select applied from world) $$, '(select applied from world)',
    array['a kept answer is that of its request']),
  ($$ update private.request_answers set arguments_digest = '' where application_id = (select applied from world) $$,
    '(select applied from world)', array['a kept answer is that of its request']),
  -- Flags
  ($$ update feature_flags set rollout_percentage = 120 where flag_name = 'feature:scenarios' $$,
    $$(select id from feature_flags where flag_name = 'feature:scenarios')$$,
    array['flags are within their bounds', 'the audit ends in what each flag is']),
  ($$ update feature_flags set enabled = false where flag_name = 'feature:scenarios' $$,
    $$(select id from feature_flags where flag_name = 'feature:scenarios')$$, array['the audit ends in what each flag is']),
  ($$ update user_feature_flags set enabled = false $$, '(select id from user_feature_flags)',
    array['the audit ends in what each flag is']),
  ($$ delete from feature_flags where flag_name = 'feature:scenarios:conflict_resolution' $$,
    $$(select id from feature_flag_audit where flag_name = 'feature:scenarios:conflict_resolution' order by created_at desc limit 1)$$,
    array['the audit tells of the end of each flag']),
  ($$ delete from user_feature_flags $$, $$(select id from feature_flag_audit where user_id is not null order by created_at desc limit 1)$$,
    array['the audit tells of the end of each flag']),
  ($$ insert into private.rollout_periods (id, phase, flag_name, flag_version, enabled, rollout_percentage)
      values ('00000000-0000-4000-8000-000000000000', 'none', 'feature:scenarios', 1, true, 25) $$,
    $$'00000000-0000-4000-8000-000000000000'$$, array['the open period is that of the active phase']),
  -- References and guards
  ($$ insert into user_roles (id, user_id, role) values ('00000000-0000-4000-8000-000000000000', gen_random_uuid(), 'ops') $$,
    $$'00000000-0000-4000-8000-000000000000'$$, array['every reference leads to a row that is there']),
  ($$ insert into telemetry_events (id, user_id, session_id, name)
      values ('00000000-0000-4000-8000-000000000000', gen_random_uuid(), gen_random_uuid(), 'apply') $$,
    $$'00000000-0000-4000-8000-000000000000'$$, array['every reference leads to a row that is there']),
  ($$ alter table instances disable trigger keep_instance $$, 'null', array['every trigger is on']),
  ($$ alter table instances disable row level security $$, 'null', array['row level security is on wherever there are policies']),
  ($$ alter table instances add constraint instances_later_check check (version > 0) not valid $$, 'null',
    array['every constraint and index is valid']);

select is(pg_temp.broken_by(statement, id), invariants, array_to_string(invariants, '; ') || ': ' || regexp_replace(btrim(statement), '\s+', ' ', 'g'))
from damage order by place;

select is(array(select name from private.invariants() except select regexp_replace(unnest(invariants), ': another row$', '') from damage),
  '{}', 'every invariant was broken');

select is(array(select finder::oid from private.invariants() order by 1), array(select oid from pg_proc
    where prorettype = 'private.violation'::regtype and pronargs = 0 order by 1), 'every function that finds what breaks an invariant is asked');

select * from finish();
rollback;
