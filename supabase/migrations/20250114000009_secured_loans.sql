-- Loans that are secured on a property beside its own: what the two say together. A reference names the lineage of a property,
-- which is one in reality and in all of its copies; the app judges the same (src/domain/instances/secured.ts).

create type private.secured_row as (
  place text,         -- what to call the row in an error: an id, or a path in a document
  lineage_id text,    -- null for one that nothing can name
  kind text,
  name text,
  params jsonb,
  is_written boolean  -- at others nothing is said
);
comment on type private.secured_row is 'What security_problems judges: a property, or a loan that is secured on one, of one and the same set.';

create function private.month_in(p_params jsonb, p_key text) returns text
language sql immutable set search_path = '' as $$
  select case when p_params ->> p_key ~ '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$' then p_params ->> p_key end
$$;
comment on function private.month_in(jsonb, text) is 'A month that a field holds; null where it holds none.';

-- Without a month of its own an amount is today's.
create function private.owed_from(p_params jsonb) returns text
language sql stable set search_path = '' as $$
  select coalesce(
    greatest(private.month_in(p_params, 'start_month') collate "C", private.month_in(p_params, 'as_of_month') collate "C"),
    to_char(now() at time zone 'utc', 'YYYY-MM'))
$$;
comment on function private.owed_from(jsonb) is 'The month in which a loan is owed at the earliest, as far as its params say.';

create function private.security_problems(p_rows private.secured_row[])
returns table (place text, field text, problem text)
language sql stable rows 10 set search_path = '' as $$
  with held as materialized (select * from unnest(p_rows)),
  loan as (
    select place, params ->> 'secured_on' as lineage_id, is_written, private.month_in(params, 'start_month') as begins,
      private.owed_from(params) as owed_from, params -> 'balance' <> '0' as is_owed
    from held where kind = 'loan' and params ? 'secured_on'
  ),
  pair as materialized (
    select loan.*, property.place as property, property.is_written as is_property_written,
      (is_owed and private.month_in(property.params, 'sale_month') < owed_from collate "C") is true as is_sold,
      (begins < private.month_in(property.params, 'start_month') collate "C") is true as is_before
    from loan join held as property on property.kind = 'property' and property.lineage_id = loan.lineage_id
  ),
  -- A scenario may hold a property twice, as a copy and as what brought it forth: one of them is enough.
  judged as (
    select place, bool_and(is_sold) as is_sold, bool_and(is_before) as is_before from pair group by place
  )
  select place, 'params.secured_on', 'not_there' from loan where is_written and place not in (select judged.place from judged)
  union all
  select place, 'params.secured_on', 'sold' from judged join loan using (place) where judged.is_sold and is_written
  union all
  select place, 'params.start_month', 'before_purchase' from judged join loan using (place) where judged.is_before and is_written
  union all
  select distinct property, 'params.sale_month', 'secures_loan'
  from pair join judged using (place) where judged.is_sold and is_property_written and not is_written
  union all
  select distinct property, 'params.start_month', 'secures_loan'
  from pair join judged using (place) where judged.is_before and is_property_written and not is_written
  order by 1, 2
$$;
comment on function private.security_problems(private.secured_row[]) is 'What is wrong with loans and the properties that they are secured on: one that is not there, is sold before the loan is owed, or is bought after it begins.';

create function private.is_security_moved(p_kind text, p_past jsonb, p_params jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case p_kind
    when 'loan' then p_params ? 'secured_on' and (p_past is null
      or (p_past -> 'secured_on', p_past -> 'start_month', p_past -> 'as_of_month', p_past -> 'balance')
        is distinct from (p_params -> 'secured_on', p_params -> 'start_month', p_params -> 'as_of_month', p_params -> 'balance'))
    when 'property' then p_past is not null
      and (p_past -> 'sale_month', p_past -> 'start_month') is distinct from (p_params -> 'sale_month', p_params -> 'start_month')
    else false end
$$;
comment on function private.is_security_moved(text, jsonb, jsonb) is 'Whether a loan and its property have to be judged anew after this change; past is null for what was not there.';

create function private.with_reference(p_params jsonb, p_lineages jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_lineages ? (p_params ->> 'secured_on')
    then p_params || jsonb_build_object('secured_on', p_lineages -> (p_params ->> 'secured_on')) else p_params end
$$;
comment on function private.with_reference(jsonb, jsonb) is 'Params that name another lineage, where this says which.';
