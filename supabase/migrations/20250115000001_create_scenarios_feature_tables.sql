-- Scenarios: copies of instances to experiment with, the record of what was done with them, and the flags
-- that say who may. Their triggers are in 20250115000015. History is told in the order in which it happened: its times are of
-- the clock, read under the user's lock; now() is when a transaction began to wait for it.

-- Tables ---------------------------------------------------------------------------------------

create table public.scenarios (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  name text not null,
  description text,
  status text not null default 'active',
  is_primary boolean not null default false,
  tags text[] not null default '{}',
  assumptions jsonb not null default '{}',
  version integer not null default 1,
  deleted_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);

create table public.scenario_instances (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  scenario_id uuid not null references public.scenarios (id) on delete cascade,
  lineage_id uuid not null default gen_random_uuid(),
  source_instance_id uuid,
  base jsonb,
  base_version integer,
  name text not null,
  kind text not null,
  status text not null default 'active',
  params jsonb not null default '{}',
  edited_params text[] not null default '{}',
  agreed_fields text[] not null default '{}',
  request_id uuid,
  version integer not null default 1,
  last_applied_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  check ((source_instance_id is null) = (base is null) and (base is null) = (base_version is null))
) with (fillfactor = 75);

create table public.scenario_applications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  scenario_id uuid references public.scenarios (id) on delete set null,
  scenario_name text,
  request_id uuid,
  operation text not null check (operation in
    ('create', 'copy', 'apply', 'revert', 'refresh', 'duplicate', 'bulk_edit', 'import')),
  status text not null check (status in ('success', 'conflict', 'failed')),
  stale boolean not null default false,
  reverted_application_id uuid references public.scenario_applications (id) on delete cascade,
  items_total integer not null default 0,
  items_applied integer not null default 0,
  conflict_count integer not null default 0,
  error_code text,
  error_message text,
  duration_ms numeric(12, 3),
  items_pruned boolean not null default false,
  created_at timestamptz not null default clock_timestamp()
);

create table public.scenario_application_items (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  -- Deferred: an operation is recorded when it is over, after what it changed.
  application_id uuid not null references public.scenario_applications (id) on delete cascade
    deferrable initially deferred,
  instance_id uuid,
  scenario_instance_id uuid,
  lineage_id uuid,
  kind text,
  action text not null check (action in ('create', 'update', 'recreate', 'discard', 'none')),
  before jsonb,
  after jsonb,
  before_version integer,
  after_version integer,
  fields jsonb not null default '[]',
  created_at timestamptz not null default clock_timestamp()
);

create table private.request_answers (
  application_id uuid primary key references public.scenario_applications (id) on delete cascade,
  arguments_digest text not null,
  fingerprint text,
  error json,
  -- It changed nothing, and goes with this row: see forget_attempt.
  is_attempt boolean not null default false,
  created_at timestamptz not null default now()
);

create table public.feature_flags (
  id uuid primary key default gen_random_uuid(),
  flag_name text not null unique,
  enabled boolean not null default false,
  -- Without a scale: a column of numeric(5, 2) rounds 99.999 to 100 before any trigger or constraint could refuse it.
  rollout_percentage numeric not null default 0
    check (rollout_percentage between 0 and 100 and rollout_percentage = round(rollout_percentage, 2)),
  salt text not null default '' check (salt <> ''),
  description text,
  disabled_message text,
  change_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.user_feature_flags (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  flag_name text not null references public.feature_flags (flag_name) on update cascade on delete cascade,
  enabled boolean not null,
  reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, flag_name)
);

create table public.feature_flag_audit (
  id uuid primary key default gen_random_uuid(),
  created_at timestamptz not null default clock_timestamp(),
  flag_name text not null,
  user_id uuid,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  effect text,
  change_reason text,
  actor_id uuid,
  actor_role text not null,
  old_value jsonb,
  new_value jsonb
);

-- Indexes --------------------------------------------------------------------------------------

