-- From counts to a verdict, case by case; and what a gate may be.

begin;
select plan(73);

create function pg_temp.gate(p_changes jsonb) returns rollout_gates language sql as $$
  select jsonb_populate_record(null::rollout_gates,
    '{"direction": "increase_is_bad", "alpha": 0.05, "minimum_sample": 50}'::jsonb || p_changes) $$;

-- A share that should be small: at most 5 %.
select is((private.judge_share(pg_temp.gate('{"threshold": 0.05}'), users, events, '', 'met an error')).verdict, verdict,
  format('%s of %s: %s', events, users, why))
from (values
  (0, 0, 'no_data', 'nobody'),
  (1, 1, 'too_little_data', 'one failure proves nothing'),
  (2, 2, 'too_little_data', 'nor do two of two'),
  (3, 3, 'fail', 'three of three do, however few they are'),
  (20, 0, 'too_little_data', 'below the minimum nothing passes'),
  (60, 0, 'inconclusive', 'without any it could still be more than 5 %'),
  (100, 0, 'pass', 'among a hundred it could not'),
  (200, 2, 'pass', 'nor with two among two hundred'),
  (120, 12, 'inconclusive', 'a bad estimate is no proof'),
  (400, 40, 'fail', 'this is')
) as counts (users, events, verdict, why);

-- A share that should be great: at least 10 %.
select is((private.judge_share(pg_temp.gate('{"threshold": 0.1, "direction": "decrease_is_bad"}'), users, events, '', 'made a scenario')).verdict,
  verdict, format('%s of %s should: %s', events, users, why))
from (values
  (10, 0, 'too_little_data', 'ten prove nothing'), (100, 2, 'fail', 'a hundred do'), (100, 12, 'inconclusive', 'it could be either'),
  (40, 30, 'too_little_data', 'too few to pass'), (60, 30, 'pass', 'enough')
) as counts (users, events, verdict, why);
select is((private.judge_share(pg_temp.gate('{"threshold": 0}'), 500, events, '', 'met an error')).verdict, verdict, events || ' where none may')
from (values (0, 'inconclusive'), (1, 'fail')) as counts (events, verdict);

-- How many times as often: at most 1.2 times.
select is((private.judge_ratio(pg_temp.gate('{"margin": 0.2}'), share, users, events, others, others_events, '', 'met an error')).verdict,
  verdict, format('%s of %s with, %s of %s without: %s', events, users, others_events, others, why))
from (values
  (0.25, 0, 0, 0, 0, 'no_data', 'nobody'),
  (0.25, 250, 3, 750, 0, 'inconclusive', 'three failures prove nothing'),
  (0.25, 250, 8, 750, 0, 'fail', 'eight and none elsewhere do'),
  (0.25, 210, 14, 640, 9, 'inconclusive', 'it could be 1.2 times as often'),
  (0.25, 210, 20, 640, 9, 'fail', 'it could not'),
  (0.25, 1250, 40, 3750, 120, 'inconclusive', 'as often, but that is not certain enough'),
  (0.25, 50000, 2000, 150000, 6000, 'pass', 'certain enough'),
  (0.5, 40, 0, 40, 0, 'too_little_data', 'too few'),
  (0.25, 250, 0, 750, 30, 'pass', 'less often'),
  (0.25, 1000, 0, 3000, 0, 'inconclusive', 'nothing happens, and nothing can be said')
) as counts (share, users, events, others, others_events, verdict, why);
select is((private.judge_ratio(pg_temp.gate('{"margin": 1, "threshold": 0.01}'), 0.25, users, events, others, others_events, '', 'met an error')).verdict,
  verdict, format('up to 1 %% of %s is rare: %s with, %s without', users, events, others_events))
from (values (1000, 0, 3000, 0, 'pass'), (200, 0, 600, 0, 'inconclusive'), (2000, 40, 6000, 20, 'fail'), (40, 0, 120, 0, 'too_little_data'))
  as counts (users, events, others, others_events, verdict);
select is((private.judge_ratio(pg_temp.gate('{"margin": 0.2, "direction": "decrease_is_bad"}'), 0.5, 1000, events, 1000, 400, '', 'came back')).verdict,
  verdict, events || ' instead of 400')
from (values (400, 'inconclusive'), (200, 'fail'), (700, 'pass')) as counts (events, verdict);

-- Sizes of groups: a group that leaks is found.
select is((private.judge_sizes(pg_temp.gate('{"alpha": 0.01}'), share, users, others)).verdict, verdict, format('%s and %s at %s', users, others, share))
from (values
  (0.25, 0, 0, 'no_data'), (0.25, 10, 30, 'too_little_data'), (0.25, 250, 750, 'pass'), (0.25, 0, 1000, 'fail'),
  (0.5, 600, 400, 'fail'), (0.5, 502, 498, 'pass'), (0.25, 1250, 2750, 'fail'), (0.01, 100, 9900, 'pass')
) as counts (share, users, others, verdict);

-- Whatever is counted, nothing of the plan passes below its minimum in either group.
select is_empty($$
  select gate.phase, gate.name, exposed, unexposed, met
  from rollout_gates as gate
  cross join unnest(array[0, 1, minimum_sample / 2, minimum_sample - 1]) as few
  cross join lateral (values (few, few), (few, 30 * minimum_sample), (30 * minimum_sample, few)) as users (exposed, unexposed)
  cross join unnest(array[0, 1, exposed]) as met
  cross join lateral (select case test
    when 'absolute' then private.judge_share(gate, few, least(met, few), '', 'did')
    when 'versus_unexposed' then private.judge_ratio(gate, 0.25, exposed, met, unexposed, unexposed, '', 'did')
    else private.judge_sizes(gate, 0.25, exposed, unexposed) end as found) as judged
  where test in ('absolute', 'versus_unexposed', 'sample_ratio') and minimum_sample > 1 and met <= exposed
    and (found).verdict = 'pass'
$$, 'too little is never a pass');

