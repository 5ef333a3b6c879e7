-- What the triggers of several tables share: the words in which they refuse, and content as json with its fields.

-- Refusals ----------------------------------------------------------------------------------------

create function private.refuse_edit_of_deleted() returns void language sql set search_path = '' as $$
  select private.fail('PT409', 'This was deleted meanwhile.', '{"reason": "deleted"}', 'Restore it first.')
$$;
comment on function private.refuse_edit_of_deleted() is 'PT409: a deleted row is restored before it is edited.';
grant execute on function private.refuse_edit_of_deleted() to authenticated, service_role;

create function private.refuse_change_of_kind() returns void language sql set search_path = '' as $$
  select private.fail('PT422', 'The kind of an investment never changes.',
    '{"reason": "invalid_content", "field": "kind", "problem": "immutable"}', 'Add one of that kind.')
$$;
comment on function private.refuse_change_of_kind() is 'PT422: kind never changes.';
grant execute on function private.refuse_change_of_kind() to authenticated, service_role;

create function private.refuse_added_before(p_request_id uuid) returns void language sql set search_path = '' as $$
  select private.fail('PT409', 'This was added before.',
    jsonb_build_object('reason', 'already_added', 'request_id', p_request_id), 'Look at what was added.')
$$;
comment on function private.refuse_added_before(uuid) is 'PT409: a request whose answer was lost is not carried out twice.';
grant execute on function private.refuse_added_before(uuid) to authenticated, service_role;

-- Room for a change a second for thirty years above whatever an operator sets. What our functions write for a user rose from
-- there by itself.
create function private.refuse_version(p_table text, p_field text) returns void language sql set search_path = '' as $$
  select private.fail('PT422', 'A version is a number from 1 to 1000000000.',
    jsonb_build_object('reason', 'invalid_content', 'table', p_table, 'field', p_field, 'problem', 'out_of_range',
      'min', 1, 'max', 1000000000), 'Leave it out: it rises by itself.')
$$;
comment on function private.refuse_version(text, text) is 'PT422 for a version that an operator sets and no row can have reached.';

-- Rows of history go with their account, by foreign keys: then this is asked from within the trigger of a key, once a
-- statement. Whoever deletes by themselves stands one trigger deep.
create function private.keep_history() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' and tg_table_name <> 'feature_flag_audit' and pg_trigger_depth() > 1 then
    return null;
  end if;
  perform private.fail('PT403', 'History is never changed.', '{"reason": "append_only"}', 'Write a new entry.');
  return null;
end $$;
comment on function private.keep_history() is 'Refuses to change history; what it does not keep any longer goes by triggers and foreign keys alone.';

-- Content -----------------------------------------------------------------------------------------

-- to_jsonb of one is called faster than a function of ours, and says the shape once.
create type private.content as (name text, status text, params jsonb);
comment on type private.content is 'What an investment is: to_jsonb of one is what a base, a plan and an item of history hold.';

create function private.edited_params(p_base jsonb, p_params jsonb) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  -- Params that are no object are refused once the statement is done, naming the field.
  if p_base is null or p_base = p_params or jsonb_typeof(p_params) <> 'object' then
    return '{}';
  end if;
  return array(select key from jsonb_each(p_base || p_params) as given (key, value)
    where not p_params ? key or value is distinct from p_base -> key);
end $$;
comment on function private.edited_params(jsonb, jsonb) is 'Keys that params have otherwise than base, be it only a default written out; none for what is new.';
grant execute on function private.edited_params(jsonb, jsonb) to authenticated, service_role;

-- 5 and 5.0 are the same number, and a browser knows only one of them: what is equal is left as it was written.
create function private.keep_forms(p_stored jsonb, p_params jsonb, p_edited text[] default null) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  if p_params = p_stored then
    return p_stored;
  elsif p_stored is null or jsonb_typeof(p_params) <> 'object' then
    return p_params;
  end if;
  return p_params || (p_stored - coalesce(p_edited, private.edited_params(p_stored, p_params)));
end $$;
comment on function private.keep_forms(jsonb, jsonb, text[]) is 'Params with each number that equals the stored one written as it is stored, so that undoing restores every byte. Whoever has their edited_params already gives them.';
grant execute on function private.keep_forms(jsonb, jsonb, text[]) to authenticated, service_role;

create function private.with_fields(p_content jsonb, p_fields jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'name', coalesce(p_fields -> 'name', p_content -> 'name'),
    'status', coalesce(p_fields -> 'status', p_content -> 'status'),
    'params', jsonb_strip_nulls(coalesce(p_content -> 'params', '{}') || coalesce((
      select jsonb_object_agg(substr(key, 8), value) from jsonb_each(p_fields) where starts_with(key, 'params.')),
      '{}')))
$$;
comment on function private.with_fields(jsonb, jsonb) is 'Content with some fields replaced; null removes a key.';

create function private.field_of(p_content jsonb, p_field text) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_field in ('name', 'status') then p_content -> p_field else p_content -> 'params' -> substr(p_field, 8) end
$$;
comment on function private.field_of(jsonb, text) is 'A field of content by its name in a merge; null when it is missing.';
grant execute on function private.field_of(jsonb, text) to authenticated, service_role;