create index scenarios_user_id_idx on public.scenarios (user_id, id);
create unique index scenarios_one_primary_idx on public.scenarios (user_id) where is_primary and deleted_at is null;
create index scenarios_deleted_idx on public.scenarios (deleted_at) where deleted_at is not null;
create index scenario_instances_user_id_idx on public.scenario_instances (user_id, scenario_id, id);
create index scenario_instances_lineage_idx on public.scenario_instances (user_id, lineage_id);
create index scenario_instances_scenario_id_idx on public.scenario_instances (scenario_id);
create unique index scenario_instances_one_copy_idx on public.scenario_instances (source_instance_id, scenario_id)
  where deleted_at is null;
create unique index scenario_instances_request_idx on public.scenario_instances (user_id, request_id)
  where request_id is not null;
create index scenario_instances_agreed_idx on public.scenario_instances (source_instance_id) where agreed_fields <> '{}';
create index scenario_instances_deleted_idx on public.scenario_instances (deleted_at) where deleted_at is not null;
create unique index scenario_applications_request_idx on public.scenario_applications (user_id, request_id);
create index scenario_applications_user_id_idx on public.scenario_applications (user_id, created_at desc, id);
create index scenario_applications_attempts_idx on public.scenario_applications (user_id, created_at desc)
  where status <> 'success';
create index scenario_applications_scenario_id_idx on public.scenario_applications (scenario_id);
create unique index scenario_applications_reverted_once_idx
  on public.scenario_applications (reverted_application_id) where status = 'success';
-- For the foreign key: the end of an account looks for what reverted each of its applications.
create index scenario_applications_reverted_idx
  on public.scenario_applications (reverted_application_id) where reverted_application_id is not null;
create index scenario_application_items_application_idx on public.scenario_application_items (application_id, id);
create index scenario_application_items_user_id_idx on public.scenario_application_items (user_id, instance_id);
create index request_answers_created_idx on private.request_answers using brin (created_at);
create index user_feature_flags_flag_name_idx on public.user_feature_flags (flag_name);
create index feature_flag_audit_flag_idx on public.feature_flag_audit (flag_name, created_at desc);

-- Policies -------------------------------------------------------------------------------------
-- History has none for writing: our functions write it. Flags in policies: 20250115000005.

alter table public.scenarios enable row level security;
alter table public.scenario_instances enable row level security;
alter table public.scenario_applications enable row level security;
alter table public.scenario_application_items enable row level security;
alter table public.feature_flags enable row level security;
alter table public.user_feature_flags enable row level security;
alter table public.feature_flag_audit enable row level security;

create policy "Owners see their scenarios" on public.scenarios for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add scenarios" on public.scenarios for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their scenarios" on public.scenarios for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create policy "Owners see their scenario instances" on public.scenario_instances for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add scenario instances" on public.scenario_instances for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their scenario instances" on public.scenario_instances for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create policy "Owners see their history" on public.scenario_applications for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners see what their history changed" on public.scenario_application_items
  for select to authenticated using (user_id = (select auth.uid()));

create policy "Users see the flags" on public.feature_flags for select to authenticated using (true);
create policy "Admins add flags" on public.feature_flags for insert to authenticated
  with check ((select private.is_admin()));
create policy "Admins change flags" on public.feature_flags for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Admins delete flags" on public.feature_flags for delete to authenticated
  using ((select private.is_admin()));

create policy "Users see their own overrides, admins see all" on public.user_feature_flags
  for select to authenticated using (user_id = (select auth.uid()) or (select private.is_admin()));
create policy "Admins add overrides" on public.user_feature_flags for insert to authenticated
  with check ((select private.is_admin()));
create policy "Admins change overrides" on public.user_feature_flags for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Admins delete overrides" on public.user_feature_flags for delete to authenticated
  using ((select private.is_admin()));

create policy "Admins read the audit" on public.feature_flag_audit for select to authenticated
  using ((select private.is_admin()));

-- Grants ---------------------------------------------------------------------------------------

revoke all on public.scenarios, public.scenario_instances, public.scenario_applications,
  public.scenario_application_items, public.feature_flags, public.user_feature_flags, public.feature_flag_audit
  from anon, authenticated, service_role;
