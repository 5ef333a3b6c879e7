-- What callers send: documents as json, and the words in which an argument is refused or a row not found.

-- Private functions -----------------------------------------------------------------------------

create function private.json_bytes(p_value jsonb) returns bigint language sql immutable set search_path = '' as $$
  -- Our text form of jsonb has a blank after each colon and comma that a file need not have.
  select octet_length(replace(replace(p_value::text, '": ', '":'), ', "', ',"'))
$$;
comment on function private.json_bytes(jsonb) is 'How many bytes a document has as the database writes it, less the blanks beside names and strings, however it was sent.';

create function private.refuse_depth(p_name text) returns void language plpgsql set search_path = '' as $$
begin
  perform private.fail('PT422', 'Too many lists and objects are inside each other.',
    jsonb_build_object('reason', 'too_deep', 'argument', p_name, 'max', 64), 'Send a document as an export writes it.');
end $$;
comment on function private.refuse_depth(text) is 'PT422 naming the argument that is nested too deeply.';

-- Whatever reads all of a document goes down as deep as it is nested, until the server's stack is at its end. And seven
-- bytes can stand for 131,072 digits: enough of them would fill the memory when they are written out. The first filter lets only
-- numbers through, and few of them, since the second one is dear; not strict, as that finds every match where the first will do. In a large
-- document a number has no more than a few times the bytes that it takes here: by the million, hundreds of digits each fill it too.
create function private.absurdity(p_document jsonb) returns text
language sql immutable set search_path = '' as $$
  select case
    when jsonb_path_exists(p_document, 'strict $.**{64}') then 'too_deep'
    when case when pg_column_size(p_document) > 100000
      then jsonb_path_exists(p_document, '$.** ? (@ > 1e50 || @ < 1e-50)
        ? (@ > 1e50 || @ < -1e50 || @ > -1e-50 && @.string() like_regex "^.{60}")')
      else jsonb_path_exists(p_document, '$.** ? (@ > 1e500 || @ < 1e-500)
        ? (@ > 1e500 || @ < -1e500 || @ > -1e-500 && @.string() like_regex "^.{250}")')
    end then 'not_representable'
  end
$$;
comment on function private.absurdity(jsonb) is 'too_deep or not_representable when a document must not even be written out; else null.';

-- jsonb_agg takes time by the square of the keys that are in what it joins; written out and read again it does not.
create function private.joined(p_entries jsonb[]) returns jsonb
language sql immutable set search_path = '' as $$
  select ('[' || array_to_string(p_entries::text[], ',') || ']')::jsonb
$$;
comment on function private.joined(jsonb[]) is 'These entries as one document, however large each is.';

create function private.document(p_argument jsonb, p_name text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  document jsonb := p_argument;
  absurdity text;
begin
  -- Some API servers pass a json argument as its text.
  if jsonb_typeof(p_argument) = 'string' then
    begin
      if p_argument #>> '{}' is json object or p_argument #>> '{}' is json array then
        document := (p_argument #>> '{}')::jsonb;
      end if;
    exception when statement_too_complex then
      perform private.refuse_depth(p_name);
    end;
  end if;
  absurdity := private.absurdity(document);
  if absurdity = 'too_deep' then
    perform private.refuse_depth(p_name);
  elsif absurdity = 'not_representable' then
    perform private.fail('PT422', 'A number is too great or too small.',
      jsonb_build_object('reason', 'not_representable', 'argument', p_name), 'Send numbers that a browser can hold.');
  end if;
  -- Its blanks are looked for only where they decide.
  if octet_length(document::text) > private.limit_of('max_document_bytes') then
    perform private.refuse_past_limit('max_document_bytes', private.json_bytes(document),
      'A document can have at most %s bytes.');
  end if;
  return private.document_with_present_keys(document);
end $$;
comment on function private.document(jsonb, text) is 'A json argument as the document it means; PT422 for numbers that nothing could hold, or more bytes than a document can have.';

-- What is sent is bounded before anything is done with it, by looks that cost nothing: the public functions pass their
-- arguments through these. Read with the owner's rights, as limits are.

create function private.few(p_values anyarray, p_limit text) returns anyarray
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.refuse_past_limit(p_limit, cardinality(p_values), 'At most %s can be sent at once.', 'Send fewer at once.');
  if pg_column_size(p_values) > 1000000 then
    perform private.refuse_past_limit('max_document_bytes', pg_column_size(p_values), 'At most %s bytes can be sent at once.',
      'Send fewer at once.');
  end if;
  return p_values;
end $$;
comment on function private.few(anyarray, text) is 'These values, or PT422 naming the limit.';
grant execute on function private.few(anyarray, text) to authenticated, service_role;

create function private.short(p_text text, p_name text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if octet_length(p_text) > 1000 and octet_length(p_text) > private.limit_of('max_text_bytes') then
    perform private.fail('PT422', format('A text can have at most %s bytes.', private.limit_of('max_text_bytes')),
      jsonb_build_object('reason', 'limit', 'limit', 'max_text_bytes', 'max', private.limit_of('max_text_bytes'),
        'count', octet_length(p_text), 'field', p_name, 'problem', 'wrong_length'), 'Shorten it.');
  end if;
  return p_text;
end $$;
comment on function private.short(text, text) is 'This text, or PT422 naming the limit.';
grant execute on function private.short(text, text) to authenticated, service_role;

-- As jsonb stores it a document can have up to three times the bytes of its text: a one is two bytes there and twelve here.
create function private.small(p_value jsonb, p_limit text default 'max_document_bytes', p_factor integer default 1) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if pg_column_size(p_value) > 10000 then
    perform private.refuse_past_limit(p_limit, pg_column_size(p_value) / p_factor, 'At most %s bytes can be sent at once.',
      'Send less at once.');
  end if;
  return p_value;
end $$;
comment on function private.small(jsonb, text, integer) is 'This value, or PT422 naming the limit.';
grant execute on function private.small(jsonb, text, integer) to authenticated, service_role;

-- Asked by triggers of what is greater than any row is in good faith, before they do anything with it.
create function private.refuse_great_row(p_table text, p_row anyelement) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  greatest_field text;
begin
  if pg_column_size(p_row) > private.limit_of('max_row_bytes') then
    select key into greatest_field from jsonb_each(to_jsonb(p_row)) order by pg_column_size(value) desc limit 1;
    perform private.fail('PT422', format('%s is too long: a row can have at most %s bytes.', greatest_field,
        private.limit_of('max_row_bytes')),
      jsonb_build_object('reason', 'invalid_content', 'table', p_table, 'field', greatest_field, 'problem', 'wrong_length',
        'limit', 'max_row_bytes', 'max', private.limit_of('max_row_bytes'), 'count', pg_column_size(p_row)), 'Shorten it.');
  end if;
end $$;
comment on function private.refuse_great_row(text, anyelement) is 'PT422 naming the limit and the longest field, for a row with more bytes than what a user writes can have.';
grant execute on function private.refuse_great_row(text, anyelement) to authenticated, service_role;

create function private.refuse_argument(p_argument text, p_message text, p_hint text) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.fail('PT400', p_message, jsonb_build_object('reason', 'bad_argument', 'argument', p_argument), p_hint);
end $$;
comment on function private.refuse_argument(text, text, text) is 'PT400 naming the argument.';

create function private.not_found(p_what text, p_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.fail('PT404', format('There is no such %s.', replace(p_what, '_', ' ')),
    jsonb_build_object('reason', 'not_found', p_what || '_id', p_id), 'It may have been deleted. Look at your list again.');
end $$;
comment on function private.not_found(text, uuid) is 'PT404: missing, deleted and foreign rows look the same.';
