-- Generated from the field catalogue (src/domain) by `npm run catalogue:sql`: do not edit by hand.
-- A unit test fails while this file differs from what the generator writes.

create schema if not exists private;

create table if not exists private.field_definitions (
  entity text not null,
  key text not null,
  type text not null check (type in ('money', 'percent', 'number', 'integer', 'month', 'boolean', 'choice', 'text', 'reference')),
  min numeric,
  max numeric,
  required boolean not null default false,
  default_value jsonb,
  options text[],
  pattern text,
  former_keys text[] not null default '{}',
  is_retired boolean not null default false,
  primary key (entity, key)
);

-- Holds nothing of any user: validation reads it with the rights of whoever writes.
grant select on private.field_definitions to authenticated, service_role;

comment on table private.field_definitions is 'Every field of instances and assumptions, generated from the catalogue; read by validation.';
comment on column private.field_definitions.entity is 'A kind of instance, or assumptions.';
comment on column private.field_definitions.type is 'money, percent, number and integer are JSON numbers; month is YYYY-MM.';
comment on column private.field_definitions.min is 'Least value allowed; for text the least length.';
comment on column private.field_definitions.max is 'Greatest value allowed; for text the greatest length.';
comment on column private.field_definitions.required is 'Whether the key must be there; any other missing key means default_value.';
comment on column private.field_definitions.default_value is 'What a missing key means; null where it means that there is none.';
comment on column private.field_definitions.options is 'The values of a choice; the kind whose lineages a reference names.';
comment on column private.field_definitions.pattern is 'What a text must look like.';
comment on column private.field_definitions.former_keys is 'What releases called it before: what older apps and files send under such a key is stored under this one.';
comment on column private.field_definitions.is_retired is 'Whether the app has no such field any more; what is stored in it stays, and stays valid.';

delete from private.field_definitions;