grant select, insert (name, description, status, tags, assumptions),
  update (name, description, status, tags, assumptions, deleted_at) on public.scenarios to authenticated;
grant select, insert (scenario_id, name, kind, status, params, request_id),
  update (name, status, params, deleted_at) on public.scenario_instances to authenticated;
grant select, insert, update, delete on public.scenarios, public.scenario_instances to service_role;
grant select on public.scenario_applications, public.scenario_application_items, public.feature_flag_audit
  to authenticated, service_role;
grant select, insert, update, delete on public.feature_flags, public.user_feature_flags to authenticated, service_role;

-- Comments -------------------------------------------------------------------------------------

comment on table public.scenarios is 'A sandbox: copies of instances, and instances that exist only here.';
comment on column public.scenarios.status is 'draft, active or archived: how the owner sorts them.';
comment on column public.scenarios.tags is 'Up to 20 words of the owner.';
comment on column public.scenarios.is_primary is 'The scenario shown beside reality, at most one a user; set by set_primary_scenario.';
comment on column public.scenarios.assumptions is 'Sparse: a missing key means the profile''s, then the catalogue''s.';
comment on column public.scenarios.version is 'Rises by one with each change of name, description, status, tags or assumptions.';
comment on column public.scenarios.deleted_at is 'Set by the owner to delete (the time is the server''s) and to null to restore; purged after 30 days.';
comment on table public.scenario_instances is 'A copy of an instance, or a new one, living in a scenario; its content is what is proposed.';
comment on column public.scenario_instances.source_instance_id is 'The instance it copies; null for one created in the scenario. It outlives the instance, so that apply can recreate it.';
comment on column public.scenario_instances.lineage_id is 'That of the source; for what is new its own (a duplicate has the same), which its instance gets when it is applied, unless another has it by then.';
comment on column public.scenario_instances.base is 'The content of the instance that this copy last agreed with.';
comment on column public.scenario_instances.base_version is 'The version of the instance that base equals in full; while it is the instance''s version nothing of reality has moved.';
comment on column public.scenario_instances.edited_params is 'Keys of params that the proposal has otherwise than base, a default written out or left out included; kept by a trigger, spares the planner from comparing every key.';
comment on column public.scenario_instances.agreed_fields is 'Fields that the owner proposed and that reality came to otherwise, such as by another scenario: where an undo takes one back it is pending again here. Kept by a trigger while base and proposal agree on it.';
comment on column public.scenario_instances.request_id is 'Chosen by the client, unique per user: the same one again adds nothing (PT409).';
comment on column public.scenario_instances.status is 'Proposed: archived takes the holding out of every figure, with no money coming in for it; selling is params.sale_month.';
comment on column public.scenario_instances.last_applied_at is 'When it was last part of an apply that succeeded.';
comment on column public.scenario_instances.version is 'Rises by one with each change of content or base.';
comment on column public.scenario_instances.deleted_at is 'Set by the owner to delete (the time is the server''s) and to null to restore; purged after 30 days.';
comment on table public.scenario_applications is 'History: every operation on scenarios, also those that failed or met conflicts. Append-only.';
comment on column public.scenario_applications.request_id is 'Chosen by the client, unique per user: the same one again gets the first answer.';
comment on column public.scenario_applications.scenario_id is 'Null when the scenario was purged, and for an import of instances.';
comment on column public.scenario_applications.scenario_name is 'The name at that time, which outlives the scenario.';
comment on column public.scenario_applications.operation is 'What was asked for.';
comment on column public.scenario_applications.status is 'conflict and failed changed nothing.';
comment on column public.scenario_applications.reverted_application_id is 'What a revert undid.';
comment on column public.scenario_applications.items_total is 'How many instances it had something to say of.';
comment on column public.scenario_applications.items_applied is 'How many of them were written, in reality or (a discard, or what now stands on its twin) in the scenario alone.';
comment on column public.scenario_applications.conflict_count is 'How many fields were in conflict, resolved or not.';
comment on column public.scenario_applications.error_code is 'SQLSTATE of what failed.';
comment on column public.scenario_applications.error_message is 'What failed, in words.';
comment on column public.scenario_applications.duration_ms is 'From the first statement to the record.';
comment on column public.scenario_applications.items_pruned is 'Whether its items are no longer kept, since newer ones took their room: it can no longer be undone.';
comment on column public.scenario_applications.stale is 'Whether reality or the scenario had moved since the preview.';
comment on table public.scenario_application_items is 'History: one row an instance that an operation looked at and had something to say of. Append-only.';
comment on column public.scenario_application_items.instance_id is 'The real instance, which may be gone since.';
comment on column public.scenario_application_items.scenario_instance_id is 'The copy, which may be gone since.';
comment on column public.scenario_application_items.action is 'What happened to reality; discard, and create in a revert (the copy is back): to the copy alone.';
comment on column public.scenario_application_items.before is 'Content of the instance before; null when there was none.';
comment on column public.scenario_application_items.after is 'Content after; null when nothing was left.';
comment on column public.scenario_application_items.before_version is 'Version of the instance before; null for what was created or recreated.';
comment on column public.scenario_application_items.after_version is 'Version of the instance after; null for a discard.';
comment on column public.scenario_application_items.fields is 'The merge rows with their resolutions.';
comment on table private.request_answers is 'What a repeated request must repeat, and what of its answer cannot be told from the history, the rows and the arguments.';
comment on column private.request_answers.arguments_digest is 'SHA-256 of the arguments.';
comment on column private.request_answers.fingerprint is 'That of the first answer, where it had one.';
comment on column private.request_answers.error is 'What failed, as it was answered.';
comment on column private.request_answers.is_attempt is 'Whether the request changed nothing.';
comment on table public.feature_flags is 'Who gets which feature: off, for a percentage of users, or for all.';
comment on column public.feature_flags.flag_name is 'Parts of a to z, 0 to 9 and _ joined by a colon; feature:scenarios:apply needs feature:scenarios, where there is such a flag.';
comment on column public.feature_flags.enabled is 'Master switch: off means off for everyone, overrides included.';
comment on column public.feature_flags.rollout_percentage is '0 to 100, two decimals at most: the share of users for whom it is on, always the same ones.';
comment on column public.feature_flags.salt is 'Set once: spreads users over buckets differently for each flag. Empty in an insert means the flag''s name.';
comment on column public.feature_flags.disabled_message is 'What users read while the feature is off.';
comment on column public.feature_flags.version is 'Rises by one with each change of enabled or rollout_percentage: who met which is told apart by it.';
comment on column public.feature_flags.change_reason is 'Where to say why, with the change itself: feature_flag_audit keeps it, and this is empty again, since users may read the flags.';
comment on table public.user_feature_flags is 'Exceptions for single users, above the percentage and below the master switch.';
comment on column public.user_feature_flags.reason is 'Where to say why, with the change itself: feature_flag_audit keeps it, and this is empty again, since people may read their own overrides.';
comment on table public.feature_flag_audit is 'Every change of flags and overrides, by whatever client. Append-only.';
comment on column public.feature_flag_audit.actor_id is 'The signed-in user, if any, all zeros once their account is deleted; actor_role is the database role.';
comment on column public.feature_flag_audit.user_id is 'Whose override it was; null for a flag, all zeros once the account is deleted. Not a reference: the audit outlives the account.';
comment on column public.feature_flag_audit.operation is 'insert, update or delete; what a truncate took is a delete.';
comment on column public.feature_flag_audit.old_value is 'The whole row before; null for an insert.';
comment on column public.feature_flag_audit.new_value is 'The whole row after; null for a delete.';
comment on column public.feature_flag_audit.effect is 'For whom it is on by what was written, in words; null for a delete.';
comment on column public.feature_flag_audit.change_reason is 'Only if it was given with this very change; that of an override goes with its user''s account.';
comment on column public.feature_flag_audit.actor_role is 'The role of the request: authenticated, service_role, or who was signed in to the database.';
