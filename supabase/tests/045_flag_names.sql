-- What a flag may be called and hold, and that it never changes what other flags answer by coming or going.

begin;
select plan(87);

create temp table ids as select tests.create_user('one@example.com') as one_id, tests.create_user('two@example.com') as two_id;

create function pg_temp.answers() returns table (flag_name text, states text) language sql as $$
  select state.flag_name, string_agg(state.enabled || ' ' || state.reason, ', ' order by person.id nulls last)
  from (select one_id from ids union all select two_id from ids union all select null) as person (id)
  cross join lateral private.flag_states(person.id) as state group by state.flag_name
$$;

create function pg_temp.problem_of(p_statement text) returns text language sql as $$
  select concat_ws(' ', detail ->> 'code', detail ->> 'field', detail ->> 'problem') from tests.detail_of(p_statement) as detail
$$;

create function pg_temp.message_of(p_statement text) returns text language plpgsql as $$
begin
  execute p_statement;
  return null;
exception when others then
  return sqlerrm;
end $$;

-- Names ----------------------------------------------------------------------------------------

select lives_ok(format('insert into feature_flags (flag_name) values (%L)', name), format('a flag is called %s', name))
from unnest(array['beta', 'beta:x', 'beta_2:x_1', '2fa', '_', repeat('a', 100)]) as name;

select is(pg_temp.problem_of(format('insert into feature_flags (flag_name) values (%L)', name)),
  'PT422 flag_name wrong_form', format('no flag is called %s', to_json(name)))
from unnest(array['', ' ', 'Feature:scenarios', 'FEATURE', 'feature:scenarios ', ' feature:scenarios', E'feature:scenarios\n',
  E'\tfeature', 'feature: scenarios', 'feature::scenarios', ':feature', 'feature:', ':', 'feature-scenarios', 'feature.scenarios',
  'feature/scenarios', 'feature:scenarios:*', 'feature:%', 'feаture:scenarios', 'feature：scenarios', 'feature:scenarios​', 'ﬀ', 'ſ', 'K', 'é', '٣',
  'feature:scenarios' || chr(160), repeat('a', 101)]) as name;
select is(pg_temp.problem_of($$ update feature_flags set flag_name = 'Beta' where flag_name = 'beta_2:x_1' $$),
  'PT422 flag_name wrong_form', 'nor gets such a name later');
select matches(pg_temp.message_of($$ insert into feature_flags (flag_name) values ('Feature') $$),
  'a to z, 0 to 9 and _, in parts joined by a colon', 'the message says what a name is made of');
select is(tests.detail_of($$ insert into user_feature_flags (user_id, flag_name, enabled) select one_id, 'feature:scenarios ', true from ids $$)
  ->> 'code', 'PT404', 'an override names a flag to the letter');

set local session_replication_role = replica;
select throws_ok(format('insert into feature_flags (flag_name, salt) values (%L, %1$L)', name), '23514', null,
  format('a constraint holds %s off where no trigger runs', to_json(name)))
from unnest(array['Feature', 'feature ', '']) as name;
select throws_ok(format('update feature_flags set rollout_percentage = %L', percentage), '23514', null,
  format('and %s %%', percentage)) from unnest(array['99.999', '100.01', '-1', 'NaN', 'Infinity']) as percentage;
set local session_replication_role = origin;

-- Percentages ----------------------------------------------------------------------------------

select is(pg_temp.problem_of(format('update feature_flags set rollout_percentage = %s where flag_name = ''beta''', percentage)),
  'PT422 rollout_percentage ' || problem, format('%s is no percentage', percentage))
from (values ('99.999', 'too_precise'), ('0.001', 'too_precise'), ('33.333333', 'too_precise'), ('1e-100', 'too_precise'),
  ('''99.999''', 'too_precise'), ('99.999::float8', 'too_precise'), ('100.001', 'out_of_range'), ('100.01', 'out_of_range'),
  ('1000', 'out_of_range'), ('1e300', 'out_of_range'), ('-1', 'out_of_range'), ('-0.01', 'out_of_range'),
  ('''NaN''', 'out_of_range'), ('''Infinity''', 'out_of_range'), ('''-Infinity''', 'out_of_range')) as refused (percentage, problem);
select is(pg_temp.problem_of($$ insert into feature_flags (flag_name, rollout_percentage) values ('fresh', 99.999) $$),
  'PT422 rollout_percentage too_precise', 'nor in a new flag');
select is(pg_temp.message_of($$ update feature_flags set rollout_percentage = 99.999 where flag_name = 'beta' $$),
  'The percentage has two decimals at most: 99.99 or 100.00.', 'what is too precise may choose');
