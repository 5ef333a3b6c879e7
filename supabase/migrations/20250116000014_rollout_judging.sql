-- How a gate is judged: counts are taken as of a time, bounds are put around them, and a verdict is worded. The three
-- functions judge_… know counts only, so that simulations can ask the very same.

create type private.judgement as (verdict text, estimate double precision, lower double precision,
  upper double precision, sentence text);
comment on type private.judgement is 'What counts come to.';

-- Private functions: words ---------------------------------------------------------------------

create function private.people(p_number bigint) returns text language sql stable set search_path = '' as $$
  select private.counted(p_number) || case p_number when 1 then ' person' else ' people' end
$$;
comment on function private.people(bigint) is 'A number of people for a sentence.';

create function private.each_time(p_time interval) returns text language sql immutable set search_path = '' as $$
  select regexp_replace(case
    when seconds % 86400 = 0 then seconds / 86400 || ' days'
    when seconds % 3600 = 0 then seconds / 3600 || ' hours'
    else seconds / 60 || ' minutes' end, '^1 (\w+)s$', '\1')
  from (select extract(epoch from p_time)::bigint as seconds) as whole
$$;
comment on function private.each_time(interval) is 'A time for a sentence, after "the last" or "every": hour, 5 minutes, 3 days.';

create function private.the_last(p_window interval) returns text language sql immutable set search_path = '' as $$
  select 'the last ' || private.each_time(p_window)
$$;
comment on function private.the_last(interval) is 'A window for a sentence.';

create function private.between_bounds(p_lower text, p_upper text, p_unit text) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_lower = '0' and p_upper is null then 'nothing can be said of how often yet'
    when p_upper is null then format('at least %s%s', p_lower, p_unit)
    when p_lower = '0' then format('at most %s%s', p_upper, p_unit)
    else format('between %s and %s%s', p_lower, p_upper, p_unit)
  end
$$;
comment on function private.between_bounds(text, text, text) is 'Bounds for a sentence; null: there is none above.';

create function private.too_few(p_minimum integer, p_each text) returns text language sql stable set search_path = '' as $$
  select format(' Too few to say: at least %s%s are needed.', private.counted(p_minimum), p_each)
$$;
comment on function private.too_few(integer, text) is 'What is missing, for a sentence.';

-- Private functions: from counts to a verdict ---------------------------------------------------------

create function private.judge_share(p_gate public.rollout_gates, p_users bigint, p_events bigint, p_subject text, p_event text)
returns private.judgement language plpgsql stable set search_path = '' as $$
declare
  found private.judgement;
  is_bad_above constant boolean := p_gate.direction = 'increase_is_bad';
  percent constant numeric := p_gate.threshold * 100;
begin
  select lower, upper into found.lower, found.upper
  from private.share_bounds(p_events, p_users, p_gate.threshold::double precision, p_gate.alpha::double precision);
  found.estimate := p_events::double precision / nullif(p_users, 0);
  found.verdict := case
    when p_users = 0 then 'no_data'
    when case when is_bad_above then found.lower > p_gate.threshold else found.upper < p_gate.threshold end then 'fail'
    when p_users < p_gate.minimum_sample then 'too_little_data'
    when case when is_bad_above then found.upper <= p_gate.threshold else found.lower >= p_gate.threshold end then 'pass'
    else 'inconclusive' end;
  found.sentence := case when p_users = 0 then format('There is nobody with the feature%s yet.', p_subject)
    else format('%s of %s with the feature%s %s: %s of them; %s %s %% %s.', private.counted(p_events), private.people(p_users),
      p_subject, p_event,
      private.between_bounds(private.told_apart(found.lower * 100, percent),
        nullif(private.told_apart(found.upper * 100, percent), '100'), ' %'),
      case when is_bad_above then 'at most' else 'at least' end, trim_scale(percent),
      case when is_bad_above then 'may' else 'should' end)
    end || case found.verdict when 'too_little_data' then private.too_few(p_gate.minimum_sample, '') else '' end;
  return found;
end $$;
comment on function private.judge_share(public.rollout_gates, bigint, bigint, text, text) is 'The test absolute of a share: its confidence sequence against the threshold.';

create function private.judge_ratio(p_gate public.rollout_gates, p_expected double precision, p_exposed_users bigint,
  p_exposed_events bigint, p_unexposed_users bigint, p_unexposed_events bigint, p_subject text, p_event text)
returns private.judgement language plpgsql stable set search_path = '' as $$
declare
  found private.judgement;
  is_bad_above constant boolean := p_gate.direction = 'increase_is_bad';
  allowed constant numeric := case when p_gate.direction = 'increase_is_bad' then 1 + coalesce(p_gate.margin, 0)
    else 1 - coalesce(p_gate.margin, 0) end;
  rare_share double precision;
  is_rare boolean;
