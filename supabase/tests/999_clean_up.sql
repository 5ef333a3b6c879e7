-- Takes the helpers of these tests away, which have more rights than their callers.

drop schema tests cascade;

begin;
select plan(1);
select hasnt_schema('tests');
select * from finish();
rollback;
