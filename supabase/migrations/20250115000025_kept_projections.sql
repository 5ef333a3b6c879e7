-- Projections of reality that are kept: what was expected when something was applied, and once a month, to be laid beside what was
-- entered later. The app computes them, the database keeps them: who, when and under which assumptions is not for a client to say.

-- Tables ---------------------------------------------------------------------------------------

create table public.kept_projections (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  start_month text not null,
  application_id uuid references public.scenario_applications (id) on delete cascade,
  scenario_name text,
  engine_version integer not null,
  assumptions_digest text not null default '',
  months jsonb not null,
  net_worth jsonb not null,
  instances jsonb not null default '{}',
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.kept_projections is 'What reality was expected to become, as it was expected then: one at each apply, and one a month. Append-only.';
comment on column public.kept_projections.start_month is 'The month at whose beginning it begins, YYYY-MM.';
comment on column public.kept_projections.application_id is 'The apply after which it was made; null: the one of its month.';
comment on column public.kept_projections.scenario_name is 'The name of what was applied, at that time.';
comment on column public.kept_projections.engine_version is 'Which formulas it was computed by.';
comment on column public.kept_projections.assumptions_digest is 'SHA-256 of the assumptions of the profile when it was kept: two with the same one differ by what was owned alone.';
comment on column public.kept_projections.months is 'Its points, in months since the beginning of the first, rising from 0.';
comment on column public.kept_projections.net_worth is 'Expected net worth at each point, in the user''s currency and the money of that time.';
comment on column public.kept_projections.instances is 'By the id of each instance that took part, of many the largest: what it was expected to be worth at each point, less its debt.';
revoke all on public.kept_projections from anon, authenticated, service_role;
grant select, insert (start_month, application_id, engine_version, months, net_worth, instances) on public.kept_projections to authenticated;
grant select on public.kept_projections to service_role;

create index kept_projections_user_id_idx on public.kept_projections (user_id, created_at desc, id);
create unique index kept_projections_month_idx on public.kept_projections (user_id, start_month) where application_id is null;
create unique index kept_projections_application_idx on public.kept_projections (application_id);

-- Private functions ----------------------------------------------------------------------------

-- A few characters of jsonb (1e-9999) are thousands of digits once they are read: cents are as fine as amounts are kept. The most that
-- may be entered, doubling each year that is kept, stays below the upper bound.
create function private.is_series(p_value jsonb, p_length integer) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_typeof(p_value) = 'array' and jsonb_array_length(p_value) = p_length
    and not exists (select from jsonb_array_elements(p_value) as point (amount)
      where jsonb_typeof(amount) <> 'number' or abs(amount::numeric) > 1e30 or scale(amount::numeric) > 2);
end $$;
comment on function private.is_series(jsonb, integer) is 'Whether a value is that many amounts, to the cent.';

create function private.projection_problem(p_kept public.kept_projections, out field text, out problem text)
language plpgsql immutable set search_path = '' as $$
declare
  points integer;
begin
  if p_kept.start_month !~ '^(19|20|21)\d\d-(0[1-9]|1[0-2])$' then
    field := 'start_month'; problem := 'wrong_form';
  elsif p_kept.engine_version not between 1 and 1000000 then
    field := 'engine_version'; problem := 'out_of_range';
  elsif jsonb_typeof(p_kept.months) <> 'array' or jsonb_array_length(p_kept.months) not between 1 and 100 then
    field := 'months'; problem := 'wrong_length';
  else
    points := jsonb_array_length(p_kept.months);
    if not private.is_series(p_kept.months, points) or exists (
        select from jsonb_array_elements(p_kept.months) with ordinality as point (month, position)
        left join jsonb_array_elements(p_kept.months) with ordinality as past (month, position)
          on past.position = point.position - 1
        where scale(point.month::numeric) > 0 or point.month::numeric > 1200
          or point.month::numeric <= coalesce(past.month::numeric, -1)
          or past.month is null and point.month::numeric <> 0) then
      field := 'months'; problem := 'wrong_form';
    elsif not private.is_series(p_kept.net_worth, points) then
      field := 'net_worth'; problem := 'wrong_form';
    elsif jsonb_typeof(p_kept.instances) <> 'object' then
      field := 'instances'; problem := 'wrong_form';
    -- The largest alone are kept: what a year of projections takes, and how long verify_integrity looks at it, has an end.
    elsif (select count(*) from jsonb_object_keys(p_kept.instances)) > 300 then
      field := 'instances'; problem := 'wrong_length';
    elsif exists (
        select from jsonb_each(p_kept.instances)
        where not pg_input_is_valid(key, 'uuid') or not private.is_series(value, points)) then
      field := 'instances'; problem := 'wrong_form';
    end if;
  end if;
end $$;
comment on function private.projection_problem(public.kept_projections) is 'What is wrong with a projection that is to be kept, and in which field; nulls when nothing is.';

-- One that is there already is not kept again, nor one of another month than this: the row is left out, and whoever sent it need
-- not ask before.
create function private.keep_projection() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  wrong record;
begin
  if pg_column_size(new) > 16384 then
    perform private.refuse_great_row(tg_table_name, new);
  end if;
  if num_nulls(new.start_month, new.engine_version, new.months, new.net_worth, new.instances) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{start_month,engine_version,months,net_worth,instances}');
  end if;
  wrong := private.projection_problem(new);
  if wrong.problem is not null then
    perform private.fail('PT422', 'This projection cannot be kept.', jsonb_build_object('reason', 'invalid_content',
      'table', 'kept_projections', 'field', wrong.field, 'problem', wrong.problem),
      'Send months that rise from 0, and as many amounts for the net worth and for each instance.');
  end if;
  if auth.uid() is null then
    return new;
  end if;
  perform private.lock_caller();
  new.id := gen_random_uuid();
  new.user_id := auth.uid();
  new.created_at := clock_timestamp();
  -- Of what the profile assumes now, which the app has read a moment before it computed. What a client says it has assumed nobody
  -- could check, and it would tell of nothing but a change of the profile in that moment.
  new.assumptions_digest := (select private.digest(jsonb_build_array(country, assumptions))
    from public.profiles where user_id = new.user_id);
  new.scenario_name := null;
  -- Their month may be a day from the server's; of a clock that is wrong there is nothing to keep.
  if new.start_month not in (to_char(now() - interval '1 day', 'YYYY-MM'), to_char(now() + interval '1 day', 'YYYY-MM')) then
    return null;
  end if;
  -- What was expected when it was applied is known on that day alone.
  if new.application_id is not null then
    select scenario_name into new.scenario_name from public.scenario_applications
    where id = new.application_id and user_id = new.user_id and operation = 'apply' and status = 'success'
      and created_at > now() - interval '1 day';
    if not found then
      perform private.not_found('application', new.application_id);
    end if;
  end if;
  if exists (select from public.kept_projections where user_id = new.user_id
      and (application_id = new.application_id or new.application_id is null and application_id is null and start_month = new.start_month)) then
    return null;
  end if;
  return new;
end $$;
comment on function private.keep_projection() is 'Sets what a client may not say of a projection that is kept, refuses what cannot be, and leaves out what is kept already or is not of this month.';

-- Those of months and those after an apply have the limit each: a year of many applies takes no month away, nor does either keep out
-- what is new.
create function private.prune_projections() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.kept_projections where id = any (array(
    select kept.id from (select distinct user_id from written) as owner
    cross join (values (true), (false)) as sort (is_month)
    cross join lateral (
      select id from public.kept_projections where user_id = owner.user_id and (application_id is null) = is_month
      order by created_at desc, id offset private.limit_of('max_projections')
    ) as kept));
  return null;
end $$;
comment on function private.prune_projections() is 'Removes the oldest projections past the limit: of months, and of those after an apply.';

-- Triggers -------------------------------------------------------------------------------------

select private.bound_rows_of('public.kept_projections', 'max_projections_a_request');

create trigger keep_projection before insert on public.kept_projections
  for each row execute function private.keep_projection();
create trigger prune_after_insert after insert on public.kept_projections
  referencing new table as written for each statement execute function private.prune_projections();
create trigger keep_history before update or delete or truncate on public.kept_projections
  for each statement execute function private.keep_history();

-- Policies -------------------------------------------------------------------------------------
-- Of reality, and so whatever becomes of flags. Nobody changes what was expected.

alter table public.kept_projections enable row level security;

create policy "Owners see their projections" on public.kept_projections for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners keep projections" on public.kept_projections for insert to authenticated
  with check (user_id = (select auth.uid()));
