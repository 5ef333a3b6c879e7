-- The case table of the merge: base, what reality became, what is proposed, and what comes of it.

begin;
create temp table merge_case (name text, field text, base jsonb, current jsonb, proposed jsonb, outcome text, result jsonb);
insert into merge_case values
  ('nothing changed', 'params.value', '{"params": {"value": 1}}', '{"params": {"value": 1}}', '{"params": {"value": 1}}', 'unchanged', '1'),
  ('only reality changed', 'params.value', '{"params": {"value": 1}}', '{"params": {"value": 2}}', '{"params": {"value": 1}}', 'current_only', '2'),
  ('only the scenario changed', 'params.value', '{"params": {"value": 1}}', '{"params": {"value": 1}}', '{"params": {"value": 3}}', 'proposed_only', '3'),
  ('both changed alike', 'params.value', '{"params": {"value": 1}}', '{"params": {"value": 2}}', '{"params": {"value": 2}}', 'same_change', '2'),
  ('both changed differently', 'params.value', '{"params": {"value": 1}}', '{"params": {"value": 2}}', '{"params": {"value": 3}}', 'conflict', null),
  ('an integer and a decimal of one value', 'params.value', '{"params": {"value": 5}}', '{"params": {"value": 5.0}}', '{"params": {"value": 5.00}}', 'unchanged', '5'),
  ('an integer and an exponent of one value', 'params.value', '{"params": {"value": 500}}', '{"params": {"value": 500}}', '{"params": {"value": 5e2}}', 'unchanged', '500'),
  ('decimals that differ in the last place', 'params.value', '{"params": {"value": 0.1}}', '{"params": {"value": 0.1}}', '{"params": {"value": 0.10000000000000002}}', 'proposed_only', '0.10000000000000002'),
  ('a number and the text of it', 'params.value', '{"params": {"value": 5}}', '{"params": {"value": 5}}', '{"params": {"value": "5"}}', 'proposed_only', '"5"'),
  ('zero is not missing', 'params.value', '{"params": {}}', '{"params": {}}', '{"params": {"value": 0}}', 'proposed_only', '0'),
  ('false is not missing', 'params.flag', '{"params": {"flag": true}}', '{"params": {}}', '{"params": {"flag": false}}', 'conflict', null),
  ('null is a missing key', 'params.value', '{"params": {"value": null}}', '{"params": {"value": 2}}', '{"params": {}}', 'current_only', '2'),
  ('a key that the scenario added', 'params.rent', '{"params": {}}', '{"params": {}}', '{"params": {"rent": 1}}', 'proposed_only', '1'),
  ('a key that the scenario dropped', 'params.rent', '{"params": {"rent": 1}}', '{"params": {"rent": 1}}', '{"params": {}}', 'proposed_only', null),
  ('a key that reality dropped', 'params.rent', '{"params": {"rent": 1}}', '{"params": {}}', '{"params": {"rent": 1}}', 'current_only', null),
  ('a key that both dropped', 'params.rent', '{"params": {"rent": 1}}', '{"params": {}}', '{"params": {}}', 'same_change', null),
  ('dropped here, changed there', 'params.rent', '{"params": {"rent": 1}}', '{"params": {"rent": 2}}', '{"params": {}}', 'conflict', null),
  ('both added the same key alike', 'params.rent', '{"params": {}}', '{"params": {"rent": 1}}', '{"params": {"rent": 1.0}}', 'same_change', '1'),
  ('both added the same key differently', 'params.rent', '{"params": {}}', '{"params": {"rent": 1}}', '{"params": {"rent": 2}}', 'conflict', null),
  ('a text', 'params.note', '{"params": {"note": "a"}}', '{"params": {"note": "a"}}', '{"params": {"note": "A"}}', 'proposed_only', '"A"'),
  ('an empty text is not missing', 'params.note', '{"params": {"note": "a"}}', '{"params": {}}', '{"params": {"note": ""}}', 'conflict', null),
  ('a boolean', 'params.flag', '{"params": {"flag": true}}', '{"params": {"flag": false}}', '{"params": {"flag": true}}', 'current_only', 'false'),
  ('a month', 'params.sale_month', '{"params": {"sale_month": "2030-01"}}', '{"params": {"sale_month": "2030-02"}}', '{"params": {"sale_month": "2030-03"}}', 'conflict', null),
  ('a rename', 'name', '{"name": "Home"}', '{"name": "Home"}', '{"name": "House"}', 'proposed_only', '"House"'),
  ('two renames', 'name', '{"name": "Home"}', '{"name": "Den"}', '{"name": "House"}', 'conflict', null),
  ('an archive', 'status', '{"status": "active"}', '{"status": "active"}', '{"status": "archived"}', 'proposed_only', '"archived"'),
  ('archived on both sides', 'status', '{"status": "active"}', '{"status": "archived"}', '{"status": "archived"}', 'same_change', '"archived"'),
  ('a param called name', 'params.name', '{"name": "a", "params": {"name": 1}}', '{"name": "a", "params": {"name": 1}}', '{"name": "a", "params": {"name": 2}}', 'proposed_only', '2'),
  ('a param with a dot', 'params.a.b', '{"params": {"a.b": 1}}', '{"params": {"a.b": 2}}', '{"params": {"a.b": 1}}', 'current_only', '2'),
  -- The default of a property's growth rate is 4.
  ('the default written out by reality, another value proposed', 'params.growth_rate', '{"params": {}}', '{"params": {"growth_rate": 4}}', '{"params": {"growth_rate": 5}}', 'proposed_only', '5'),
  ('the default written out by the scenario, another value in reality', 'params.growth_rate', '{"params": {}}', '{"params": {"growth_rate": 5}}', '{"params": {"growth_rate": 4}}', 'current_only', '5'),
  ('the default left out by reality, another value proposed', 'params.growth_rate', '{"params": {"growth_rate": 4}}', '{"params": {}}', '{"params": {"growth_rate": 5}}', 'proposed_only', '5'),
  ('the default left out by the scenario, another value in reality', 'params.growth_rate', '{"params": {"growth_rate": 4}}', '{"params": {"growth_rate": 5}}', '{"params": {}}', 'current_only', '5'),
  ('the default written out by the scenario alone', 'params.growth_rate', '{"params": {}}', '{"params": {}}', '{"params": {"growth_rate": 4}}', 'unchanged', null),
  ('the default written out by reality alone', 'params.growth_rate', '{"params": {}}', '{"params": {"growth_rate": 4}}', '{"params": {}}', 'unchanged', '4'),
  ('the default written out in two ways', 'params.growth_rate', '{"params": {}}', '{"params": {"growth_rate": 4}}', '{"params": {"growth_rate": 4.0}}', 'unchanged', '4'),
  ('reset to the default on both sides, left out by reality', 'params.growth_rate', '{"params": {"growth_rate": 5}}', '{"params": {}}', '{"params": {"growth_rate": 4}}', 'same_change', null),
  ('reset to the default on both sides, written out by reality', 'params.growth_rate', '{"params": {"growth_rate": 5}}', '{"params": {"growth_rate": 4}}', '{"params": {}}', 'same_change', '4'),
  ('reset to the default by the scenario', 'params.growth_rate', '{"params": {"growth_rate": 5}}', '{"params": {"growth_rate": 5}}', '{"params": {}}', 'proposed_only', null),
  ('reset to the default by reality, otherwise changed in the scenario', 'params.growth_rate', '{"params": {"growth_rate": 5}}', '{"params": {}}', '{"params": {"growth_rate": 6}}', 'conflict', null),
  ('a default that is a choice, another proposed', 'params.use', '{"params": {}}', '{"params": {"use": "let"}}', '{"params": {"use": "own_use"}}', 'proposed_only', '"own_use"'),
  ('a default that is a choice', 'params.plant_depreciation_method', '{"params": {}}', '{"params": {"plant_depreciation_method": "diminishing_value"}}', '{"params": {}}', 'unchanged', '"diminishing_value"'),
  ('a field without a default', 'params.cost_base', '{"params": {}}', '{"params": {"cost_base": 0}}', '{"params": {"cost_base": 5}}', 'conflict', null);