select lives_ok($$ update feature_flags set rollout_percentage = 12.5000 where flag_name = 'beta' $$, 'noughts are no decimals');
select is(rollout_percentage::text, '12.50', 'and two are kept') from feature_flags where flag_name = 'beta';
delete from feature_flags where flag_name not like 'feature:%';

-- Coming and going -------------------------------------------------------------------------------

update feature_flags set enabled = true, rollout_percentage = 100;
create temp table before on commit drop as select * from pg_temp.answers();

select is(pg_temp.problem_of(statement), problem, statement)
from (values
  ($$ insert into feature_flags (flag_name) values ('feature') $$, 'PT422 enabled affects_other_flags'),
  ($$ insert into feature_flags (flag_name, enabled) values ('feature', true) $$, 'PT422 rollout_percentage affects_other_flags'),
  ($$ insert into feature_flags (flag_name, enabled, rollout_percentage) values ('feature', true, 99.99) $$, 'PT422 rollout_percentage affects_other_flags'),
  ($$ insert into feature_flags (flag_name, rollout_percentage) values ('feature', 100) $$, 'PT422 enabled affects_other_flags')
) as refused (statement, problem);
select is(pg_temp.message_of($$ insert into feature_flags (flag_name) values ('feature') $$),
  'feature stands above feature:scenarios, feature:scenarios:apply, feature:scenarios:conflict_resolution, which it would switch off. Write it enabled and at 100 %, then change it.',
  'the message says what the flag would do, and how to write it');
select lives_ok($$ insert into feature_flags (flag_name, enabled, rollout_percentage) values ('feature', true, 100) $$,
  'a flag that is on for everyone comes to stand above others');
select results_eq('select * from pg_temp.answers() where flag_name <> ''feature'' order by 1', 'select * from before order by 1',
  'and they answer as before');
select lives_ok($$ insert into feature_flags (flag_name) values ('feature') on conflict (flag_name) do nothing $$,
  'what is there already is left');
select lives_ok($$ insert into feature_flags (flag_name, enabled) values ('feature', true) on conflict (flag_name) do update set enabled = excluded.enabled $$,
  'or changed');
select lives_ok($$ delete from feature_flags where flag_name = 'feature' $$, 'on for everyone it goes again');
select results_eq('select * from pg_temp.answers() order by 1', 'select * from before order by 1', 'without a trace');
select lives_ok($$ insert into feature_flags (flag_name) values ('feature:scenarios:export'), ('other'), ('other:one'), ('feature_x') $$,
  'flags below others, beside them, and whole families come as they like');
select results_eq('select * from pg_temp.answers() where flag_name in (select flag_name from before) order by 1',
  'select * from before order by 1', 'and change no other answer');

select is(pg_temp.problem_of($$ update feature_flags set flag_name = 'feature' where flag_name = 'feature_x' $$),
  'PT422 enabled affects_other_flags', 'no flag that is off is renamed to stand above others');
select lives_ok($$ update feature_flags set flag_name = 'plan' where flag_name = 'feature_x' $$, 'but beside them it is');
select lives_ok($$ update feature_flags set flag_name = replace(flag_name, 'other', 'another') where flag_name like 'other%' $$,
  'a family is renamed as one');
select is(pg_temp.problem_of($$ update feature_flags set flag_name = 'other' where flag_name = 'another' $$),
  'PT422 flag_name affects_other_flags', 'its head alone is not');
select is(pg_temp.problem_of($$ delete from feature_flags where flag_name = 'another' $$),
  'PT422 flag_name affects_other_flags', 'nor taken away');
select lives_ok($$ delete from feature_flags where flag_name like 'another%' $$, 'all of it can go');

update feature_flags set rollout_percentage = 25 where flag_name = 'feature:scenarios';
select is(pg_temp.problem_of($$ delete from feature_flags where flag_name = 'feature:scenarios' $$),
  'PT422 flag_name affects_other_flags', 'no flag for some people is taken from above others');
update feature_flags set rollout_percentage = 100 where flag_name = 'feature:scenarios';
insert into user_feature_flags (user_id, flag_name, enabled) select one_id, 'feature:scenarios', false from ids;
select is(pg_temp.problem_of($$ delete from feature_flags where flag_name = 'feature:scenarios' $$),
  'PT422 flag_name affects_other_flags', 'nor one that is off for somebody');
select is(pg_temp.problem_of($$ update feature_flags set flag_name = 'feature:scenario' where flag_name = 'feature:scenarios' $$),
  'PT422 flag_name affects_other_flags', 'nor is it renamed');
select lives_ok($$ delete from feature_flags where flag_name like 'feature:%' $$, 'all of them together can go');

select * from finish();
rollback;
