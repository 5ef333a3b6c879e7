-- What gates and sign-offs may hold: a gate that could never be judged is refused when it is written, and said why.

-- Private functions --------------------------------------------------------------------------------

-- Whether some users of a phase are without the feature by the percentage, so that there is a comparison.
create function private.compares(p_percentage numeric) returns boolean language sql immutable set search_path = '' as $$
  select coalesce(p_percentage > 0 and p_percentage < 100, false)
$$;
comment on function private.compares(numeric) is 'Whether at this percentage some users have the feature and some do not.';

-- Trigger functions ----------------------------------------------------------------------------

create function private.keep_gate() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  metric private.rollout_metrics;
  percentage numeric;
begin
  if not private.is_admin() then
    return new; -- which policies refuse
  end if;
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.created_at := old.created_at;
    new.updated_at := now();
    if new.phase is distinct from old.phase then
      perform private.refuse_value(tg_table_name, 'phase', 'immutable', 'A gate stays with its phase.',
        'Switch it off and add one to the other phase.');
    end if;
  end if;
  new.is_required := coalesce(new.is_required, new.on_breach <> 'warn');
  if num_nulls(new.phase, new.name, new.metric, new.direction, new.test, new.alpha, new.minimum_sample, new.initial_delay,
      new.consecutive_failures, new.on_breach, new.dry_run, new.enabled) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{phase,name,metric,direction,test,alpha,
      minimum_sample,initial_delay,consecutive_failures,on_breach,dry_run,enabled}');
  end if;
  perform private.refuse_word(tg_table_name, new.name);
  perform private.refuse_option(tg_table_name, 'phase', new.phase,
    array(select name from public.rollout_phases order by position));
  perform private.refuse_option(tg_table_name, 'metric', new.metric,
    array(select name from private.rollout_metrics order by name));
  perform private.refuse_option(tg_table_name, 'test', new.test,
    '{absolute,versus_unexposed,sample_ratio,exposure,no_data}');
  perform private.refuse_option(tg_table_name, 'direction', new.direction, '{increase_is_bad,decrease_is_bad}');
  perform private.refuse_option(tg_table_name, 'on_breach', new.on_breach, '{hold,rollback,warn}');
  perform private.refuse_duplicate(tg_table_name, 'name', exists (
    select from public.rollout_gates where phase = new.phase and name = new.name and id <> new.id));
  perform private.refuse_outside(tg_table_name, 'alpha', new.alpha, 0.000001, 0.5);
  perform private.refuse_outside(tg_table_name, 'minimum_sample', new.minimum_sample, 0, 1000000000);
  perform private.refuse_outside(tg_table_name, 'consecutive_failures', new.consecutive_failures, 1, 1000);
  perform private.refuse_outside(tg_table_name, 'margin', new.margin, 0,
    case new.direction when 'decrease_is_bad' then 1 else 1000 end);
  select * into metric from private.rollout_metrics where name = new.metric;
  select rollout_percentage into percentage from public.rollout_phases where name = new.phase;
  perform private.refuse_outside(tg_table_name, 'threshold', new.threshold, 0,
    case when metric.is_share then 1 else 1000000000 end);
  if new.test <> all (metric.tests) then
    perform private.refuse_value(tg_table_name, 'metric', 'not_an_option',
      case when new.test = 'versus_unexposed' and metric.is_share
        then format('Only users with the feature can meet %s: there is nothing to compare them with.', new.metric)
        else format('The test %s does not go with %s.', new.test, new.metric) end,
      format('%s goes with: %s.', new.metric, array_to_string(metric.tests, ', ')),
      jsonb_build_object('options', array(
        select name from private.rollout_metrics where new.test = any (tests) order by name)));
  end if;
  if new.test in ('versus_unexposed', 'sample_ratio') and not private.compares(percentage) then
    perform private.refuse_value(tg_table_name, 'test', 'nothing_to_compare',
      format('In the phase %s %s: there is nobody to compare with.', new.phase,
        case when percentage = 100 then 'everybody has the feature' else 'only people chosen by hand have the feature' end),
      'Use the test absolute.');
  end if;
  if new.test = 'absolute' and new.threshold is null then
    perform private.refuse_value(tg_table_name, 'threshold', 'required', 'An absolute test needs a threshold.',
      'Give a share from 0 to 1; for integrity and tickets a number.');
  end if;
  if new."window" is null and (not metric.is_share or new.test = 'absolute' and new.direction = 'decrease_is_bad') then
    perform private.refuse_value(tg_table_name, 'window', 'required', case when metric.is_share
        then 'What should happen needs a time to happen in: a window.'
        else format('%s needs a window: how far back to look.', new.metric) end,
      'Give an interval such as 3 days.');
  end if;
  if least(new."window", new.initial_delay) < interval '0' or new."window" = interval '0' then
    perform private.refuse_value(tg_table_name, case when new.initial_delay < interval '0' then 'initial_delay' else 'window' end,
      'out_of_range', 'A time cannot be negative, and a window not empty.', 'Give an interval such as 1 day.');
  end if;
  return new;
end $$;
comment on function private.keep_gate() is 'Refuses gates that cannot be judged, and says why.';

create function private.keep_signoff() returns trigger language plpgsql set search_path = '' as $$
begin
  if not private.is_ops() then
    return new; -- which policies refuse
  end if;
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.created_at := old.created_at;
    new.phase := old.phase;
    -- Only the id of whoever deleted their account leaves, by 20250116000004, which is no role of the API.
    if private.is_client() or new.signed_by is distinct from private.deleted_account() then
      new.signed_by := old.signed_by;
    end if;
    new.signed_role := old.signed_role;
    new.signed_at := old.signed_at;
    if (new.name, new.question, new.is_required) is distinct from (old.name, old.question, old.is_required) then
      perform private.require_role(private.is_admin(), 'admin');
    end if;
  elsif private.is_client() then
    new.decision := null;
    new.note := null;
    new.signed_by := null;
    new.signed_role := null;
    new.signed_at := null;
  end if;
  if num_nulls(new.phase, new.name, new.question, new.is_required) > 0 then
    perform private.refuse_missing(tg_table_name, to_jsonb(new), '{phase,name,question,is_required}');
  end if;
  perform private.refuse_word(tg_table_name, new.name);
  perform private.refuse_option(tg_table_name, 'phase', new.phase,
    array(select name from public.rollout_phases order by position));
  perform private.refuse_duplicate(tg_table_name, 'name', exists (
    select from public.rollout_signoffs where phase = new.phase and name = new.name and id <> new.id));
  perform private.refuse_option(tg_table_name, 'decision', new.decision, '{approved,rejected}');
  return new;
end $$;
comment on function private.keep_signoff() is 'Refuses sign-offs that cannot be, and keeps their bookkeeping.';

-- The same answer again is an answer: a rollback in between makes it count anew.
create function private.sign() returns trigger language plpgsql set search_path = '' as $$
begin
  new.signed_at := case when new.decision is not null then now() end;
  new.signed_by := case when new.decision is not null then auth.uid() end;
  new.signed_role := case when new.decision is not null then private.acting_role() end;
  return new;
end $$;
comment on function private.sign() is 'Notes who answered and when.';

-- Triggers -------------------------------------------------------------------------------------

create trigger keep_gate before insert or update on public.rollout_gates
  for each row execute function private.keep_gate();
create trigger a_keep_signoff before insert or update on public.rollout_signoffs
  for each row execute function private.keep_signoff();
create trigger b_sign before update of decision on public.rollout_signoffs
  for each row execute function private.sign();