-- What a case leaves out is the same on all sides.
update merge_case set
  base = '{"name": "Home", "status": "active", "params": {"kept": 1}}'::jsonb || base,
  current = '{"name": "Home", "status": "active", "params": {"kept": 1}}'::jsonb || current,
  proposed = '{"name": "Home", "status": "active", "params": {"kept": 1}}'::jsonb || proposed;

select plan((select count(*)::integer * 3 + 24 from merge_case));

select is(coalesce((select outcome from private.merge_fields(base, current, proposed, 'property') where field = merge_case.field), 'unchanged'),
  outcome, name || ' is ' || outcome) from merge_case;
select is((select result from private.merge_fields(base, current, proposed, 'property') where field = merge_case.field),
  result, name || ' gives the right result') from merge_case;

-- The planner over all cases at once says the same, whether it knows what was edited or not.
create temp table planned as
select plan.* from unnest(private.plan_merge((
  select array_agg((md5(name)::uuid, md5(name)::uuid, md5(name)::uuid, null, 'property', 1, 1,
    case when base = current then 1 else 2 end, base, current ->> 'name', current ->> 'status',
    jsonb_strip_nulls(current -> 'params'), proposed ->> 'name', proposed ->> 'status',
    jsonb_strip_nulls(proposed -> 'params'),
    case when length(name) % 2 = 0 then private.edited_params(base -> 'params', proposed -> 'params') end, null, null)::private.merge_input)
  from (select name, jsonb_strip_nulls(base) as base, current, proposed from merge_case) as given), '{}')) as plan;