-- What is said.
select is((private.judge_share(pg_temp.gate('{"threshold": 0.05}'), 1250, 3, ' who applied', 'met an apply that failed')).sentence,
  '3 of 1,250 people with the feature who applied met an apply that failed: at most 1 % of them; at most 5 % may.', 'a share in words');
select is((private.judge_ratio(pg_temp.gate('{"margin": 0.2}'), 0.25, 210, 20, 640, 9, '', 'met an error')).sentence,
  '20 of 210 people with the feature met an error, 9 of 640 without: between 1.7 and 34.5 times as often; at most 1.2 times is allowed.', 'a ratio in words');
select is((private.judge_ratio(pg_temp.gate('{"margin": 0.2}'), 0.25, 50, 3, 200, 0, '', 'met an error')).sentence,
  '3 of 50 people with the feature met an error, 0 of 200 without: at least 0.4 times as often; at most 1.2 times is allowed.', 'without an upper bound');
select is((private.judge_ratio(pg_temp.gate('{"margin": 1, "threshold": 0.01}'), 0.25, 1000, 0, 3000, 0, '', 'met an error')).sentence,
  '0 of 1,000 people with the feature met an error, 0 of 3,000 without: nothing can be said of how often yet; at most 2 times is allowed. '
  || 'It is rare enough: at most 0.5 % of people with the feature, and up to 1 % may.', 'what hardly ever happens');
select is((private.judge_share(pg_temp.gate('{"threshold": 0.05}'), 20, 0, '', 'met an error')).sentence,
  '0 of 20 people with the feature met an error: at most 16.7 % of them; at most 5 % may. Too few to say: at least 50 are needed.', 'too few in words');
select is(private.told_apart(value, 1.2), said, value || ' beside 1.2')
from (values (1.2034, '1.203'), (1.3, '1.3'), (1.20000004, '1.2'), (24.96, '25')) as figure (value, said);

-- What a gate may be.
create function pg_temp.attempt(p_changes jsonb) returns text language sql as $$
  select concat_ws(' ', detail ->> 'field', detail ->> 'problem') from tests.detail_of(format(
    'insert into rollout_gates select * from jsonb_populate_record(null::rollout_gates, %L)', jsonb_build_object('id', gen_random_uuid(),
      'created_at', now(), 'updated_at', now(), 'phase', 'quarter', 'name', 'x', 'metric', 'errors', 'test', 'versus_unexposed', 'direction', 'increase_is_bad',
      'alpha', 0.05, 'minimum_sample', 1, 'initial_delay', '0', 'consecutive_failures', 1, 'on_breach', 'hold', 'dry_run', false, 'enabled', true)
    || p_changes)) as detail $$;
select is(pg_temp.attempt(changes), expected, 'a gate ' || why)
from (values
  ('{"metric": null}'::jsonb, 'metric required', 'without a metric'),
  ('{"metric": "luck"}', 'metric not_an_option', 'with an unknown metric'),
  ('{"phase": "lunch"}', 'phase not_an_option', 'of an unknown phase'),
  ('{"test": "by_eye"}', 'test not_an_option', 'with an unknown test'),
  ('{"on_breach": "cry"}', 'on_breach not_an_option', 'that would do something unknown'),
  ('{"phase": "full"}', 'test nothing_to_compare', 'that compares where everybody has the feature'),
  ('{"phase": "beta"}', 'test nothing_to_compare', 'that compares people chosen by hand'),
  ('{"phase": "full", "metric": "exposures", "test": "sample_ratio"}', 'test nothing_to_compare', 'on the sizes of one group'),
  ('{"metric": "apply_failures"}', 'metric not_an_option', 'that compares what only users with the feature can do'),
  ('{"metric": "integrity", "test": "sample_ratio"}', 'metric not_an_option', 'whose test does not go with its metric'),
  ('{"test": "absolute"}', 'threshold required', 'without a threshold'),
  ('{"test": "absolute", "threshold": 5}', 'threshold out_of_range', 'with 500 %'),
  ('{"margin": -0.5}', 'margin out_of_range', 'with a negative margin'),
  ('{"alpha": 0}', 'alpha out_of_range', 'with no alpha'),
  ('{"alpha": 0.9}', 'alpha out_of_range', 'that fails by chance'),
  ('{"test": "absolute", "threshold": 0.1, "metric": "adoption", "direction": "decrease_is_bad"}', 'window required', 'on what should happen, without a time'),
  ('{"test": "no_data", "metric": "telemetry"}', 'window required', 'on silence, without a time'),
  ('{"window": "-1 day"}', 'window out_of_range', 'that looks into the future'),
  ('{"consecutive_failures": 0}', 'consecutive_failures out_of_range', 'that fails before it is judged'),
  ('{"name": "No rise!"}', 'name wrong_form', 'whose name is a sentence'),
  ('{"name": "no_rise_in_errors"}', 'name duplicate', 'that there is')
) as wrong (changes, expected, why);

select * from finish();
rollback;