insert into private.field_definitions (entity, key, type, min, max, required, default_value, options, pattern) values
  ('property', 'value', 'money', 0, 1000000000000, true, null, null, null),
  ('property', 'as_of_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('property', 'confirmed_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('property', 'ownership_share', 'percent', 0, 100, false, '100', null, null),
  ('property', 'owner_share', 'percent', 0, 100, false, '100', null, null),
  ('property', 'growth_rate', 'percent', -50, 100, false, '4', null, null),
  ('property', 'volatility', 'percent', 0, 200, false, '12', null, null),
  ('property', 'weekly_rent', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'rent_growth_rate', 'percent', -50, 100, false, null, null, null),
  ('property', 'vacancy_rate', 'percent', 0, 100, false, '0', null, null),
  ('property', 'management_rate', 'percent', 0, 100, false, '0', null, null),
  ('property', 'annual_expenses', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'expense_growth_rate', 'percent', -50, 100, false, null, null, null),
  ('property', 'rise_month', 'choice', null, null, false, null, array['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'], null),
  ('property', 'loan_balance', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'loan_scheduled_balance', 'money', 0, 1000000000000, false, null, null, null),
  ('property', 'loan_rate', 'percent', 0, 100, false, '6', null, null),
  ('property', 'loan_term_months', 'integer', 1, 720, false, '360', null, null),
  ('property', 'loan_interest_only_months', 'integer', 0, 720, false, '0', null, null),
  ('property', 'loan_fixed_months', 'integer', 0, 720, false, '0', null, null),
  ('property', 'loan_revert_rate', 'percent', 0, 100, false, null, null, null),
  ('property', 'loan_extra_monthly_payment', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'offset_balance', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'loan_uses_household_offset', 'boolean', null, null, false, 'false', null, null),
  ('property', 'loan_lump_sum', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'loan_lump_sum_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('property', 'loan_lump_sum_yearly', 'boolean', null, null, false, 'false', null, null),
  ('property', 'loan_refinance_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('property', 'loan_refinance_rate', 'percent', 0, 100, false, null, null, null),
  ('property', 'loan_refinance_term_months', 'integer', 1, 720, false, null, null, null),
  ('property', 'loan_refinance_draw', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'loan_refinance_costs', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'start_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('property', 'price_grows_until_purchase', 'boolean', null, null, false, 'false', null, null),
  ('property', 'purchase_costs', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'cost_base', 'money', 0, 1000000000000, false, null, null, null),
  ('property', 'ownership_costs', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'sale_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('property', 'sale_cost_rate', 'percent', 0, 100, false, '2.5', null, null),
  ('property', 'dwelling', 'choice', null, null, false, '"established"', array['established', 'new_build'], null),
  ('property', 'new_build_gains', 'choice', null, null, false, '"discount"', array['discount', 'indexation'], null),
  ('property', 'building_depreciation', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'building_depreciation_years', 'number', 0, 60, false, '40', null, null),
  ('property', 'plant_value', 'money', 0, 1000000000000, false, '0', null, null),
  ('property', 'plant_cost', 'money', 0, 1000000000000, false, null, null, null),
  ('property', 'plant_depreciation_method', 'choice', null, null, false, '"diminishing_value"', array['diminishing_value', 'prime_cost'], null),
  ('property', 'plant_depreciation_rate', 'percent', 0, 100, false, '20', null, null),
  ('portfolio', 'value', 'money', 0, 1000000000000, true, null, null, null),
  ('portfolio', 'asset_class', 'choice', null, null, false, '"shares"', array['shares', 'bonds'], null),
  ('portfolio', 'as_of_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('portfolio', 'confirmed_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('portfolio', 'owner_share', 'percent', 0, 100, false, '100', null, null),
  ('portfolio', 'tax_wrapper', 'choice', null, null, false, '"none"', array['none', 'tax_free', 'deferred', 'super'], null),
  ('portfolio', 'access_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('portfolio', 'expected_return', 'percent', -50, 100, false, '7', null, null),
  ('portfolio', 'volatility', 'percent', 0, 200, false, '16', null, null),
  ('portfolio', 'bonds_share', 'percent', 0, 100, false, '0', null, null),
  ('portfolio', 'bonds_return', 'percent', -50, 100, false, '4', null, null),
  ('portfolio', 'bonds_volatility', 'percent', 0, 200, false, '6', null, null),
  ('portfolio', 'income_yield', 'percent', 0, 100, false, '3', null, null),
  ('portfolio', 'franking_rate', 'percent', 0, 100, false, '0', null, null),
  ('portfolio', 'reinvest_income', 'boolean', null, null, false, 'true', null, null),
  ('portfolio', 'annual_fee_rate', 'percent', 0, 50, false, '0', null, null),
  ('portfolio', 'monthly_contribution', 'money', 0, 1000000000000, false, '0', null, null),
  ('portfolio', 'contribution_growth_rate', 'percent', -50, 100, false, null, null, null),
  ('portfolio', 'rise_month', 'choice', null, null, false, null, array['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'], null),
  ('portfolio', 'contribution_end_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('portfolio', 'monthly_withdrawal', 'money', 0, 1000000000000, false, '0', null, null),
  ('portfolio', 'withdrawal_start_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('portfolio', 'employer_contribution', 'money', 0, 1000000000000, false, '0', null, null),
  ('portfolio', 'shortfall_order', 'integer', 1, 99, false, null, null, null),
  ('portfolio', 'start_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('portfolio', 'cost_base', 'money', 0, 1000000000000, false, null, null, null),
  ('portfolio', 'sale_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash', 'value', 'money', 0, 1000000000000, true, null, null, null),
  ('cash', 'as_of_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash', 'confirmed_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash', 'owner_share', 'percent', 0, 100, false, '100', null, null),
  ('cash', 'interest_rate', 'percent', -20, 100, false, '4', null, null),
  ('cash', 'start_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash', 'monthly_contribution', 'money', 0, 1000000000000, false, '0', null, null),
  ('cash', 'contribution_growth_rate', 'percent', -50, 100, false, null, null, null),
  ('cash', 'rise_month', 'choice', null, null, false, null, array['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'], null),
  ('cash', 'contribution_end_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash', 'monthly_withdrawal', 'money', 0, 1000000000000, false, '0', null, null),
  ('cash', 'withdrawal_start_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash', 'shortfall_order', 'integer', 1, 99, false, null, null, null),
  ('loan', 'balance', 'money', 0, 1000000000000, true, null, null, null),
  ('loan', 'as_of_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('loan', 'confirmed_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('loan', 'owner_share', 'percent', 0, 100, false, '100', null, null),
  ('loan', 'start_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('loan', 'secured_on', 'reference', null, null, false, null, array['property'], '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  ('loan', 'interest_deductible', 'boolean', null, null, false, null, null, null),
  ('loan', 'scheduled_balance', 'money', 0, 1000000000000, false, null, null, null),
  ('loan', 'rate', 'percent', 0, 100, false, '6', null, null),
  ('loan', 'term_months', 'integer', 1, 720, false, '360', null, null),
  ('loan', 'interest_only_months', 'integer', 0, 720, false, '0', null, null),
  ('loan', 'fixed_months', 'integer', 0, 720, false, '0', null, null),
  ('loan', 'revert_rate', 'percent', 0, 100, false, null, null, null),
  ('loan', 'extra_monthly_payment', 'money', 0, 1000000000000, false, '0', null, null),
  ('loan', 'uses_household_offset', 'boolean', null, null, false, 'false', null, null),
  ('loan', 'lump_sum', 'money', 0, 1000000000000, false, '0', null, null),
  ('loan', 'lump_sum_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('loan', 'lump_sum_yearly', 'boolean', null, null, false, 'false', null, null),
  ('loan', 'refinance_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('loan', 'refinance_rate', 'percent', 0, 100, false, null, null, null),
  ('loan', 'refinance_term_months', 'integer', 1, 720, false, null, null, null),
  ('loan', 'refinance_draw', 'money', 0, 1000000000000, false, '0', null, null),
  ('loan', 'refinance_costs', 'money', 0, 1000000000000, false, '0', null, null),
  ('cash_flow', 'direction', 'choice', null, null, false, '"income"', array['income', 'expense'], null),
  ('cash_flow', 'amount', 'money', 0, 1000000000000, true, null, null, null),
  ('cash_flow', 'as_of_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash_flow', 'confirmed_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash_flow', 'owner_share', 'percent', 0, 100, false, '100', null, null),
  ('cash_flow', 'tax_treatment', 'choice', null, null, false, null, array['taxable', 'untaxed', 'deductible', 'rate_only'], null),
  ('cash_flow', 'start_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash_flow', 'end_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('cash_flow', 'follows_inflation', 'boolean', null, null, false, 'true', null, null),
  ('cash_flow', 'growth_rate', 'percent', -50, 100, false, '0', null, null),
  ('cash_flow', 'rise_month', 'choice', null, null, false, null, array['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'], null),
  ('assumptions', 'horizon_years', 'integer', 1, 60, false, '30', null, null),
  ('assumptions', 'inflation_rate', 'percent', -10, 50, false, '2.5', null, null),
  ('assumptions', 'taxpayers', 'integer', 1, 2, false, '1', null, null),
  ('assumptions', 'law_changes', 'choice', null, null, false, '"apply"', array['apply', 'ignore'], null),
  ('assumptions', 'tax_flat_rate', 'percent', 0, 100, false, '30', null, null),
  ('assumptions', 'tax_brackets', 'text', 3, 500, false, '"0:0, 18200:15, 45000:30, 135000:37, 190000:45"', null, '^ *[0-9]+([.][0-9]+)? *: *[0-9]+([.][0-9]+)? *(, *[0-9]+([.][0-9]+)? *: *[0-9]+([.][0-9]+)? *)*$'),
  ('assumptions', 'index_brackets', 'boolean', null, null, false, 'false', null, null),
  ('assumptions', 'tax_year_end_month', 'integer', 1, 12, false, null, null, null),
  ('assumptions', 'capital_gains_discount', 'percent', 0, 100, false, '50', null, null),
  ('assumptions', 'gains_brackets', 'text', 3, 500, false, null, null, '^ *[0-9]+([.][0-9]+)? *: *[0-9]+([.][0-9]+)? *(, *[0-9]+([.][0-9]+)? *: *[0-9]+([.][0-9]+)? *)*$'),
  ('assumptions', 'gains_allowance', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'dividend_brackets', 'text', 3, 500, false, null, null, '^ *[0-9]+([.][0-9]+)? *: *[0-9]+([.][0-9]+)? *(, *[0-9]+([.][0-9]+)? *: *[0-9]+([.][0-9]+)? *)*$'),
  ('assumptions', 'dividend_allowance', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'interest_credit_rate', 'percent', 0, 100, false, '0', null, null),
  ('assumptions', 'loss_treatment', 'choice', null, null, false, '"offset_other_income"', array['offset_other_income', 'carry_forward'], null),
  ('assumptions', 'household_cash', 'money', -1000000000000, 1000000000000, false, '0', null, null),
  ('assumptions', 'household_as_of_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('assumptions', 'household_confirmed_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('assumptions', 'household_cash_rate', 'percent', -20, 100, false, '2', null, null),
  ('assumptions', 'household_deficit_rate', 'percent', 0, 100, false, '8', null, null),
  ('assumptions', 'cover_shortfall_from', 'choice', null, null, false, '"overdraft"', array['overdraft', 'cash_then_portfolios'], null),
  ('assumptions', 'carried_capital_losses', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'carried_rental_losses', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'carried_losses', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'carried_interest', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'income_so_far', 'money', -1000000000000, 1000000000000, false, '0', null, null),
  ('assumptions', 'second_carried_capital_losses', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'second_carried_rental_losses', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'second_carried_losses', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'second_carried_interest', 'money', 0, 1000000000000, false, '0', null, null),
  ('assumptions', 'second_income_so_far', 'money', -1000000000000, 1000000000000, false, '0', null, null),
  ('assumptions', 'goal_amount', 'money', 0, 1000000000000, false, null, null, null),
  ('assumptions', 'goal_as_of_month', 'month', null, null, false, null, null, '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$'),
  ('assumptions', 'goal_year', 'integer', 1900, 2199, false, null, null, null),
  ('assumptions', 'stress_tests', 'text', 3, 600, false, null, null, '^[^|;\u0001-\u001f\u007f-\u009f\u2028\u2029]{1,40}[|](property_value[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]|share_value[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]|bond_value[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]|property_growth[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|share_return[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|bond_return[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|loan_rate[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|deposit_rate[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|all_rates[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|inflation[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|inflation_all[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|rent[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|income[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|expenses[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|surplus[|]-?[0-9]{1,9}([.][0-9]{1,2})?[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?)(;[^|;\u0001-\u001f\u007f-\u009f\u2028\u2029]{1,40}[|](property_value[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]|share_value[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]|bond_value[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]|property_growth[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|share_return[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|bond_return[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|loan_rate[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|deposit_rate[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|all_rates[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|inflation[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|inflation_all[|]-?(1?[0-9]([.][0-9]{1,2})?|20)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|rent[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|income[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|expenses[|]-?([0-9]{1,2}([.][0-9]{1,2})?|100)[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?|surplus[|]-?[0-9]{1,9}([.][0-9]{1,2})?[|]((19|20|21)[0-9]{2}-(0[1-9]|1[0-2]))?[|]([1-9][0-9]{0,2})?)){0,5}$'),
  ('assumptions', 'loan_rate_shift', 'percent', -20, 20, false, '0', null, null),
  ('assumptions', 'growth_shift', 'percent', -20, 20, false, '0', null, null),
  ('assumptions', 'rate_volatility', 'percent', 0, 20, false, '1', null, null),
  ('assumptions', 'rate_reversion', 'number', 0.01, 10, false, '0.2', null, null),
  ('assumptions', 'correlation_property_shares', 'number', -1, 1, false, '0.2', null, null),
  ('assumptions', 'correlation_property_rates', 'number', -1, 1, false, '-0.2', null, null),
  ('assumptions', 'correlation_shares_rates', 'number', -1, 1, false, '-0.1', null, null),
  ('assumptions', 'correlation_property_bonds', 'number', -1, 1, false, '0', null, null),
  ('assumptions', 'correlation_shares_bonds', 'number', -1, 1, false, '-0.1', null, null),
  ('assumptions', 'correlation_bonds_rates', 'number', -1, 1, false, '-0.5', null, null),
  ('assumptions', 'correlation_within_property', 'number', 0, 1, false, '0.5', null, null),
  ('assumptions', 'correlation_within_shares', 'number', 0, 1, false, '0.7', null, null),
  ('assumptions', 'correlation_within_bonds', 'number', 0, 1, false, '0.8', null, null),
  ('assumptions', 'paths', 'integer', 1, 25000, false, '1000', null, null),
  ('assumptions', 'seed', 'integer', 0, 4294967295, false, '1', null, null);
insert into private.field_definitions (entity, key, type, min, max, required, default_value, options, pattern, former_keys, is_retired) values
  ('property', 'use', 'choice', null, null, false, '"let"', array['let', 'main_residence', 'own_use'], null, array['main_residence'], false),
  ('assumptions', 'tax_system', 'choice', null, null, false, '"au_resident"', array['none', 'flat', 'au_resident', 'custom'], null, array['tax_preset'], false);

create function private.with_present_keys(p_entity text, p_values jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select case when jsonb_typeof(p_values) = 'object' then coalesce((
    -- Whoever sends a former key knows no other: it is what somebody just said.
    select p_values - array_agg(former.key) || jsonb_object_agg(definition.key, case
      -- A yes or no that has become an option: no is the default.
      when former.key = any (definition.options) and p_values -> former.key = 'true' then to_jsonb(former.key)
      when former.key = any (definition.options) and p_values -> former.key = 'false' then definition.default_value
      else p_values -> former.key end)
    from private.field_definitions as definition cross join unnest(definition.former_keys) as former (key)
    where definition.entity = p_entity and p_values -> former.key <> 'null'), p_values) else p_values end
$$;
comment on function private.with_present_keys(text, jsonb) is 'Params of a kind, or assumptions, with what comes under a former key under the present one.';

create function private.document_with_present_keys(p_document jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  document jsonb := p_document;
  former constant text[] := array(select unnest(former_keys) from private.field_definitions);
begin
  if former = '{}' then
    return document;
  end if;
  if document #> '{scenario,assumptions}' is not null then
    document := jsonb_set(document, '{scenario,assumptions}',
      private.with_present_keys('assumptions', document #> '{scenario,assumptions}'));
  end if;
  if jsonb_typeof(document -> 'instances') = 'array' then
    document := jsonb_set(document, '{instances}', (
      select private.joined(coalesce(array_agg(case when entry #> '{base,params}' ?| former
        then jsonb_set(renamed, '{base,params}', private.with_present_keys(entry ->> 'kind', entry #> '{base,params}'))
        else renamed end order by position), '{}'))
      from jsonb_array_elements(document -> 'instances') with ordinality as given (entry, position)
      cross join lateral (select case when entry -> 'params' ?| former
        then jsonb_set(entry, '{params}', private.with_present_keys(entry ->> 'kind', entry -> 'params'))
        else entry end as renamed) as own));
  end if;
  return document;
end $$;
comment on function private.document_with_present_keys(jsonb) is 'A document with what comes under a former key under the present one.';

revoke execute on function private.with_present_keys(text, jsonb), private.document_with_present_keys(jsonb) from public;