select set_eq(
  format($$ select value ->> 'field' as field, value ->> 'outcome' as outcome, value ->> 'result' as result from planned,
    json_array_elements(fields) where row_key = %L $$, md5(name)::uuid),
  format($$ select merged.field, merged.outcome, merged.result #>> '{}' as result from merge_case
    cross join lateral private.merge_fields(base, current, proposed, 'property') as merged (field, b, c, p, outcome, result)
    where name = %L and merged.outcome <> 'unchanged' $$, name),
  name || ' is planned as it is defined')
from merge_case;


-- Defaults are those of the kind, and of content only.
select is(outcome, 'conflict', 'without a kind a missing key is a value of its own')
from private.merge_fields('{"params": {}}', '{"params": {"growth_rate": 4}}', '{"params": {"growth_rate": 5}}');
select is(outcome, 'conflict', 'what another kind has no default for is none')
from private.merge_fields('{"params": {}}', '{"params": {"growth_rate": 4}}', '{"params": {"growth_rate": 5}}', 'cash');
select is(outcome, 'proposed_only', 'a default that is false is one too')
from private.merge_fields('{"params": {}}', '{"params": {"price_grows_until_purchase": false}}', '{"params": {"price_grows_until_purchase": true}}', 'property');
select is(outcome, 'proposed_only', 'what is new proposes its defaults too')
from private.merge_fields(null, null, '{"params": {"growth_rate": 4}}', 'property');

select is(private.keep_base_forms('{"growth_rate": 4, "volatility": 9, "cost_base": 1, "weekly_rent": 5.0}',
  '{"loan_rate": 6, "offset_balance": 7, "weekly_rent": 5}', 'property')::text,
  '{"growth_rate": 4, "weekly_rent": 5.0, "offset_balance": 7}', 'what means the same is written as in base');
select is(private.keep_base_forms(null, '{"growth_rate": 4.0}', 'property')::text, '{"growth_rate": 4.0}',
  'what is new is written as it was sent');

select is(private.with_fields('{"name": "a", "status": "active", "params": {"x": 1, "y": 2}}',
  '{"name": "b", "params.x": null, "params.z": 3}'),
  '{"name": "b", "status": "active", "params": {"y": 2, "z": 3}}'::jsonb, 'fields are set, and null drops a key');
