-- Helpers of the tests in this folder. They stay when this file is done, for the other files run after it; the last one
-- takes them away again. They may do anything, so they belong into no database that people use.

do $$
begin
  if exists (select from auth.users) then
    raise exception 'These tests are for a local database without users: run "supabase db reset" there, and never test with --remote.';
  end if;
end $$;

create schema if not exists tests;
grant usage on schema tests to public;

create or replace function tests.create_user(p_email text) returns uuid language sql security definer as $$
  insert into auth.users (id, email) values (gen_random_uuid(), p_email) returning id
$$;

-- Acts as a signed-in user, as Supabase's API does, until another of these is called.
create or replace function tests.act_as(p_user_id uuid) returns void language plpgsql as $$
begin
  perform set_config('request.jwt.claim.sub', p_user_id::text, true),
    set_config('request.jwt.claims', jsonb_build_object('sub', p_user_id, 'role', 'authenticated')::text, true),
    set_config('role', 'authenticated', true);
end $$;

create or replace function tests.act_as_role(p_role text) returns void language plpgsql as $$
begin
  perform set_config('request.jwt.claim.sub', '', true),
    set_config('request.jwt.claims', jsonb_build_object('role', p_role)::text, true),
    set_config('role', p_role, true);
end $$;

-- Back to the owner of the database.
create or replace function tests.act_as_owner() returns void language plpgsql as $$
begin
  perform set_config('role', 'none', true), set_config('request.jwt.claim.sub', '', true),
    set_config('request.jwt.claims', '', true);
end $$;

create or replace function tests.enable_features() returns void language sql security definer as $$
  update public.feature_flags set enabled = true, rollout_percentage = 100
$$;

-- An operator's limit, whoever the test acts as; null for what is kept: as many times as it is by default.
create or replace function tests.set_limit(p_name text, p_value bigint) returns void language sql security definer as $$
  update private.limits set value = p_value where name = p_name
$$;

-- The detail of what a statement raises, for what pgTAP's throws_ok does not look at.
create or replace function tests.detail_of(p_statement text) returns jsonb language plpgsql as $$
declare
  detail text;
begin
  execute p_statement;
  return null;
exception when others then
  get stacked diagnostics detail = pg_exception_detail;
  -- PostgreSQL's own details are words.
  return case when detail is json object then detail::jsonb else '{}' end || jsonb_build_object('code', sqlstate);
end $$;

create or replace function tests.instance(p_kind text, p_name text, p_params jsonb) returns uuid language sql as $$
  insert into public.instances (kind, name, params) values (p_kind, p_name, p_params) returning id
$$;

create or replace function tests.scenario(p_name text, p_instance_ids uuid[]) returns uuid language sql as $$
  select (public.create_scenario(gen_random_uuid(), p_name, null, p_instance_ids) -> 'scenario' ->> 'id')::uuid
$$;

create or replace function tests.copy_of(p_scenario_id uuid, p_instance_id uuid) returns uuid language sql as $$
  select id from public.scenario_instances
  where scenario_id = p_scenario_id and source_instance_id = p_instance_id and deleted_at is null
$$;

create or replace function tests.apply(p_scenario_id uuid, p_resolutions jsonb default '{}') returns json
language sql as $$
  select public.apply_scenario(p_scenario_id, gen_random_uuid(),
    public.preview_apply(p_scenario_id) ->> 'fingerprint', p_resolutions)
$$;

begin;
select plan(1);
select has_schema('tests');
select * from finish();
rollback;
