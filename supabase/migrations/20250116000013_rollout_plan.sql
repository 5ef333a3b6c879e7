-- The plan: three phases, the last in three steps, six weeks together; a gate or a sign-off for each thing that must be true
-- before it goes on. All of it is data: change a row to change the plan. The figures are judgement, not measured.

insert into public.rollout_phases (position, name, title, rollout_percentage, planned_duration, minimum_soak) values
  (1, 'internal', 'Internal testing', null, '7 days', '3 days'),
  (2, 'beta', 'Beta testing', null, '14 days', '7 days'),
  (3, 'quarter', 'A quarter of all users', 25, '7 days', '5 days'),
  (4, 'half', 'Half of all users', 50, '7 days', '5 days'),
  (5, 'full', 'All users', 100, '7 days', '7 days');

-- In every phase ---------------------------------------------------------------------------------

insert into public.rollout_gates (phase, name, metric, test, threshold, "window", minimum_sample, on_breach)
select phase.name, gate.name, gate.metric, gate.test, gate.threshold, gate."window",
  case when gate.test = 'exposure' then case phase.name
    when 'internal' then 3 when 'beta' then 10 when 'quarter' then 100 when 'half' then 200 else 400 end else 0 end,
  gate.on_breach
from public.rollout_phases as phase
cross join (values
  ('no_data_corruption', 'integrity', 'absolute', 0, interval '1 day', 'rollback'),
  ('telemetry_comes_in', 'telemetry', 'no_data', null, interval '1 day', 'hold'),
  ('enough_users', 'exposures', 'exposure', null, null, 'hold')
) as gate (name, metric, test, threshold, "window", on_breach);

-- Apply works: a few testers cannot prove it, but they can disprove it. --------------------------------

insert into public.rollout_gates (phase, name, metric, test, threshold, alpha, minimum_sample, on_breach, is_required)
select name, 'apply_works', 'apply_failures', 'absolute',
  case when rollout_percentage is null then 0.1 else 0.05 end, 0.01, 50, 'rollback', rollout_percentage is not null
from public.rollout_phases;
insert into public.rollout_gates (phase, name, metric, test, threshold, minimum_sample, on_breach, is_required)
select name, 'applies_are_fast', 'slow_applies', 'absolute', 0.1, 50, 'hold', rollout_percentage is not null
from public.rollout_phases;

-- No increase in error rates, performance stable ------------------------------------------------------
-- Two gates for each: one stops harm as soon as it is certain; the other lets nobody go on before great harm is ruled out,
-- or so rare that it does not matter.

insert into public.rollout_gates
  (phase, name, metric, test, margin, threshold, alpha, minimum_sample, initial_delay, on_breach, is_required)
select phase.name, gate.name, gate.metric, 'versus_unexposed', gate.margin, gate.threshold, gate.alpha, 100,
  interval '1 hour', gate.on_breach, gate.is_required
from public.rollout_phases as phase
cross join (values
  ('no_rise_in_errors', 'errors', 0.1, null, 0.02, 'rollback', false),
  ('errors_not_doubled', 'errors', 1, 0.01, 0.05, 'hold', true),
  ('no_rise_in_slow_pages', 'slow_pages', 0.1, null, 0.02, 'hold', false),
  ('slow_pages_not_doubled', 'slow_pages', 1, 0.05, 0.05, 'hold', true)
) as gate (name, metric, margin, threshold, alpha, on_breach, is_required)
where private.compares(phase.rollout_percentage);
insert into public.rollout_gates (phase, name, metric, test, alpha, minimum_sample, on_breach)
select name, 'groups_as_meant', 'exposures', 'sample_ratio', 0.01, 100, 'hold'
from public.rollout_phases where private.compares(rollout_percentage);
-- With everybody exposed nothing is left to compare with: what is good enough by itself.
insert into public.rollout_gates (phase, name, metric, test, threshold, minimum_sample, on_breach) values
  ('full', 'few_errors', 'errors', 'absolute', 0.05, 400, 'rollback'),
  ('full', 'pages_are_fast', 'slow_pages', 'absolute', 0.25, 400, 'hold');

-- Adoption, satisfaction, support ------------------------------------------------------------------

insert into public.rollout_gates
  (phase, name, metric, test, direction, threshold, "window", minimum_sample, on_breach)
select name, 'people_adopt_it', 'adoption', 'absolute', 'decrease_is_bad',
  case name when 'beta' then 0.3 else 0.1 end, interval '3 days', case name when 'beta' then 10 else 100 end, 'hold'
from public.rollout_phases where name <> 'internal';

insert into public.rollout_gates (phase, name, metric, test, threshold, "window", minimum_sample, on_breach)
select phase.name, gate.name, gate.metric, 'absolute', gate.threshold, gate."window", gate.minimum_sample, 'warn'
from public.rollout_phases as phase
cross join (values
  ('people_are_content', 'dissatisfaction', 0.3, null, 20),
  ('support_copes', 'tickets', 20, interval '7 days', 0)
) as gate (name, metric, threshold, "window", minimum_sample)
where phase.name <> 'internal';

-- What only a person can say -----------------------------------------------------------------------

insert into public.rollout_signoffs (phase, name, question) values
  ('internal', 'tests_pass', 'Has the whole test suite been run against staging, and does it pass?'),
  ('internal', 'tried_by_hand', 'Has the team created, edited, applied, resolved conflicts in and undone scenarios by hand?'),
  ('internal', 'fast_with_much_data', 'Does performance meet its requirements with large datasets?'),
  ('internal', 'flags_work', 'Do the feature flags switch the feature off and on as they should?'),
  ('internal', 'no_critical_bugs', 'Have no critical bugs been found?'),
  ('beta', 'users_manage', 'Can beta users create and manage scenarios?'),
  ('beta', 'apply_as_expected', 'Does apply do what beta users expect of it?'),
  ('beta', 'feedback_positive', 'Is the feedback of beta users positive?'),
  ('beta', 'issues_fixed', 'Are the issues found fixed, or known and bearable?'),
  ('quarter', 'no_critical_issues', 'Have no critical issues been reported?'),
  ('half', 'no_critical_issues', 'Have no critical issues been reported?'),
  ('full', 'no_critical_issues', 'Have no critical issues been reported?'),
  ('full', 'support_and_satisfaction', 'Are support tickets and satisfaction no worse than before the rollout?');