create temp table looked_at as select
  (md5('a')::uuid, null, null, null, null, 1, 1, 1, null, null, null, null, null, null, null, null, null, null)::private.merge_input as a,
  (md5('b')::uuid, null, null, null, null, 1, 1, 1, null, null, null, null, null, null, null, null, null, null)::private.merge_input as b,
  (md5('a')::uuid, null, null, null, null, 1, 1, 2, null, null, null, null, null, null, null, null, null, null)::private.merge_input as moved,
  (md5('a')::uuid, null, null, null, null, 1, 1, null, null, null, null, null, null, null, null, null, null, null)::private.merge_input as gone;
select is(private.fingerprint(array[a, b]), private.fingerprint(array[b, a]), 'a fingerprint does not depend on order')
from looked_at;
select isnt(private.fingerprint(array[a]), private.fingerprint(array[a, b]), 'but on every row') from looked_at;
select isnt(private.fingerprint(array[a]), private.fingerprint(array[moved]), 'on versions') from looked_at;
select isnt(private.fingerprint(array[a]), private.fingerprint(array[gone]), 'and on what is gone') from looked_at;

-- What is there already: the question by what was answered, and by whether it can stand there.
create temp table twin_case (name text, twin_case text, decision jsonb, is_first boolean, action text, instance text, is_open boolean,
  after text, lineage text);
insert into twin_case values
  ('not answered', 'asked', null, true, 'none', null, true, null, 'kept'),
  ('not answered, and held', 'held', null, false, 'none', null, true, null, 'kept'),
  ('stands on it', 'asked', '{"take": "current"}', true, 'none', 'twin', false, 'current', 'kept'),
  ('where another stands', 'asked', '{"take": "current"}', false, 'discard', 'twin', false, null, 'kept'),
  ('where the scenario has a copy', 'held', '{"take": "current"}', false, 'discard', 'twin', false, null, 'kept'),
  ('another one', 'asked', '{"take": "proposed"}', false, 'create', null, false, 'proposed', 'new'),
  ('another one beside a copy', 'held', '{"take": "proposed"}', false, 'create', null, false, 'proposed', 'new'),
  ('left for later', 'asked', '{"take": "later"}', true, 'none', null, false, null, 'kept'),
  ('left for later, and held', 'held', '{"take": "later"}', false, 'none', null, false, null, 'kept'),
  ('is not left, in a revert, for later', 'leave', '{"take": "later"}', false, 'none', null, false, null, 'kept'),
  ('leaves it, in a revert', 'leave', null, false, 'none', 'twin', false, null, 'kept'),
  ('stands there again, in a revert', 'stand', null, false, 'none', 'twin', false, 'current', 'kept');
select results_eq(
  format($$ select plan.action, case when plan.instance_id = md5('twin')::uuid then 'twin' end, plan.open_conflicts = '{*}', plan.after ->> 'name',
    case when plan.lineage_id = md5('row')::uuid then 'new' else 'kept' end from twin_case cross join private.twin_plan((md5('row')::uuid, md5('row')::uuid,
      null, md5('lineage')::uuid, 'cash', 1, null, 3, null, 'current', 'active', '{}', 'proposed', 'active', '{}', null,
      md5('twin')::uuid, twin_case)::private.merge_input, decision, is_first) as plan where twin_case.name = %L $$, name),
  format($$ values (%L, %L, %L::boolean, %L, %L) $$, action, instance, is_open, after, lineage), 'a twin: ' || name)
from twin_case;
select is((select bool_and(value ->> 'reason' = 'already_created' and value ->> 'twin_instance_id' = md5('twin')::uuid::text
    and value ->> 'field' = '*' and value -> 'base' = 'null')
  from twin_case cross join private.twin_plan((md5('row')::uuid, md5('row')::uuid,
    null, md5('lineage')::uuid, 'cash', 1, null, 3, null, 'current', 'active', '{}', 'proposed', 'active', '{}', null,
    md5('twin')::uuid, twin_case)::private.merge_input, decision, is_first) as plan, jsonb_array_elements(plan.fields::jsonb)),
  true, 'a twin is one row of a plan, with its reason and its instance');

select * from finish();
rollback;
