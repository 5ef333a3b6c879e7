-- A rollout as data: its phases, what must be true before it goes on (gates), what only a person can say (sign-offs), what
-- was found (verdicts) and what came of it (alerts). Their bookkeeping is in 20250116000011.

-- Tables ---------------------------------------------------------------------------------------

create table public.rollout_phases (
  id uuid primary key default gen_random_uuid(),
  position integer not null unique,
  name text not null unique,
  title text not null,
  flag_name text not null default 'feature:scenarios',
  rollout_percentage numeric,
  planned_duration interval not null,
  minimum_soak interval not null,
  status text not null default 'pending',
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.rollout_phases is 'The steps of a rollout in their order; advance_rollout goes from one to the next.';
comment on column public.rollout_phases.position is 'Phases go by it, from low to high.';
comment on column public.rollout_phases.title is 'What people call it.';
comment on column public.rollout_phases.rollout_percentage is 'The share of users who get the flag; null: only those with an override.';
comment on column public.rollout_phases.planned_duration is 'How long it is meant to take.';
comment on column public.rollout_phases.minimum_soak is 'How long it takes at least, whatever the gates say.';
comment on column public.rollout_phases.status is 'pending, active, completed, rolled_back or paused (after a restore: nobody is judged until a person goes on); set by advance_rollout and rollback_rollout.';
comment on column public.rollout_phases.started_at is 'When it last began.';
comment on column public.rollout_phases.ended_at is 'When it was completed or rolled back.';
revoke all on public.rollout_phases from anon, authenticated, service_role;
grant select, insert (position, name, title, flag_name, rollout_percentage, planned_duration, minimum_soak),
  update (position, title, rollout_percentage, planned_duration, minimum_soak)
  on public.rollout_phases to authenticated, service_role;

-- One rollout at a time.
create unique index rollout_phases_one_active_idx on public.rollout_phases ((true)) where status in ('active', 'paused');

-- What is compared is compared within one of these: the same people on the same sides all the time.
create table private.rollout_periods (
  id uuid primary key default gen_random_uuid(),
  phase text not null,
  flag_name text not null,
  flag_version integer not null,
  enabled boolean not null,
  rollout_percentage numeric not null,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
comment on table private.rollout_periods is 'Times in which a phase was active and its flag stayed the same; a change of either begins another.';
comment on column private.rollout_periods.phase is 'Its name.';
comment on column private.rollout_periods.flag_version is 'feature_flags.version throughout: exposures of this version are its groups.';
comment on column private.rollout_periods.rollout_percentage is 'That of the flag throughout, which may be another than the phase asks for when somebody set it by hand.';
comment on column private.rollout_periods.started_at is 'From when on.';
comment on column private.rollout_periods.ended_at is 'Until when; null: it goes on.';

create index rollout_periods_started_idx on private.rollout_periods (started_at desc);
create unique index rollout_periods_one_open_idx on private.rollout_periods ((true)) where ended_at is null;

create table public.rollout_gates (
  id uuid primary key default gen_random_uuid(),
  phase text not null references public.rollout_phases (name) on update cascade,
  name text not null,
  metric text not null,
  direction text not null default 'increase_is_bad',
  test text not null,
  threshold numeric,
  margin numeric,
  alpha numeric not null default 0.05,
  "window" interval,
  minimum_sample integer not null default 100,
  initial_delay interval not null default '0',
  consecutive_failures integer not null default 1,
  on_breach text not null default 'hold',
  is_required boolean not null,
  dry_run boolean not null default false,
  enabled boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (phase, name)
);
comment on table public.rollout_gates is 'What must hold before a phase is left, or else what is done. Switch one off by enabled; its verdicts stay.';
comment on column public.rollout_gates.phase is 'The phase in which it is judged.';
comment on column public.rollout_gates.metric is 'What is counted: a row of private.rollout_metrics.';
comment on column public.rollout_gates.direction is 'increase_is_bad, or decrease_is_bad for what should happen.';
comment on column public.rollout_gates.test is 'absolute: against threshold; versus_unexposed: against users without the feature; sample_ratio: whether the groups have the sizes they should; exposure: whether enough users have met the feature; no_data: whether telemetry comes in at all.';
comment on column public.rollout_gates.threshold is 'absolute: a share from 0 to 1, or a number for integrity and tickets; more (less) fails. versus_unexposed, if given: a share so small that it passes whatever the comparison.';
comment on column public.rollout_gates.margin is 'versus_unexposed only: by how much more (less) often it may happen than without the feature; 0.2: up to 1.2 times as often.';
comment on column public.rollout_gates.alpha is 'The chance that a harmless feature ever fails this gate in a period, however often it is judged.';
comment on column public.rollout_gates."window" is 'For shares: how long after meeting the feature something counts, and users count only once it is over; no_data, integrity, tickets: how far back is looked.';
comment on column public.rollout_gates.minimum_sample is 'Users in each group below which nothing passes.';
comment on column public.rollout_gates.initial_delay is 'How long after the beginning of a period nothing is judged.';
comment on column public.rollout_gates.consecutive_failures is 'How many times in a row it must fail before anything is done.';
comment on column public.rollout_gates.on_breach is 'hold: the rollout stays where it is; rollback: the feature is switched off for everyone; warn: people are told.';
comment on column public.rollout_gates.is_required is 'Whether the phase is left only when it passes; else it is enough that it does not fail. At first: unless on_breach is warn.';
comment on column public.rollout_gates.dry_run is 'Judged and recorded; nothing comes of it.';
revoke all on public.rollout_gates from anon, authenticated, service_role;
grant select, insert, update on public.rollout_gates to authenticated, service_role;

create table public.rollout_signoffs (
  id uuid primary key default gen_random_uuid(),
  phase text not null references public.rollout_phases (name) on update cascade,
  name text not null,
  question text not null,
  is_required boolean not null default true,
  decision text,
  note text,
  signed_by uuid,
  signed_role text,
  signed_at timestamptz,
  created_at timestamptz not null default now(),
  unique (phase, name)
);
comment on table public.rollout_signoffs is 'What only a person can say: answered by decision, asked again when its phase begins again.';
comment on column public.rollout_signoffs.phase is 'The phase that is not left without it.';
comment on column public.rollout_signoffs.question is 'Answered with approved (yes) or rejected (no).';
comment on column public.rollout_signoffs.is_required is 'Whether it must be approved; a rejected one holds in any case.';
comment on column public.rollout_signoffs.decision is 'approved, rejected, or null: not answered yet.';
comment on column public.rollout_signoffs.note is 'What it was decided on.';
comment on column public.rollout_signoffs.signed_by is 'The signed-in user, if any, all zeros once their account is deleted; signed_role is the database role.';
comment on column public.rollout_signoffs.signed_role is 'The role of the request.';
comment on column public.rollout_signoffs.signed_at is 'When it was last answered.';
revoke all on public.rollout_signoffs from anon, authenticated, service_role;
grant select, insert (phase, name, question, is_required), update (question, is_required, decision, note)
  on public.rollout_signoffs to authenticated, service_role;

create table public.rollout_verdicts (
  id uuid primary key default gen_random_uuid(),
  gate_id uuid not null references public.rollout_gates (id),
  phase text not null,
  as_of timestamptz not null,
  verdict text not null check (verdict in ('pass', 'fail', 'inconclusive', 'too_little_data', 'no_data')),
  exposed_users bigint,
  exposed_events bigint,
  unexposed_users bigint,
  unexposed_events bigint,
  estimate double precision,
  lower double precision,
  upper double precision,
  sentence text not null,
  created_at timestamptz not null default now(),
  unique (gate_id, as_of)
);
comment on table public.rollout_verdicts is 'What a gate came to, each time it was judged. Append-only.';
comment on column public.rollout_verdicts.gate_id is 'The gate.';
comment on column public.rollout_verdicts.phase is 'The phase it was judged in.';
comment on column public.rollout_verdicts.as_of is 'What was known then was judged.';
comment on column public.rollout_verdicts.verdict is 'pass, fail, inconclusive (it could be either), too_little_data or no_data: the last three are never a pass.';
comment on column public.rollout_verdicts.exposed_users is 'Users with the feature who count.';
comment on column public.rollout_verdicts.exposed_events is 'Those of them who met what the metric counts; for integrity and tickets the number itself.';
comment on column public.rollout_verdicts.unexposed_users is 'Users without the feature who count; null where nothing is compared.';
comment on column public.rollout_verdicts.unexposed_events is 'Those of them who met it.';
comment on column public.rollout_verdicts.estimate is 'versus_unexposed: how many times as often; sample_ratio and absolute: the share, or the number; null where it has no bound.';
comment on column public.rollout_verdicts.lower is 'Of the estimate, at 1 − alpha over all times it is judged.';
comment on column public.rollout_verdicts.upper is 'Of the estimate; null: no bound.';
comment on column public.rollout_verdicts.sentence is 'The same in words.';
revoke all on public.rollout_verdicts from anon, authenticated, service_role;
grant select on public.rollout_verdicts to authenticated, service_role;

create table public.rollout_alerts (
  id uuid primary key default gen_random_uuid(),
  gate_id uuid references public.rollout_gates (id),
  phase text not null,
  verdict_id uuid references public.rollout_verdicts (id),
  kind text not null check (kind in ('hold', 'rollback', 'warn')),
  message text not null,
  created_at timestamptz not null default now(),
  acted_at timestamptz,
  acknowledged_by uuid,
  acknowledged_role text,
  acknowledged_at timestamptz,
  note text
);
comment on table public.rollout_alerts is 'What asks for a person: a gate that failed, or a rollback. The rollout does not go on before each is acknowledged.';
comment on column public.rollout_alerts.gate_id is 'The gate that failed; null: a person rolled back.';
comment on column public.rollout_alerts.phase is 'The phase it happened in.';
comment on column public.rollout_alerts.verdict_id is 'The verdict that raised it.';
comment on column public.rollout_alerts.message is 'What happened.';
comment on column public.rollout_alerts.acted_at is 'When the rollout was rolled back for it.';
comment on column public.rollout_alerts.acknowledged_by is 'The signed-in user, if any, all zeros once their account is deleted.';
comment on column public.rollout_alerts.acknowledged_role is 'The role of the request.';
comment on column public.rollout_alerts.acknowledged_at is 'When a person took it on; null: it is open.';
comment on column public.rollout_alerts.note is 'What was found and done.';
revoke all on public.rollout_alerts from anon, authenticated, service_role;
grant select on public.rollout_alerts to authenticated, service_role;

create unique index rollout_alerts_one_open_idx on public.rollout_alerts (gate_id) where acknowledged_at is null;
create index rollout_alerts_gate_id_idx on public.rollout_alerts (gate_id, created_at);
create index rollout_alerts_verdict_id_idx on public.rollout_alerts (verdict_id);

create table public.operation_runs (
  id uuid primary key default gen_random_uuid(),
  operation text not null check (operation in ('tick', 'evaluate', 'act', 'purge', 'verify', 'backup', 'restore')),
  started_at timestamptz not null default now(),
  ended_at timestamptz default clock_timestamp(),
  outcome text check (outcome in ('success', 'failed', 'skipped')),
  figures jsonb not null default '{}'
);
comment on table public.operation_runs is 'What of the recurring work ran when, and what came of it.';
comment on column public.operation_runs.operation is 'tick (all that recurs), evaluate, act, purge, verify, backup or restore.';
comment on column public.operation_runs.started_at is 'When it, or the transaction around it, began.';
comment on column public.operation_runs.ended_at is 'When it was over; null: it goes on, or never ended.';
comment on column public.operation_runs.outcome is 'success, failed or skipped; null: not known yet.';
comment on column public.operation_runs.figures is 'What it did, in numbers.';
revoke all on public.operation_runs from anon, authenticated, service_role;
grant select on public.operation_runs to authenticated, service_role;

create index operation_runs_operation_idx on public.operation_runs (operation, started_at desc);

-- Policies -------------------------------------------------------------------------------------
-- Verdicts and alerts have none for writing: our functions write them.

alter table public.rollout_phases enable row level security;
alter table public.rollout_gates enable row level security;
alter table public.rollout_signoffs enable row level security;
alter table public.rollout_verdicts enable row level security;
alter table public.rollout_alerts enable row level security;
alter table public.operation_runs enable row level security;

create policy "Operators see phases" on public.rollout_phases for select to authenticated using ((select private.is_ops()));
create policy "Admins add phases" on public.rollout_phases for insert to authenticated
  with check ((select private.is_admin()));
create policy "Admins change phases" on public.rollout_phases for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Operators see gates" on public.rollout_gates for select to authenticated using ((select private.is_ops()));
create policy "Admins add gates" on public.rollout_gates for insert to authenticated
  with check ((select private.is_admin()));
create policy "Admins change gates" on public.rollout_gates for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Operators see sign-offs" on public.rollout_signoffs for select to authenticated
  using ((select private.is_ops()));
create policy "Admins add sign-offs" on public.rollout_signoffs for insert to authenticated
  with check ((select private.is_admin()));
create policy "Operators sign" on public.rollout_signoffs for update to authenticated
  using ((select private.is_ops())) with check ((select private.is_ops()));
create policy "Operators see verdicts" on public.rollout_verdicts for select to authenticated
  using ((select private.is_ops()));
create policy "Operators see alerts" on public.rollout_alerts for select to authenticated using ((select private.is_ops()));
create policy "Operators see what ran" on public.operation_runs for select to authenticated
  using ((select private.is_ops()));
