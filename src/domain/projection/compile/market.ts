/** Growth, correlation and interest-rate parameters. Formulas in docs/explanation/projections.md, "Markets". */
import { areCorrelationsConsistent } from '#domain/scenarios/correlations.ts'
import { exp } from '../numbers/exp.ts'
import { log, log1p, pow } from '../numbers/log.ts'
import type { CompiledPlan } from './compiled-plan.ts'
import type { Values } from './values.ts'

/** Keeps logarithms finite; the catalogue's ranges never come near. */
const SMALLEST_GROWTH = 1e-6

/**
 * Lognormal months with arithmetic yearly mean `mean` and standard deviation `deviation` (fractions); `within`
 * is the correlation of log returns inside the class.
 */
export function compileMarket(
  plan: CompiledPlan,
  at: number,
  mean: number,
  deviation: number,
  within: number,
): void {
  const total = Math.max(1 + mean, SMALLEST_GROWTH)
  const variance = log1p((deviation * deviation) / (total * total))
  const monthly = Math.sqrt(variance / 12)
  plan.growth[at] = pow(total, 1 / 12)
  plan.drift[at] = (log(total) - variance / 2) / 12
  plan.sharedVolatility[at] = monthly * Math.sqrt(within)
  plan.ownVolatility[at] = monthly * Math.sqrt(1 - within)
}

/** Persistence and step of the monthly mean-reverting rate, in rates a month. */
export function compileRates(values: Values): { ratePersistence: number; rateStep: number } {
  const reversion = values.number('rate_reversion', 0)
  const volatility = values.fraction('rate_volatility', 0) / 12
  const ratePersistence = exp(-reversion / 12)
  const variance = reversion < 1e-6 ? 1 / 12 : (1 - ratePersistence * ratePersistence) / (2 * reversion)
  return { ratePersistence, rateStep: volatility * Math.sqrt(variance) }
}

/** Cholesky factor of the three class correlations; a direction without variance of its own gets zeros. */
export function compileFactors(values: Values): Float64Array {
  const shares = values.number('correlation_property_shares', -1, 1)
  const rates = values.number('correlation_property_rates', -1, 1)
  const sharesRates = values.number('correlation_shares_rates', -1, 1)
  if (!areCorrelationsConsistent(shares, rates, sharesRates))
    values.fail('correlation_shares_rates', 'cannot hold together with the other two correlations.')
  const l22 = Math.sqrt(Math.max(0, 1 - shares * shares))
  // At the limits of consistency rounding may ask for a little more than there is left.
  const left = Math.sqrt(Math.max(0, 1 - rates * rates))
  const wanted = l22 > 1e-9 ? (sharesRates - rates * shares) / l22 : 0
  const l32 = Math.min(Math.max(wanted, -left), left)
  return Float64Array.of(1, shares, l22, rates, l32, Math.sqrt(Math.max(0, left * left - l32 * l32)))
}
