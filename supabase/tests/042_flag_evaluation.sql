-- How flags are evaluated: the hash against published vectors, buckets even and nested, every case of precedence.

begin;
select plan(102);

-- The hash -------------------------------------------------------------------------------------
-- Of FNV-1a, 32 bits: the test suite of its authors (http://www.isthe.com/chongo/src/fnv/test_fnv.c; also in the appendix of
-- draft-eastlake-fnv). Of the bucket: `hash` of GrowthBook's specification for its clients, version 2 whole, version 1 as
-- far as it is the plain hash (https://github.com/growthbook/growthbook, packages/sdk-js/test/cases.json).

select is(to_hex(private.fnv1a_32(text)), expected, format('FNV-1a of "%s"', text))
from (values ('', '811c9dc5'), ('a', 'e40c292c'), ('b', 'e70c2de5'), ('c', 'e60c2c52'), ('fo', '6222e842'), ('foo', 'a9f37ed7'),
  ('foob', '3f5076ef'), ('fooba', '39aaa18a'), ('foobar', 'bf9cf968')) as vector (text, expected);

select is(private.fnv1a_32(value || seed) % 1000, expected::bigint, format('GrowthBook, version 1: %s %s', seed, value))
from (values ('', 'a', 220), ('', 'b', 77), ('', 'ab', 946), ('', 'def', 652), ('', '8952klfjas09ujkasdf', 549), ('', '123', 11),
  ('', '___)((*":&', 563)) as vector (seed, value, expected);

select is(private.fnv1a_32(private.fnv1a_32(seed || value)::text) % 10000, expected::bigint, format('GrowthBook, version 2: %s %s', seed, value))
from (values ('seed', 'a', 505), ('seed', 'b', 2696), ('foo', 'ab', 2575), ('foo', 'def', 2019),
  ('89123klj', '8952klfjas09ujkasdf', 1240), ('90850943850283058242805', '123', 7516),
  ('()**(%$##$%#$#', '___)((*":&', 128)) as vector (seed, value, expected);

select is(private.flag_bucket(salt, id), (private.fnv1a_32(private.fnv1a_32(salt || lower(id::text))::text) % 10000)::integer,
  'a bucket is that of the salt and the id in small letters')
from (values ('feature:scenarios', 'ABCDEF00-0000-4000-8000-00000000000A'::uuid)) as person (salt, id);

-- Even -----------------------------------------------------------------------------------------
-- 100,000 users, always the same ones, in a hundred cells of a thousand: chi-square with 99 degrees of freedom, which exceeds
-- 148.23 once in a thousand.

create temp table person on commit drop as
select md5('person ' || number)::uuid as id from generate_series(1, 100000) as number;
create temp table bucketed on commit drop as
select id, private.flag_bucket('feature:scenarios', id) as bucket, private.flag_bucket('feature:other', id) as other from person;

select ok(min(bucket) >= 0 and max(bucket) <= 9999, 'buckets are 0 to 9999') from bucketed;
select cmp_ok(sum((users - 1000.0) ^ 2 / 1000), '<', 148.23, 'a hundred cells of a percent are even')
from (select count(*) as users from bucketed group by bucket / 100) as cell;
select is(count(*), 100::bigint, 'and none is empty') from (select from bucketed group by bucket / 100) as cell;
select cmp_ok(sum((users - 1000.0) ^ 2 / 1000), '<', 148.23, 'so are the tenths of one flag within the tenths of another')
from (select count(*) as users from bucketed group by bucket / 1000, other / 1000) as cell;

-- Nested ---------------------------------------------------------------------------------------
-- By the evaluation itself, for some of these users.

update feature_flags set enabled = true, rollout_percentage = 100;
create temp table met (percentage numeric, id uuid) on commit drop;
create function pg_temp.meet(p_percentage numeric) returns void language plpgsql as $$
begin
  update feature_flags set rollout_percentage = p_percentage where flag_name = 'feature:scenarios';
  insert into met select p_percentage, sample.id
    from (select id from person order by id limit 4000) as sample cross join lateral private.flag_states(sample.id) as state
    where state.flag_name = 'feature:scenarios' and state.enabled;
end $$;
select pg_temp.meet(percentage) from unnest(array[0, 0.01, 1, 25, 33.33, 50, 99.99, 100]) as percentage;

select is((select count(*) from met where percentage = 0), 0::bigint, 'nobody is on at 0 %');
select is((select count(*) from met where percentage = 100), 4000::bigint, 'everybody at 100 %');
select cmp_ok(abs((select count(*) from met where percentage = step) - 40 * step), '<', 4 * sqrt(0.4 * step * (100 - step)),
  format('about %s %% at %1$s %%, within four standard deviations', step)) from unnest(array[1, 25, 33.33, 50]) as step;
select is((select count(*) from (select id from met where percentage = lesser except select id from met where percentage = greater) as lost),
  0::bigint, format('whoever is on at %s %% is on at %s %%', lesser, greater))
from (values (0.01, 1), (1, 25), (25, 33.33), (33.33, 50), (25, 50), (50, 99.99), (50, 100), (99.99, 100)) as pair (lesser, greater);

-- Precedence -----------------------------------------------------------------------------------
-- A parent that is off, then the master switch, then the override, then the percentage: every combination, for a user of the
-- bucket 4321 and for nobody. A percentage of 43.21 is that of the buckets below theirs, 43.22 includes it.

create temp table someone on commit drop as select id from bucketed where bucket = 4321 order by id limit 1;
delete from feature_flags;
insert into auth.users (id, email) select id, 'someone@example.com' from someone;
insert into feature_flags (flag_name, salt, disabled_message) values ('a', 'feature:scenarios', 'A is off');

create function pg_temp.set_flag(p_flag_name text, p_enabled boolean, p_override boolean, p_percentage numeric) returns void language plpgsql as $$
begin
  delete from user_feature_flags where flag_name = p_flag_name;
  update feature_flags set enabled = p_enabled, rollout_percentage = p_percentage where flag_name = p_flag_name;
  insert into user_feature_flags (user_id, flag_name, enabled) select id, p_flag_name, p_override from someone where p_override is not null;
end $$;
create function pg_temp.state_of(p_flag_name text, p_user_id uuid) returns text language sql as $$
  select concat_ws(' ', case when enabled then 'on' else 'off' end, reason, message)
  from private.flag_states(p_user_id) where flag_name = p_flag_name
$$;

-- What is due, by precedence; null stands for any.
create temp table rule (who text, enabled boolean, override text, percentage numeric, due text) on commit drop;
insert into rule values
  ('someone', false, null, null, 'off disabled A is off'),
  ('someone', true, 'on', null, 'on override'),
  ('someone', true, 'off', null, 'off override A is off'),
  ('someone', true, 'none', 0, 'off on_for_nobody A is off'),
  ('someone', true, 'none', 43.21, 'off rollout A is off'),
  ('someone', true, 'none', 43.22, 'on rollout'),
  ('someone', true, 'none', 100, 'on rollout'),
  ('nobody', false, null, null, 'off disabled A is off'),
  ('nobody', true, null, 0, 'off on_for_nobody A is off'),
  ('nobody', true, null, 43.21, 'off rollout A is off'),
  ('nobody', true, null, 43.22, 'off rollout A is off'),
  ('nobody', true, null, 100, 'on rollout');

create temp table met_case on commit drop as
select who, enabled, override, percentage, null::text as alone, null::text as below, null::text as furthest
from unnest(array['someone', 'nobody']) as who cross join unnest(array[false, true]) as enabled
cross join unnest(array['none', 'on', 'off']) as override cross join unnest(array[0, 43.21, 43.22, 100]) as percentage;

-- Below it two more flags, on for everyone and with an override besides.
insert into feature_flags (flag_name, enabled, rollout_percentage, disabled_message) values
  ('a:b', true, 100, 'B is off'), ('a:b:c', true, 100, 'C is off'), ('ab', true, 100, 'Beside'), ('a_b:c', true, 100, 'Beside');
insert into user_feature_flags (user_id, flag_name, enabled) select id, 'a:b:c', true from someone;

create function pg_temp.meet_all() returns void language plpgsql as $$
declare
  a_case met_case;
  id uuid;
begin
  for a_case in select * from met_case loop
    perform pg_temp.set_flag('a', a_case.enabled, case a_case.override when 'on' then true when 'off' then false end, a_case.percentage);
    id := case a_case.who when 'someone' then (select someone.id from someone) end;
    update met_case set alone = pg_temp.state_of('a', id), below = pg_temp.state_of('a:b', id), furthest = pg_temp.state_of('a:b:c', id)
    where (who, enabled, override, percentage) = (a_case.who, a_case.enabled, a_case.override, a_case.percentage);
  end loop;
end $$;
select pg_temp.meet_all();

select is(alone, due, format('%s: enabled %s, override %s, %s %%', who, enabled, override, percentage))
from met_case left join lateral (select due from rule where rule.who = met_case.who and rule.enabled = met_case.enabled
  and coalesce(rule.override, met_case.override) = met_case.override
  and coalesce(rule.percentage, met_case.percentage) = met_case.percentage) as rule on true;
select is(count(*) filter (where below <> case when alone like 'on%' then 'on rollout' else 'off parent_off A is off' end), 0::bigint,
  'a flag below is on as far as the one above is') from met_case;
select is(count(*) filter (where furthest <> case when alone not like 'on%' then 'off parent_off A is off'
  when who = 'someone' then 'on override' else 'on rollout' end), 0::bigint, 'and so on, whatever its own override') from met_case;

select pg_temp.set_flag('a', true, null, 100), pg_temp.set_flag('a:b', false, null, 100);
select is(pg_temp.state_of(name, id), due, name || ': ' || due) from someone, (values
  ('a', 'on rollout'), ('a:b', 'off disabled B is off'), ('a:b:c', 'off parent_off B is off')) as below (name, due);
select pg_temp.set_flag('a', false, true, 100);
select is(pg_temp.state_of(name, id), due, name || ': ' || due) from someone, (values
  ('a', 'off disabled A is off'), ('a:b', 'off parent_off A is off'), ('a:b:c', 'off parent_off A is off')) as above (name, due);
select is(pg_temp.state_of(name, null), 'on rollout', name || ' is not below a') from unnest(array['ab', 'a_b:c']) as name;
select is(pg_temp.state_of('unheard_of', id), null, 'of a flag that is not there nothing is said') from someone;
select is(private.is_feature_enabled('unheard_of'), false, 'and it is off');

select * from finish();
rollback;
