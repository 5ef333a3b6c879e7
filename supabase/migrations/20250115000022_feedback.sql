-- What people say of the feature, and how many asked for help: what no measurement tells.

-- Tables ---------------------------------------------------------------------------------------

create table public.feedback (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  score smallint,
  comment text,
  kind text,
  context jsonb not null default '{}',
  created_at timestamptz not null default now()
);
comment on table public.feedback is 'What a user said of the feature: a score from 1 to 5, a comment, or both.';
comment on column public.feedback.score is '1 (bad) to 5 (good); null when only a comment was given.';
comment on column public.feedback.comment is 'In the user''s words, at most 2,000 characters.';
comment on column public.feedback.kind is 'praise, problem or idea.';
comment on column public.feedback.context is 'Where it was said: flat, such as the page.';
revoke all on public.feedback from anon, authenticated, service_role;
grant select, insert (score, comment, kind, context) on public.feedback to authenticated;
grant select, insert on public.feedback to service_role;

create table public.support_tickets (
  id uuid primary key default gen_random_uuid(),
  day date not null default current_date,
  category text not null default 'scenarios' check (category ~ '^[a-z][a-z0-9_ ]{0,59}$'),
  tickets integer not null check (tickets between 0 and 1000000),
  note text check (length(note) <= 500),
  created_at timestamptz not null default now(),
  unique (day, category)
);
comment on table public.support_tickets is 'How many tickets came in on a day, entered by operators.';
comment on column public.support_tickets.day is 'The day on which they came in.';
comment on column public.support_tickets.tickets is 'How many.';
comment on column public.support_tickets.note is 'What operators should know of them; no names.';
comment on column public.support_tickets.category is 'What they were about; one row a day and category.';
revoke all on public.support_tickets from anon, authenticated, service_role;
grant select, insert, update, delete on public.support_tickets to authenticated, service_role;

create index feedback_created_idx on public.feedback (created_at);
create index feedback_user_id_idx on public.feedback (user_id, created_at);

-- Private functions: what feedback may be ----------------------------------------------------------

create function private.flat_problem(p_value jsonb, p_max_bytes integer) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(p_value) is distinct from 'object' then
    return 'wrong_type';
  elsif octet_length(p_value::text) > p_max_bytes or (select count(*) > 12 from jsonb_object_keys(p_value)) then
    return 'wrong_length';
  elsif exists (select from jsonb_each(p_value) where key !~ '^[a-z][a-z0-9_]{0,39}$'
      or jsonb_typeof(value) in ('object', 'array') or length(value #>> '{}') > 80) then
    return 'wrong_form';
  end if;
  return null;
end $$;
comment on function private.flat_problem(jsonb, integer) is 'What is wrong with an object that must be small, flat and short; null when nothing is.';
grant execute on function private.flat_problem(jsonb, integer) to authenticated, service_role;

create function private.feedback_problem(p_feedback public.feedback) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_feedback.score is null and p_feedback.comment is null then 'required'
    when p_feedback.score not between 1 and 5 then 'out_of_range'
    when length(p_feedback.comment) > 2000 then 'wrong_length'
    when p_feedback.kind not in ('praise', 'problem', 'idea') then 'not_an_option'
    else private.flat_problem(p_feedback.context, 2000)
  end
$$;
comment on function private.feedback_problem(public.feedback) is 'What is wrong with a message; null when nothing is.';

create function private.keep_feedback() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  problem text;
begin
  if pg_column_size(new) > 16384 then
    perform private.refuse_great_row(tg_table_name, new);
  end if;
  if auth.uid() is not null then
    new.id := coalesce(new.id, gen_random_uuid());
    new.user_id := auth.uid();
    new.created_at := now();
  end if;
  new.comment := nullif(btrim(new.comment), '');
  new.context := coalesce(new.context, '{}');
  problem := private.feedback_problem(new);
  if problem is not null then
    perform private.fail('PT422', 'This feedback cannot be taken.', jsonb_build_object('reason', 'invalid_content',
      'table', 'feedback', 'field', case problem when 'out_of_range' then 'score' when 'not_an_option' then 'kind'
        when 'required' then 'score' when 'wrong_length' then 'comment' else 'context' end, 'problem', problem),
      'Give a score from 1 to 5, or a comment of at most 2,000 characters.');
  end if;
  if auth.uid() is not null then
    -- One after the other, so that each counts those before it.
    perform private.lock_caller();
    perform private.refuse_past_limit('max_feedback_a_day', 1 + (select count(*) from public.feedback
      where user_id = (select auth.uid()) and created_at > now() - interval '1 day'),
      'At most %s messages can be sent in a day.', 'Send the rest tomorrow.');
  end if;
  -- Whoever said something need not be asked.
  update public.profiles set feedback_asked_at = now() where user_id = new.user_id and feedback_asked_at is null;
  return new;
end $$;
comment on function private.keep_feedback() is 'Sets what a client may not say of feedback, refuses what cannot be, and more than a day may bring.';

-- Triggers -------------------------------------------------------------------------------------

create trigger keep_feedback before insert or update on public.feedback
  for each row execute function private.keep_feedback();

-- Policies -------------------------------------------------------------------------------------
-- Nobody changes what was said.

alter table public.feedback enable row level security;
alter table public.support_tickets enable row level security;

create policy "Users give feedback" on public.feedback for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Users see their feedback, operators all" on public.feedback for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_ops()));
create policy "Operators see tickets" on public.support_tickets for select to authenticated
  using ((select private.is_ops()));
create policy "Operators enter tickets" on public.support_tickets for insert to authenticated
  with check ((select private.is_ops()));
create policy "Operators correct tickets" on public.support_tickets for update to authenticated
  using ((select private.is_ops())) with check ((select private.is_ops()));
create policy "Operators remove tickets" on public.support_tickets for delete to authenticated
  using ((select private.is_ops()));