begin
  select estimate, lower, upper into found.estimate, found.lower, found.upper
  from private.ratio_bounds(p_exposed_events, p_unexposed_events, p_expected, p_gate.alpha::double precision);
  -- What hardly ever happens has no ratio to speak of, and must not hold a rollout for that.
  select upper into rare_share from private.share_bounds(p_exposed_events, p_exposed_users,
    p_gate.threshold::double precision, p_gate.alpha::double precision);
  is_rare := is_bad_above and coalesce(rare_share <= p_gate.threshold, false)
    and not coalesce(found.upper <= allowed, false);
  found.verdict := case
    when p_exposed_users + p_unexposed_users = 0 then 'no_data'
    when case when is_bad_above then found.lower > allowed else found.upper < allowed end then 'fail'
    when least(p_exposed_users, p_unexposed_users) < p_gate.minimum_sample then 'too_little_data'
    when is_rare or case when is_bad_above then found.upper <= allowed else found.lower >= allowed end then 'pass'
    else 'inconclusive' end;
  found.sentence := case when found.verdict = 'no_data' then 'Nobody has been seen with or without the feature yet.'
    else format('%s of %s with the feature%s %s, %s of %s without: %s; %s %s times %s.',
      private.counted(p_exposed_events), private.people(p_exposed_users), p_subject, p_event,
      private.counted(p_unexposed_events), private.counted(p_unexposed_users),
      private.between_bounds(private.told_apart(found.lower, allowed), private.told_apart(found.upper, allowed),
        ' times as often'),
      case when is_bad_above then 'at most' else 'at least' end, trim_scale(allowed),
      case when is_bad_above then 'is allowed' else 'is expected' end)
    end || case
      when found.verdict = 'pass' and is_rare then format(' It is rare enough: at most %s %% of people with the feature, and up to %s %% may.',
        private.told_apart(rare_share * 100, p_gate.threshold * 100), trim_scale(p_gate.threshold * 100))
      when found.verdict = 'too_little_data' then private.too_few(p_gate.minimum_sample, ' in each group') else '' end;
  return found;
end $$;
comment on function private.judge_ratio(public.rollout_gates, double precision, bigint, bigint, bigint, bigint, text, text) is 'The test versus_unexposed: how many times as often, against the margin.';

create function private.judge_sizes(p_gate public.rollout_gates, p_expected double precision, p_exposed_users bigint,
  p_unexposed_users bigint)
returns private.judgement language plpgsql stable set search_path = '' as $$
declare
  found private.judgement;
  everyone constant bigint := p_exposed_users + p_unexposed_users;
  percent constant numeric := round(p_expected::numeric * 100, 2);
begin
  -- A share that is meant exactly is mostly wrong by little when it is wrong, so more strength than elsewhere. 100 finds a fifth
  -- or half of a group missing in half the time that 1,000 takes, a tenth as soon, a twentieth later (docs/benchmarks.md).
  select lower, upper into found.lower, found.upper
  from private.share_bounds(p_exposed_users, everyone, p_expected, p_gate.alpha::double precision, 100);
  found.estimate := p_exposed_users::double precision / nullif(everyone, 0);
  found.verdict := case
    when everyone = 0 then 'no_data'
    when p_expected < found.lower or p_expected > found.upper then 'fail'
    when least(p_exposed_users, p_unexposed_users) < p_gate.minimum_sample then 'too_little_data'
    else 'pass' end;
  found.sentence := case when everyone = 0 then 'Nobody has been seen with or without the feature yet.'
    else format('%s of %s have the feature, which should be %s %%: it is %s.', private.counted(p_exposed_users),
      private.people(everyone), trim_scale(percent),
      private.between_bounds(private.told_apart(found.lower * 100, percent),
        private.told_apart(found.upper * 100, percent), ' %'))
    end || case found.verdict
      when 'fail' then ' People are missing from one group: nothing is comparable before it is known why.'
      when 'too_little_data' then private.too_few(p_gate.minimum_sample, ' in each group')
      else '' end;
  return found;
end $$;
comment on function private.judge_sizes(public.rollout_gates, double precision, bigint, bigint) is 'The test sample_ratio: whether the share of users with the feature can be the percentage.';

-- Private functions: from rows to counts --------------------------------------------------------------

