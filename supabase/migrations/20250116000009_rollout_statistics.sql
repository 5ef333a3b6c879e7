-- Bounds that hold at every look. A gate is judged each hour; an interval made to be looked at once would sooner or later
-- find harm where there is none. These are confidence sequences: with probability 1 − alpha the true share is inside
-- at all times together, however often one looks and whenever one stops.

-- ln Γ(x) for x > 0: Stirling's series (Abramowitz & Stegun 6.1.41) at x + 10, and back by the recurrence Γ(x+1) = x Γ(x)
-- (6.1.15). The first term left out is below 2e-14 there. PostgreSQL 17 has no function for it.
-- In plpgsql, whose plans are kept: a function in SQL that another one calls is planned anew each time.
create function private.ln_gamma(p_x double precision) returns double precision
language plpgsql immutable strict parallel safe set search_path = '' as $$
declare
  z constant double precision := p_x + 10;
begin
  return (z - 0.5) * ln(z) - z + 0.5 * ln(2 * pi())
    + 1 / (12 * z) - 1 / (360 * z ^ 3) + 1 / (1260 * z ^ 5) - 1 / (1680 * z ^ 7) + 1 / (1188 * z ^ 9)
    - ln(p_x) - ln(p_x + 1) - ln(p_x + 2) - ln(p_x + 3) - ln(p_x + 4) - ln(p_x + 5) - ln(p_x + 6) - ln(p_x + 7)
    - ln(p_x + 8) - ln(p_x + 9);
end $$;
comment on function private.ln_gamma(double precision) is 'ln Γ(x), x > 0, to about 1e-13.';

create function private.ln_beta(p_a double precision, p_b double precision) returns double precision
language plpgsql immutable strict parallel safe set search_path = '' as $$
begin
  return private.ln_gamma(p_a) + private.ln_gamma(p_b) - private.ln_gamma(p_a + p_b);
end $$;
comment on function private.ln_beta(double precision, double precision) is 'ln B(a, b).';

-- The share θ of events among trials that come one by one. For any θ and any prior, the likelihood of the trials averaged
-- over the prior, divided by their likelihood under θ, is a martingale that begins at 1 if θ is true; by Ville's inequality
-- (1939) it ever reaches 1/alpha with a probability of at most alpha. So the set of all θ for which
--   θ^k (1−θ)^(n−k)  ≥  alpha · B(a+k, b+n−k) / B(a, b)
-- with the prior Beta(a, b) contains the true one at all times with probability 1 − alpha. The method of mixtures is
-- Robbins's (1970); with a Beta (in general Dirichlet) prior for counts it is Lindon and Malek's, "Anytime-Valid Inference
-- for Multinomial Count Data" (NeurIPS 2022, arXiv 2011.03567), who watch assignments to groups, conversions and errors of
-- software by it. It is exact for any counts, three events too: nothing is approximated as normal.
--
-- The prior costs or gains time, never validity. It is centred where the question is (p_centre) with the weight of p_strength
-- trials, and no side of it below half a trial (Jeffreys's), so that what a centre near 0 or 1 thinks impossible can be learned.
-- Of the strengths from 1 to 100, 8 takes at most six trials or 4 % more than whichever is best for the questions that gates of
-- the plan ask: one and a half to four times as many errors, 10 or 40 % of applies that fail, and so on (docs/benchmarks.md).
create function private.share_bounds(p_events bigint, p_trials bigint, p_centre double precision,
  p_alpha double precision, p_strength double precision default 8, out lower double precision, out upper double precision)
language plpgsql immutable strict parallel safe set search_path = '' as $$
declare
  k constant double precision := p_events;
  l constant double precision := p_trials - p_events;
  a constant double precision := greatest(p_strength * p_centre, 0.5);
  b constant double precision := greatest(p_strength * (1 - p_centre), 0.5);
  boundary constant double precision := ln(p_alpha) + private.ln_beta(a + k, b + l) - private.ln_beta(a, b);
  outside double precision;
  inside double precision;
  middle double precision;
begin
  lower := 0;
  upper := 1;
  if k > 0 then
    -- The likelihood rises up to k/n and falls after it: halving finds where it crosses the boundary, to the safe side.
    outside := 0;
    inside := k / (k + l);
    loop
      middle := (outside + inside) / 2;
      exit when middle = outside or middle = inside or inside - outside < 1e-12 * inside;
      if k * ln(middle) + l * ln(1 - middle) < boundary then
        outside := middle;
      else
        inside := middle;
      end if;
    end loop;
    lower := outside;
  end if;
  if l > 0 then
    outside := 1;
    inside := k / (k + l);
    loop
      middle := (outside + inside) / 2;
      exit when middle = outside or middle = inside or outside - inside < 1e-12 * (1 - inside);
      if k * ln(middle) + l * ln(1 - middle) < boundary then
        outside := middle;
      else
        inside := middle;
      end if;
    end loop;
    upper := outside;
  end if;
end $$;
comment on function private.share_bounds(bigint, bigint, double precision, double precision, double precision) is 'Where the share of events among trials is with probability 1 − alpha at all times together: a Beta–binomial confidence sequence.';

-- How many times as often something happens with the feature as without. Users get it by a hash of their id, which knows
-- nothing of them: of those who met the event, each is one with the feature with probability q = percentage / 100 as long as
-- the feature makes no difference, whatever the hour, the traffic or the event's rate, which may change as they like. If it
-- happens r times as often, the probability is θ = q r / (q r + 1 − q); so r = θ/(1−θ) · (1−q)/q.
create function private.rate_ratio(p_share double precision, p_expected double precision) returns double precision
language sql immutable parallel safe set search_path = '' as $$
  select p_share / nullif(1 - p_share, 0) * (1 - p_expected) / p_expected
$$;
comment on function private.rate_ratio(double precision, double precision) is 'How many times as often it happens with the feature, when this share of those whom it happened to have it and that share of all; null: without bound.';

create function private.ratio_bounds(p_exposed bigint, p_unexposed bigint, p_expected double precision,
  p_alpha double precision, out estimate double precision, out lower double precision, out upper double precision)
language sql immutable parallel safe set search_path = '' as $$
  select case when p_exposed + p_unexposed > 0 then
      private.rate_ratio(p_exposed::double precision / (p_exposed + p_unexposed), p_expected) end,
    private.rate_ratio(share.lower, p_expected), private.rate_ratio(share.upper, p_expected)
  from private.share_bounds(p_exposed, p_exposed + p_unexposed, p_expected, p_alpha) as share
$$;
comment on function private.ratio_bounds(bigint, bigint, double precision, double precision) is 'How many times as often it happens with the feature, with bounds that hold at all times together; null: without bound.';
