-- Each invariant is found broken by name, and nothing else is said of it than what follows from the same damage.

begin;
select plan(19);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id, tests.create_user('other@example.com') as other_id;
grant select on ids to public;
select tests.act_as(owner_id) from ids;
create temp table world as select tests.instance('property', 'Home', '{"value": 100, "growth_rate": 3}') as home,
  tests.instance('cash', 'Cash', '{"value": 10}') as cash, null::uuid as plan;
update world set plan = tests.scenario('Plan', array[home, cash]);
update scenario_instances set params = params || '{"value": 101}' where name = 'Home';
select is(tests.apply(plan) ->> 'status', 'success', 'a world with a history') from world;
update scenario_instances set params = params || '{"value": 102}' where name = 'Home';
select tests.scenario('Second', '{}');
select tests.act_as_owner();
set constraints all immediate;

-- What the triggers of each table never let happen.
create function pg_temp.broken_by(p_damage text) returns text[] language plpgsql as $$
declare
  found text[];
begin
  execute 'alter table instances disable trigger user';
  execute 'alter table scenarios disable trigger user';
  execute 'alter table scenario_instances disable trigger user';
  execute 'alter table scenario_applications disable trigger user';
  execute 'alter table scenario_application_items disable trigger user';
  execute 'drop index scenario_instances_one_copy_idx, scenarios_one_primary_idx, scenario_applications_reverted_once_idx, instances_lineage_idx';
  execute 'alter table instances drop constraint if exists instances_version_check';
  execute p_damage;
  found := array(select value ->> 'name' from json_array_elements(verify_integrity())
    where value ->> 'violations' <> '0' order by 1);
  raise exception using errcode = 'PT000', message = 'undone', detail = array_to_string(found, '|');
exception when sqlstate 'PT000' then
  get stacked diagnostics p_damage = pg_exception_detail;
  return string_to_array(p_damage, '|');
end $$;

select is(pg_temp.broken_by('select 1'), '{}', 'nothing is found in a sound database');

create temp table damage (place integer generated always as identity, statement text, invariants text[]);
insert into damage (statement, invariants) values
  ($$ update scenario_instances set user_id = (select other_id from ids) where name = 'Cash' $$,
    array['copies have the owner, lineage and kind of their source', 'scenario instances belong to the owner of their scenario']),
  ($$ update scenario_instances set lineage_id = gen_random_uuid() where name = 'Cash' $$,
    array['copies have the owner, lineage and kind of their source']),
  ($$ update scenario_instances set base_version = 7 where name = 'Cash' $$,
    array['no copy knows a version that its source has not reached']),
  ($$ insert into instances (user_id, lineage_id, name, kind, params, deleted_at)
      select user_id, lineage_id, name, kind, params, now() from instances where name = 'Cash' $$,
    array['a lineage occurs once among a user''s instances']),
  ($$ update scenario_instances set base = base || '{"name": "Other"}' where name = 'Cash' $$,
    array['base equals reality at base_version']),
  ($$ update scenario_instances set edited_params = '{growth_rate}' where name = 'Home' $$,
    array['edited params are those that differ from base']),
  ($$ update scenario_instances set source_instance_id = (select home from world), lineage_id = copy.lineage_id, kind = copy.kind,
      base = copy.base, params = copy.params, edited_params = copy.edited_params, base_version = copy.base_version
      from scenario_instances as copy where copy.name = 'Home' and scenario_instances.name = 'Cash' $$,
    array['a scenario holds one copy of a source']),
  ($$ update scenarios set is_primary = true $$, array['a user has one primary scenario']),
  ($$ update instances set version = 0 where name = 'Cash';
      update scenario_instances set base_version = 0 where name = 'Cash' $$, array['no version is below one']),
  ($$ update scenario_instances set version = 0 where name = 'Cash' $$, array['no version is below one']),
  ($$ update scenario_instances set params = '{"value": "a lot"}', edited_params = '{value}' where name = 'Cash' $$,
    array['stored content is valid']),
  ($$ update scenario_applications set items_total = 9 where operation = 'apply' $$, array['history has the items it counts']),
  ($$ update scenario_applications set status = 'failed' where operation = 'apply' $$,
    array['failed and conflicting attempts changed nothing']),
  ($$ insert into scenario_application_items (user_id, application_id, instance_id, action, before, after, after_version)
      select item.user_id, copy.id, item.instance_id, item.action, item.before, item.after, item.after_version
      from scenario_application_items as item cross join scenario_applications as copy
      where item.action = 'update' and copy.operation = 'create' limit 1 $$, array['no version was written twice']),
  ($$ update scenario_application_items set after = after || '{"name": "Other"}' where action = 'update' $$,
    array['history equals reality']),
  ($$ insert into scenario_applications (user_id, scenario_name, request_id, operation, status, reverted_application_id)
      select user_id, '', gen_random_uuid(), 'refresh', 'success', id
      from scenario_applications, generate_series(1, 2) where operation = 'apply' $$, array['an application is reverted once']),
  ($$ delete from profiles where user_id = (select other_id from ids) $$, array['every user has a profile']);

select is(pg_temp.broken_by(statement), invariants, array_to_string(invariants, '; ')) from damage order by place;

select * from finish();
rollback;
