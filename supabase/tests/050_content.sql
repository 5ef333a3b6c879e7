-- What may be stored, bookkeeping, limits, deleting and restoring.

begin;
select plan(164);

select tests.enable_features();
create temp table ids as select tests.create_user('owner@example.com') as owner_id;
grant select on ids to public;
select is(count(*), 1::bigint, 'a new user gets a profile') from profiles join ids on user_id = owner_id;
-- Keys of before.
select is(private.with_present_keys('property', params), meant, format('%s means %s', params, meant))
from (values
  ('{"value": 1, "main_residence": true}'::jsonb, '{"value": 1, "use": "main_residence"}'::jsonb),
  ('{"value": 1, "main_residence": false}', '{"value": 1, "use": "let"}'),
  ('{"value": 1, "main_residence": "yes"}', '{"value": 1, "use": "yes"}'),
  ('{"use": "own_use", "main_residence": null}', '{"use": "own_use", "main_residence": null}'),
  ('{"value": 1, "use": "own_use"}', '{"value": 1, "use": "own_use"}')
) as former (params, meant);

select tests.act_as(owner_id) from ids;

-- Refused content: the field and the problem that the error names.
select is(tests.detail_of(format('insert into instances (kind, name, status, params) values (%L, %L, %L, %L)',
    kind, name, status, params)) ->> 'field', field, format('%s: %s', field, problem))