create function private.group_counts(p_gate public.rollout_gates, p_metric private.rollout_metrics,
  p_period private.rollout_periods, p_as_of timestamptz,
  out exposed_users bigint, out exposed_events bigint, out unexposed_users bigint, out unexposed_events bigint)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  if p_metric.name = 'exposures' then
    select count(*) filter (where is_exposed), count(*) filter (where not is_exposed)
    into exposed_users, unexposed_users from private.rollout_groups(p_period, p_as_of);
    return;
  end if;
  execute format('
    with counted as (
      select groups.is_exposed,
        coalesce(metric.is_met and ($3 is null or metric.at <= groups.since + $3), false) as is_met
      from private.rollout_groups($1, $2) as groups
      left join private.%I($4, $2) as metric using (user_id)
      where ($5 or metric.user_id is not null) and ($3 is null or groups.since <= $2 - $3)
    )
    select count(*) filter (where is_exposed), count(*) filter (where is_exposed and is_met),
      count(*) filter (where not is_exposed), count(*) filter (where not is_exposed and is_met)
    from counted', 'metric_' || p_metric.name)
  into exposed_users, exposed_events, unexposed_users, unexposed_events
  using p_period, p_as_of, p_gate."window", p_period.started_at, p_metric.counts_everyone;
end $$;
comment on function private.group_counts(public.rollout_gates, private.rollout_metrics, private.rollout_periods, timestamptz) is 'Users of each group who count, and those who met what the metric counts.';

create function private.judge_number(p_gate public.rollout_gates, p_metric private.rollout_metrics,
  p_started timestamptz, p_as_of timestamptz)
returns private.judgement language plpgsql stable security definer set search_path = '' as $$
declare
  found private.judgement;
  number bigint;
  period text;
begin
  execute format('select number, of from private.%I($1, $2)', 'metric_' || p_metric.name)
  into number, period using p_as_of - p_gate."window", p_as_of;
  if number is null and p_gate.test = 'no_data' and p_started > p_as_of - p_gate."window" then
    found.verdict := 'too_little_data';
    found.sentence := format('No telemetry came in yet, which is silence from %s on.',
      private.utc(p_started + p_gate."window"));
  elsif number is null then
    found.verdict := 'no_data';
    found.sentence := format('Nothing is known of %s for %s.', p_gate.metric, private.the_last(p_gate."window"));
  elsif p_gate.test = 'no_data' then
    found.verdict := 'pass';
    found.sentence := format('Telemetry came in during %s.', private.the_last(p_gate."window"));
  else
    found.estimate := number;
    found.verdict := case when case p_gate.direction when 'increase_is_bad' then number > p_gate.threshold
      else number < p_gate.threshold end then 'fail' else 'pass' end;
    found.sentence := format('%s: %s (%s); %s %s.', p_metric.event, private.counted(number), period,
      case p_gate.direction when 'increase_is_bad' then 'at most' else 'at least' end,
      private.counted(p_gate.threshold::bigint) || case p_gate.direction when 'increase_is_bad' then ' allowed' else ' expected' end);
  end if;
  return found;
end $$;
comment on function private.judge_number(public.rollout_gates, private.rollout_metrics, timestamptz, timestamptz) is 'A number against its threshold, or whether there is any.';

-- A gate as of a time: everything it reads was there then.
create function private.judge_gate(p_gate public.rollout_gates, p_period private.rollout_periods, p_as_of timestamptz)
returns public.rollout_verdicts language plpgsql stable security definer set search_path = '' as $$
declare
  metric private.rollout_metrics;
  verdict public.rollout_verdicts;
  found private.judgement;
  expected constant double precision := p_period.rollout_percentage / 100;
  first_judged constant timestamptz := p_period.started_at + p_gate.initial_delay;
begin
  select * into metric from private.rollout_metrics where name = p_gate.metric;
  verdict.gate_id := p_gate.id;
  verdict.phase := p_gate.phase;
  verdict.as_of := p_as_of;
  if metric.is_share then
    select * into verdict.exposed_users, verdict.exposed_events, verdict.unexposed_users, verdict.unexposed_events
    from private.group_counts(p_gate, metric, p_period, p_as_of);
  end if;
  if p_as_of < first_judged then
    found.verdict := 'too_little_data';
    found.sentence := format('Not judged before %s.', private.utc(first_judged));
  elsif p_gate.test in ('versus_unexposed', 'sample_ratio') and not private.compares(p_period.rollout_percentage) then
    -- The gate's phase compares, but somebody set another percentage by hand.
    found.verdict := 'no_data';
    found.sentence := format('At %s %% there is nobody to compare with.', trim_scale(p_period.rollout_percentage));
  elsif not metric.is_share then
    found := private.judge_number(p_gate, metric, p_period.started_at, p_as_of);
    verdict.exposed_events := found.estimate;
  elsif p_gate.test = 'absolute' then
    found := private.judge_share(p_gate, verdict.exposed_users, verdict.exposed_events, metric.subject, metric.event);
    verdict.unexposed_users := null;
    verdict.unexposed_events := null;
  elsif p_gate.test = 'versus_unexposed' then
    found := private.judge_ratio(p_gate, expected, verdict.exposed_users, verdict.exposed_events,
      verdict.unexposed_users, verdict.unexposed_events, metric.subject, metric.event);
  elsif p_gate.test = 'sample_ratio' then
    found := private.judge_sizes(p_gate, expected, verdict.exposed_users, verdict.unexposed_users);
  else
    found.estimate := verdict.exposed_users;
    found.verdict := case when verdict.exposed_users >= p_gate.minimum_sample then 'pass' when verdict.exposed_users = 0
      then 'no_data' else 'too_little_data' end;
    found.sentence := format('%s met the feature in this phase; at least %s should have.',
      private.people(verdict.exposed_users), private.counted(p_gate.minimum_sample));
  end if;
  verdict.verdict := found.verdict;
  verdict.estimate := found.estimate;
  verdict.lower := found.lower;
  verdict.upper := found.upper;
  verdict.sentence := found.sentence;
  return verdict;
end $$;
comment on function private.judge_gate(public.rollout_gates, private.rollout_periods, timestamptz) is 'The verdict on a gate as of a time, not written yet.';
