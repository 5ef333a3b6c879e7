-- The statistics of gates: against published values, and case by case.

begin;
select plan(44);

-- ln Γ: factorials; Γ(1/2) = √π; Abramowitz & Stegun, table 6.1 (Γ(1.25), Γ(1.75), to ten places).
select ok(abs(private.ln_gamma(x) - expected) < tolerance, 'ln Γ(' || x || ')')
from (values
  (1::double precision, 0::double precision, 1e-13), (2, 0, 1e-13), (11, ln(3628800::double precision), 1e-12),
  (21, ln(2432902008176640000::double precision), 1e-11), (0.5, ln(sqrt(pi())), 1e-13),
  (1.25, ln(0.9064024771::double precision), 1e-10), (1.75, ln(0.9190625268::double precision), 1e-10)
) as published (x, expected, tolerance);
-- Large ones by the duplication formula (6.1.18), which Stirling's series knows nothing of.
select ok(abs(private.ln_gamma(2 * x) - (private.ln_gamma(x) + private.ln_gamma(x + 0.5) + (2 * x - 1) * ln(2) - 0.5 * ln(pi())))
  < 1e-13 * greatest(1, abs(private.ln_gamma(2 * x))), 'duplication at ' || x)
from unnest(array[0.001, 0.1, 1.3, 7.7, 40, 1e4, 1e6]::double precision[]) as x;

-- Likelihoods averaged over a Dirichlet(1, 1, 1) prior, as the tests of Optimizely's ssrm package publish them: counts that
-- come in over time, three groups.
select ok(abs(
  private.ln_gamma(a + b + c + 1) - private.ln_gamma(a + 1) - private.ln_gamma(b + 1) - private.ln_gamma(c + 1)
  + private.ln_gamma(a0 + b0 + c0) - private.ln_gamma(a0) - private.ln_gamma(b0) - private.ln_gamma(c0)
  + private.ln_gamma(a0 + a) + private.ln_gamma(b0 + b) + private.ln_gamma(c0 + c) - private.ln_gamma(a0 + b0 + c0 + a + b + c)
  - expected) < 1e-11, format('the averaged likelihood of %s, %s, %s', a, b, c))
from (values
  (1, 1, 1, 20, 17, 9, -7.028201432058012::double precision),
  (21, 18, 10, 18, 21, 8, -11.947847738358888 + 7.028201432058012),
  (39, 39, 18, 4, 6, 4, -15.471401950257842 + 11.947847738358888),
  (43, 45, 22, 18, 19, 11, -19.96484521090386 + 15.471401950257842)
) as published (a0, b0, c0, a, b, c, expected);

-- Bounds in closed form: all or none of n.
select ok(abs(lower - exp((ln(0.05) + private.ln_beta(2 + n, 6) - private.ln_beta(2, 6)) / n)) < 1e-9 and upper = 1, n || ' of ' || n)
from unnest(array[1, 3, 100]) as n cross join lateral private.share_bounds(n, n, 0.25, 0.05);
select ok(abs(1 - upper - exp((ln(0.05) + private.ln_beta(2, 6 + n) - private.ln_beta(2, 6)) / n)) < 1e-9 and lower = 0, 'none of ' || n)
from unnest(array[1, 3, 100]) as n cross join lateral private.share_bounds(0, n, 0.25, 0.05);
select results_eq($$ select lower, upper from private.share_bounds(0, 0, 0.25, 0.05) $$,
  $$ values (0::double precision, 1::double precision) $$, 'nothing seen, nothing known');
select ok(lower < 0.25 and upper > 0.25, 'a share as it should be is inside: ' || n)
from unnest(array[4, 40, 400, 40000, 4000000]) as n cross join lateral private.share_bounds(n / 4, n, 0.25, 0.05);
select ok(lower > 0, 'a centre that thinks it impossible learns: ' || centre)
from unnest(array[0, 1]::double precision[]) as centre cross join lateral private.share_bounds(3, 6, centre, 0.05);
select ok(wide.lower < narrow.lower and wide.upper > narrow.upper, 'a smaller alpha has wider bounds')
from private.share_bounds(30, 100, 0.25, 0.001) as wide, private.share_bounds(30, 100, 0.25, 0.1) as narrow;

-- Sizes of groups. 600 and 400 of 1,000 instead of halves is the example of a sample ratio mismatch in Wikipedia; 502 and 498 is none
-- (Vermeer's FAQ of the SRM Checker).
select results_eq(format('select 0.5 < lower or 0.5 > upper from private.share_bounds(%s, 1000, 0.5, 0.01, 100)', size),
  format('values (%L::boolean)', is_mismatch), size || ' of 1,000')
from (values (600, true), (400, true), (502, false), (498, false)) as example (size, is_mismatch);

-- How many times as often.
select ok(abs(estimate - expected) < 1e-9, format('%s with, %s without at %s', exposed, unexposed, share))
from (values (10, 30, 0.25, 1), (20, 30, 0.25, 2), (50, 50, 0.5, 1), (30, 10, 0.5, 3)) as example (exposed, unexposed, share, expected)
cross join lateral private.ratio_bounds(exposed, unexposed, share, 0.05);
select results_eq($$ select estimate is null, lower > 0, upper is null from private.ratio_bounds(3, 0, 0.25, 0.05) $$,
  $$ values (true, true, true) $$, 'three with and none without: no upper bound');
select results_eq($$ select estimate, lower, upper is not null from private.ratio_bounds(0, 3, 0.25, 0.05) $$,
  $$ values (0::double precision, 0::double precision, true) $$, 'none with and three without');
select ok(lower < 1, 'three failures prove nothing at half and half') from private.ratio_bounds(3, 0, 0.5, 0.05);

select * from finish();
rollback;