from (values
  ('cash', 'x', 'active', '{}', 'params.value', 'required'),
  ('cash', 'x', 'active', '{"value": null}', 'params.value', 'required'),
  ('cash', 'x', 'active', '{"value": "1"}', 'params.value', 'wrong_type'),
  ('cash', 'x', 'active', '{"value": -1}', 'params.value', 'out_of_range'),
  ('cash', 'x', 'active', '{"value": 1e400}', 'params.value', 'not_representable'),
  ('cash', 'x', 'active', '{"value": 12345678901234567}', 'params.value', 'not_representable'),
  ('cash', 'x', 'active', '{"value": 1, "valeu": 2}', 'params.valeu', 'unknown_field'),
  ('cash', 'x', 'active', '{"value": {"deep": 1}}', 'params.value', 'wrong_type'),
  ('cash', 'x', 'active', '{"value": 1, "as_of_month": "2025-13"}', 'params.as_of_month', 'wrong_form'),
  ('loan', 'x', 'active', '{"balance": 1, "interest_deductible": "yes"}', 'params.interest_deductible', 'wrong_type'),
  ('property', 'x', 'active', '{"value": 1, "use": true}', 'params.use', 'wrong_type'),
  ('property', 'x', 'active', '{"value": 1, "use": "rented"}', 'params.use', 'not_an_option'),
  ('property', 'x', 'active', '{"value": 1, "plant_depreciation_method": "magic"}', 'params.plant_depreciation_method', 'not_an_option'),
  ('loan', 'x', 'active', '{"balance": 1, "term_months": 1.5}', 'params.term_months', 'not_whole'),
  ('cash_flow', 'x', 'active', '{}', 'params.amount', 'required'),
  ('cash_flow', 'x', 'active', '{"amount": 1, "direction": "sideways"}', 'params.direction', 'not_an_option'),
  ('cash_flow', 'x', 'active', '{"amount": 1, "start_month": "2030-01", "end_month": "2029-12"}', 'params.end_month', 'before_start'),
  ('property', 'x', 'active', '{"value": 1, "loan_refinance_rate": 5}', 'params.loan_refinance_rate', 'needs_month'),
  ('property', 'x', 'active', '{"value": 1, "loan_refinance_draw": 5}', 'params.loan_refinance_draw', 'needs_month'),
  ('loan', 'x', 'active', '{"balance": 1, "refinance_term_months": 5}', 'params.refinance_term_months', 'needs_month'),
  ('loan', 'x', 'active', '{"balance": 1, "refinance_costs": 5}', 'params.refinance_costs', 'needs_month'),
  ('loan', 'x', 'active', '{"balance": 1, "start_month": "2030-01", "refinance_month": "2030-01"}', 'params.refinance_month', 'outside_period'),
  ('property', 'x', 'active', '{"value": 1, "loan_lump_sum": 5}', 'params.loan_lump_sum', 'needs_month'),
  ('loan', 'x', 'active', '{"balance": 1, "lump_sum": 5}', 'params.lump_sum', 'needs_month'),
  ('property', 'x', 'active', '{"value": 1, "loan_lump_sum_month": "2030-01"}', 'params.loan_lump_sum_month', 'needs_amount'),
  ('loan', 'x', 'active', '{"balance": 1, "lump_sum": 0, "lump_sum_month": "2030-01"}', 'params.lump_sum_month', 'needs_amount'),
  ('loan', 'x', 'active', '{"balance": 1, "start_month": "2030-01", "lump_sum": 5, "lump_sum_month": "2030-01"}', 'params.lump_sum_month', 'outside_period'),
  ('property', 'x', 'active', '{"value": 1, "sale_month": "2030-01", "loan_lump_sum": 5, "loan_lump_sum_month": "2030-02"}', 'params.loan_lump_sum_month', 'outside_period'),
  ('property', 'x', 'active', '{"value": 1, "sale_month": "2030-01", "loan_refinance_month": "2030-01"}', 'params.loan_refinance_month', 'outside_period'),
  ('portfolio', 'x', 'active', '{"value": 1, "tax_wrapper": "isa"}', 'params.tax_wrapper', 'not_an_option'),
  ('portfolio', 'x', 'active', '{"value": 1, "tax_wrapper": "super", "employer_contribution": -1}', 'params.employer_contribution', 'out_of_range'),
  ('portfolio', 'x', 'active', '{"value": 1, "tax_wrapper": "super", "access_month": "2029-12", "start_month": "2030-01"}', 'params.access_month', 'access_too_early'),
  ('portfolio', 'x', 'active', '{"value": 1, "tax_wrapper": "tax_free", "access_month": "2029-12", "as_of_month": "2030-01"}', 'params.access_month', 'access_too_early'),
  ('portfolio', 'x', 'active', '{"value": 1, "tax_wrapper": "deferred", "access_month": "2030-02", "sale_month": "2030-01"}', 'params.sale_month', 'before_access'),
  ('portfolio', 'x', 'active', '{"value": 1, "tax_wrapper": "super", "access_month": "2030-02", "withdrawal_start_month": "2030-01"}', 'params.withdrawal_start_month', 'before_access'),
  ('cash', ' ', 'active', '{"value": 1}', 'name', 'required'),
  ('cash', E'\t', 'active', '{"value": 1}', 'name', 'required'),
  ('cash', U&'\00a0\200b\000a', 'active', '{"value": 1}', 'name', 'required'),
  ('cash', repeat('x', 121), 'active', '{"value": 1}', 'name', 'wrong_length'),
  ('boat', 'x', 'active', '{}', 'kind', 'not_an_option'),
  ('cash', 'x', 'sunk', '{"value": 1}', 'status', 'not_an_option'),
  ('cash', 'x', 'active', '[]', 'params', 'wrong_type')
) as refused (kind, name, status, params, field, problem);
select is(tests.detail_of($$ insert into instances (kind, name, params) values ('cash', 'x', '{"value": -1}') $$) ->> 'code',
  'PT422', 'as PT422');
select is(jsonb_array_length(tests.detail_of($$ insert into instances (kind, name, params)
  values ('cash', ' ', '{"value": -1, "oops": 1}') $$) -> 'errors'), 3, 'with every problem at once');

select is(tests.detail_of(statement) ->> 'code', 'PT422', statement) from unnest(array[
  $$ insert into instances (kind, params) values ('cash', '{"value": 1}') $$,
  $$ insert into instances (name, params) values ('x', '{"value": 1}') $$,
  $$ select create_scenario(gen_random_uuid(), null) $$,
  $$ update profiles set locale = null $$]) as statement;

select lives_ok(format('insert into scenarios (name) values (%L)', U&'\200b\05d1\0020'), 'a name with a letter in it');
select is(tests.detail_of(format('insert into scenarios (name) values (%L)', U&'\3000\200b')) ->> 'problem', 'required', 'and one with none');

-- Bookkeeping.
select lives_ok($$ insert into instances (kind, name, params) values ('cash', 'Cash', '{"value": 5, "interest_rate": null}') $$,
  'content that is valid');
