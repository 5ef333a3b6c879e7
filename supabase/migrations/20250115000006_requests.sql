-- Requests that may be repeated: the first one's record, and what of its answer nothing else tells.

create function private.digest(p_value jsonb) returns text language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(p_value::text, 'UTF8')), 'hex')
$$;
comment on function private.digest(jsonb) is 'SHA-256 of a document, keys in one order.';

create function private.milliseconds_since(p_start timestamptz) returns numeric
language sql volatile set search_path = '' as $$
  select round(extract(epoch from clock_timestamp() - p_start)::numeric * 1000, 3)
$$;
comment on function private.milliseconds_since(timestamptz) is 'Milliseconds since a moment of this request.';

create function private.refuse_answered_long_ago(p_request_id uuid, p_application_id uuid, p_status text) returns void
language sql set search_path = '' as $$
  select private.fail('PT409', case p_status
      when 'success' then 'This was carried out long ago, and is not carried out again.'
      else 'This was answered long ago: it had changed nothing, and nothing was changed now.' end,
    jsonb_build_object('reason', 'answered_long_ago', 'request_id', p_request_id, 'application_id', p_application_id,
      'status', p_status),
    'Look at the history. If you want it once more, do it anew.')
$$;
comment on function private.refuse_answered_long_ago(uuid, uuid, text) is 'PT409 saying whether the first request with this id was carried out.';

-- Answers the application of the first request with this id, or null. Its own statement after the lock: it sees what a
-- racing retry has committed.
create function private.begin_request(p_request_id uuid, p_arguments jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  first record;
  is_repeated boolean;
begin
  perform private.lock_caller();
  if p_request_id is null then
    perform private.refuse_argument('p_request_id', 'A request id is needed.', 'Send a new uuid with each decision of the user.');
  end if;
  select application.id, application.status, application.items_pruned, answers.arguments_digest into first
  from public.scenario_applications as application
  left join private.request_answers as answers on answers.application_id = application.id
  where application.user_id = (select auth.uid()) and application.request_id = p_request_id;
  if not found then
    return null;
  end if;
  if first.arguments_digest is null then
    perform private.refuse_answered_long_ago(p_request_id, first.id, first.status);
  end if;
  -- Arguments come as they were sent, judged by nobody yet; what cannot be written out was not asked before.
  if not exists (select from jsonb_each(p_arguments) where private.absurdity(value) is not null) then
    is_repeated := first.arguments_digest = private.digest(p_arguments);
  end if;
  if is_repeated is not true then
    perform private.fail('PT409', 'This request id was used before, for something else.',
      jsonb_build_object('reason', 'request_id_reused', 'request_id', p_request_id),
      'Send a new request id with each decision of the user.');
  elsif first.items_pruned then
    perform private.refuse_answered_long_ago(p_request_id, first.id, first.status);
  end if;
  return first.id;
end $$;
comment on function private.begin_request(uuid, jsonb) is 'Locks the caller and returns the application of the first request with this id; null for a new request. PT409 when it was for something else, or can no longer be answered.';

create function private.new_application(p_scenario_id uuid, p_scenario_name text, p_request_id uuid, p_operation text)
returns public.scenario_applications language plpgsql set search_path = '' as $$
declare
  application public.scenario_applications;
begin
  application.id := gen_random_uuid();
  application.user_id := auth.uid();
  application.scenario_id := p_scenario_id;
  application.scenario_name := p_scenario_name;
  application.request_id := p_request_id;
  application.operation := p_operation;
  application.stale := false;
  application.items_total := 0;
  application.items_applied := 0;
  application.conflict_count := 0;
  application.assumptions_changed := 0;
  application.fields_left := 0;
  application.items_pruned := false;
  return application;
end $$;
comment on function private.new_application(uuid, text, uuid, text) is 'A history entry of the caller to be filled in.';

create function private.write_entry(p_application public.scenario_applications) returns void
language sql set search_path = '' as $$
  insert into public.scenario_applications (id, user_id, scenario_id, scenario_name, instance_name, request_id, operation, status,
    stale, reverted_application_id, items_total, items_applied, conflict_count, assumptions_changed, fields_left, error_code,
    error_message, duration_ms, items_pruned, created_at)
  values (p_application.id, p_application.user_id, p_application.scenario_id, p_application.scenario_name,
    p_application.instance_name, p_application.request_id, p_application.operation, p_application.status, p_application.stale,
    p_application.reverted_application_id, p_application.items_total, p_application.items_applied, p_application.conflict_count,
    p_application.assumptions_changed, p_application.fields_left, p_application.error_code, p_application.error_message, p_application.duration_ms,
    p_application.items_pruned, p_application.created_at)
$$;
comment on function private.write_entry(public.scenario_applications) is 'Writes an entry of history that was filled in.';

-- Of an answer only what nothing else tells: the rest is read from the history and the rows or, where nothing was
-- written, planned again.
create function private.record(p_application public.scenario_applications, p_started timestamptz,
  p_arguments jsonb, p_fingerprint text default null, p_error json default null) returns void
language plpgsql set search_path = '' as $$
begin
  p_application.created_at := clock_timestamp();
  p_application.duration_ms := private.milliseconds_since(p_started);
  perform private.write_entry(p_application);
  -- What has no id is not repeated.
  if p_application.request_id is null then
    return;
  end if;
  insert into private.request_answers (application_id, arguments_digest, fingerprint, error, is_attempt)
  values (p_application.id, private.digest(p_arguments), p_fingerprint,
    -- A detail can name keys that are as long as a document.
    case when octet_length(p_error::text) < 20000 then p_error else (p_error::jsonb - 'detail')::json end,
    p_application.status <> 'success');
  if p_application.status <> 'success' then
    delete from private.request_answers where application_id = any (array(
      select id from public.scenario_applications where user_id = p_application.user_id and status <> 'success'
      order by created_at desc, id offset private.limit_of('max_attempts')));
  end if;
end $$;
comment on function private.record(public.scenario_applications, timestamptz, jsonb, text, json) is 'Writes an operation to the history, with what a repeated request needs.';

create function private.is_recordable(p_sqlstate text) returns boolean
language sql immutable set search_path = '' as $$
  -- What the data or the request is to blame for; the rest may succeed when tried again.
  select left(p_sqlstate, 2) in ('22', '23', 'P0', 'PT') and p_sqlstate <> 'PT503'
$$;
comment on function private.is_recordable(text) is 'Whether a failure while writing is recorded as failed (else it is raised, to be tried again).';

create function private.error_answer(p_code text, p_message text, p_detail text, p_hint text) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('code', p_code, 'message', p_message, 'detail',
    case when p_detail is json then p_detail::json else to_json(nullif(p_detail, '')) end, 'hint', nullif(p_hint, ''))
$$;
comment on function private.error_answer(text, text, text, text) is 'A failure as part of an answer.';

create function private.own_scenario(p_scenario_id uuid) returns public.scenarios
language plpgsql stable set search_path = '' as $$
declare
  scenario public.scenarios;
begin
  select * into scenario from public.scenarios
  where id = p_scenario_id and user_id = (select auth.uid()) and deleted_at is null;
  if not found then
    perform private.not_found('scenario', p_scenario_id);
  end if;
  return scenario;
end $$;
comment on function private.own_scenario(uuid) is 'A scenario of the caller, or PT404.';