select results_eq($$ select params, version from instances $$, $$ values ('{"value": 5}'::jsonb, 1) $$, 'nulls are dropped');
select lives_ok($$ update instances set params = '{"value": 5.0}' $$, 'the same number written otherwise');
select is((select version from instances), 1, 'is no change');
select lives_ok($$ update instances set params = '{"value": 6}' $$, 'another number');
select is((select version from instances), 2, 'raises the version by one');
select lives_ok($$ update instances set name = 'Cash' $$, 'nothing new');
select is((select version from instances), 2, 'raises nothing');
select throws_ok($$ update instances set kind = 'loan' $$, '42501', null, 'kind has no grant');
select tests.act_as_owner();
select throws_ok($$ update instances set kind = 'loan' $$, 'PT422', null, 'and never changes');
select tests.act_as(owner_id) from ids;
select is(tests.detail_of($$ insert into scenarios (name, assumptions) values ('x', '{"paths": 0}') $$) ->> 'field',
  'assumptions.paths', 'assumptions are checked');
select is(tests.detail_of($$ insert into scenarios (name, assumptions) values ('x', '{"correlation_property_shares": 1,
  "correlation_property_rates": 1, "correlation_shares_rates": -1}') $$) ->> 'problem', 'inconsistent_correlations',
  'three correlations must be able to hold together');
select is(tests.detail_of($$ insert into scenarios (name, assumptions) values ('x', '{"correlation_property_shares": 1,
  "correlation_property_rates": 0.5}') $$) ->> 'field', 'assumptions.correlation_property_rates',
  'a missing one means the default');
select is(tests.detail_of($$ insert into scenarios (name, assumptions) values ('x', '{"correlation_property_bonds": 0.9,
  "correlation_shares_bonds": 0.9, "correlation_property_shares": -0.5}') $$) ->> 'problem', 'inconsistent_correlations',
  'those of bonds must hold with the others');
select is(tests.detail_of($$ insert into scenarios (name, assumptions) values ('x', '{"correlation_property_shares": -0.4,
  "correlation_property_rates": -0.4, "correlation_shares_rates": -0.4, "correlation_property_bonds": -0.4,
  "correlation_shares_bonds": -0.4, "correlation_bonds_rates": -0.4}') $$) ->> 'problem', 'inconsistent_correlations',
  'all four together too, where any three of them could');
select lives_ok($$ update profiles set assumptions = '{"correlation_property_shares": 1,
  "correlation_property_rates": -0.1}' $$, 'what bonds are taken to do refuses nobody who says nothing of them');
select is(tests.detail_of($$ update profiles set assumptions = assumptions || '{"correlation_shares_bonds": -0.2}' $$) ->> 'problem', 'inconsistent_correlations', 'until somebody does');
select lives_ok($$ update profiles set assumptions = '{"correlation_property_shares": 0.9, "correlation_property_rates": 0.9,
  "correlation_shares_rates": 0.7}' $$, 'a profile whose correlations hold');
select is(tests.detail_of($$ insert into scenarios (name, assumptions) values ('x', '{"correlation_shares_rates": -0.9}') $$) ->> 'field',
  'assumptions.correlation_shares_rates', 'a scenario lies over the profile');
select lives_ok($$ insert into scenarios (name, assumptions) values ('Own', '{"correlation_shares_rates": 0.8}') $$,
  'a scenario that holds over it');
select is(tests.detail_of($$ update profiles set assumptions = '{"correlation_property_shares": 0.9}' $$) ->> 'scenario_id',
  (select id::text from scenarios where name = 'Own'), 'another profile must not spoil it');
update scenarios set deleted_at = now() where name = 'Own';
select lives_ok($$ update profiles set assumptions = '{"correlation_property_shares": 0.9}' $$, 'unless it was deleted');
select lives_ok($$ update scenarios set deleted_at = null, description = 'Back' where name = 'Own' $$,
  'restored, it is not judged for what it did not change');
select is(tests.detail_of($$ update scenarios set assumptions = '{"correlation_shares_rates": 0.81}' where name = 'Own' $$) ->> 'problem',
  'inconsistent_correlations', 'but is once it changes it');
select is(tests.detail_of(format('insert into scenarios (name, assumptions) values (%L, %L)', 'x', jsonb_build_object('tax_brackets', brackets)))
  ->> 'field', expected, format('brackets %s', brackets))
from (values ('0:0, 18200:16.5', null), ('100:10', 'assumptions.tax_brackets'), ('0:10, 0:20', 'assumptions.tax_brackets'),
  ('0:110', 'assumptions.tax_brackets'), ('0:0, 50:10, 20:5', 'assumptions.tax_brackets')) as given (brackets, expected);
select is(tests.detail_of(format('insert into scenarios (name, assumptions) values (%L, %L)', 'x', jsonb_build_object(key, '0:10, 0:20')))
  ->> 'field', 'assumptions.' || key, format('%s rise from 0 too', key))
from unnest(array['gains_brackets', 'dividend_brackets']) as key;
-- What the law and the months need, in both places that hold assumptions.
select is(tests.detail_of(format(statement, format('{"%s": %s}', key, value))) ->> 'problem', problem, format('%s %s: %s', key, value, problem))
from (values
  ('tax_system', '"moon"', 'not_an_option'),
  ('law_changes', '"perhaps"', 'not_an_option'),
  ('tax_year_end_month', '0', 'out_of_range'),
  ('tax_year_end_month', '13', 'out_of_range'),
  ('tax_year_end_month', '6.5', 'not_whole'),
  ('gains_brackets', '5', 'wrong_type'),
  ('gains_brackets', '"0:x"', 'wrong_form'),
  ('gains_brackets', '"5:10"', 'wrong_form'),
  ('gains_brackets', '"0:110"', 'wrong_form'),
  ('gains_allowance', '-1', 'out_of_range'),
  ('interest_credit_rate', '101', 'out_of_range'),
  ('household_as_of_month', '"2026-13"', 'wrong_form'),
  ('household_as_of_month', '202611', 'wrong_type'),
  ('household_confirmed_month', '"2026-11-01"', 'wrong_form'),
  ('goal_as_of_month', '"1899-12"', 'wrong_form'),
  ('carried_capital_losses', '-1', 'out_of_range'),
  ('carried_rental_losses', '1e13', 'out_of_range'),
  ('carried_losses', '"5"', 'wrong_type'),
  ('carried_interest', '[5]', 'wrong_type'),
  ('income_so_far', '-1e13', 'out_of_range'),
  ('tax_preset', '"none"', 'unknown_field')
) as refused (key, value, problem)
cross join unnest(array[$$ insert into scenarios (name, assumptions) values ('x', %L) $$,
  $$ update profiles set assumptions = %L $$]) as statement;
select lives_ok($$ update profiles set assumptions = assumptions || '{"carried_capital_losses": 20000, "income_so_far": -5.25,
  "household_as_of_month": "2027-03", "gains_brackets": "0:18, 50270:24"}' $$, 'a balance with its month, and what tax carries into it');
select is(tests.detail_of(format('insert into instances (kind, name, params) values (%L, %L, %L)', kind, 'x', format('{"value": 1, "%s": %s}', key, value)))
  ->> 'problem', problem, format('%s %s: %s', key, value, problem))
from (values
  ('property', 'dwelling', '"castle"', 'not_an_option'),
  ('property', 'new_build_gains', '"none"', 'not_an_option'),
  ('property', 'plant_cost', '-1', 'out_of_range'),
  ('portfolio', 'franking_rate', '101', 'out_of_range'),
  ('cash', 'franking_rate', '1', 'unknown_field')
) as refused (kind, key, value, problem);
select is(tests.detail_of($$ update profiles set theme = 'pink' $$) ->> 'field', 'theme', 'profiles are checked');

-- Deleting and restoring.
select lives_ok($$ update instances set deleted_at = '2000-01-01' $$, 'an owner deletes');
select results_eq($$ select deleted_at between now() and clock_timestamp(), version from instances $$, $$ values (true, 2) $$,
  'at the time of the server, without a new version');
select throws_ok($$ update instances set name = 'x' $$, 'PT409', null, 'what is deleted is not edited');
select throws_ok($$ select tests.scenario('x', array(select id from instances)) $$, 'PT404', null, 'nor copied');
select throws_ok($$ update instances set deleted_at = null, name = 'Back' $$, 'PT409', null, 'nor restored as something else');
select lives_ok($$ update instances set deleted_at = null $$, 'but restored');
select throws_ok($$ update instances set deleted_at = now(), name = 'Back' $$, 'PT409', null, 'nor deleted as something else');

-- Limits.
select tests.set_limit('max_instances', 2);
select lives_ok($$ insert into instances (kind, name, params) values ('cash', 'Second', '{"value": 1}') $$, 'up to the limit');
select is(tests.detail_of($$ insert into instances (kind, name, params) values ('cash', 'Third', '{"value": 1}') $$) ->> 'limit',
  'max_instances', 'one more is refused by name');
select lives_ok($$ update instances set deleted_at = now() where name = 'Second' $$, 'a deleted one');
select lives_ok($$ insert into instances (kind, name, params) values ('cash', 'Third', '{"value": 1}') $$, 'makes room');
select throws_ok($$ update instances set deleted_at = null where name = 'Second' $$, 'PT422', null,
  'and is not restored past the limit');
select tests.set_limit('max_scenario_instances', 1);
select throws_ok($$ select tests.scenario('x', array(select id from instances where deleted_at is null)) $$, 'PT422', null,
  'a scenario has a limit too');

-- What is deleted is kept for a while, and not without end.
select tests.set_limit('max_kept_instances', 4), tests.set_limit('max_kept_scenarios', 4),
  tests.set_limit('max_kept_scenario_instances', 2);
create function pg_temp.churn(p_table text, p_times integer) returns void language plpgsql as $$
begin
  for turn in 1 .. p_times loop
    execute case p_table
      when 'instances' then $sql$ insert into instances (kind, name, params) values ('cash', 'Churn', '{"value": 1}') $sql$
      when 'scenarios' then $sql$ insert into scenarios (name) values ('Churn') $sql$
      else $sql$ insert into scenario_instances (scenario_id, kind, name, params)
        select id, 'cash', 'Churn', '{"value": 1}' from scenarios where name = 'Home of churn' $sql$ end;
    execute format('update %I set deleted_at = now() where name = %L', p_table, 'Churn');
  end loop;
end $$;
update instances set deleted_at = now() where name = 'Third';
select lives_ok($$ select pg_temp.churn('instances', 4 - (select count(*)::integer from instances)) $$, 'creating and deleting');
select is(tests.detail_of($$ select pg_temp.churn('instances', 1) $$) ->> 'limit', 'max_kept_instances', 'ends');
update scenarios set deleted_at = now();
select lives_ok($$ select pg_temp.churn('scenarios', 3 - (select count(*)::integer from scenarios)) $$, 'of scenarios');
insert into scenarios (name) values ('Home of churn');
select is(tests.detail_of($$ select pg_temp.churn('scenarios', 1) $$) ->> 'limit', 'max_kept_scenarios', 'too');
select lives_ok($$ select pg_temp.churn('scenario_instances', 2) $$, 'and of their instances');
select is(tests.detail_of($$ select pg_temp.churn('scenario_instances', 1) $$) ->> 'limit', 'max_kept_scenario_instances', 'as well');
select lives_ok($$ update instances set deleted_at = null where name = 'Third' $$, 'while what was deleted can still be restored');
select tests.act_as_owner();
select tests.set_limit('max_kept_instances', null), tests.set_limit('max_instances', 7);
select is(private.limit_of('max_kept_instances'), 35::bigint, 'the room grows with the limit of what is not deleted');
select is(private.limit_of('max_document_bytes'), 5242880::bigint, 'a document has 5 MB');
select results_eq($$ select changed_at = now(), changed_by = current_user from private.limits where name = 'max_instances' $$,
  $$ values (true, true) $$, 'a limit says when it was set and by whom');
select throws_ok($$ delete from private.limits where name = 'max_instances' $$, 'PT422', null, 'it is never removed');
select throws_ok($$ truncate private.limits $$, 'PT422', null, 'nor all of them');
select throws_ok($$ update private.limits set name = 'max_things' where name = 'max_instances' $$, 'PT422', null, 'nor renamed');
select throws_ok($$ update private.limits set value = null where name = 'max_instances' $$, '23514', null, 'nor taken off');
select is_empty($$ select role from unnest(array['anon', 'authenticated', 'service_role']) as role
  where has_any_column_privilege(role, 'private.limits', 'select, insert, update') $$, 'no key of the API reaches limits');
select * from finish();
rollback;
