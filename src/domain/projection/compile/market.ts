/** Growth, correlation and interest-rate parameters. Formulas in docs/explanation/projections.md, "Markets". */
import { areCorrelationsConsistent } from '#domain/scenarios/correlations.ts'
import { exp } from '../numbers/exp.ts'
import { log, log1p, pow } from '../numbers/log.ts'
import type { CompiledPlan } from './compiled-plan.ts'
import type { Values } from './values.ts'

/** Keeps logarithms finite; the catalogue's ranges never come near. */
const SMALLEST_GROWTH = 1e-6

const yearlyGrowth = (mean: number) => Math.max(1 + mean, SMALLEST_GROWTH)

/** Growth of a month whose year grows by `mean`, a fraction. */
export function monthlyGrowth(mean: number): number {
  return pow(yearlyGrowth(mean), 1 / 12)
}

/**
 * Lognormal months with arithmetic yearly mean `mean` and standard deviation `deviation` (fractions); `within`
 * is the correlation of log returns inside the class.
 */
export function compileMarket(
  plan: Pick<CompiledPlan, 'growth' | 'drift' | 'sharedVolatility' | 'ownVolatility'>,
  at: number,
  mean: number,
  deviation: number,
  within: number,
): void {
  const total = yearlyGrowth(mean)
  const variance = log1p((deviation * deviation) / (total * total))
  const monthly = Math.sqrt(variance / 12)
  plan.growth[at] = monthlyGrowth(mean)
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

/** An entry of a Cholesky factor: `wanted` of a direction with `scale`, as far as what is `left` of the row's length allows. */
function entry(wanted: number, scale: number, left: number): number {
  const value = scale > 1e-9 ? wanted / scale : 0
  return Math.min(Math.max(value, -left), left)
}

/**
 * Cholesky factor of the class correlations: property, shares, rates, bonds. A direction without variance of its own gets
 * zeros; where the others leave the correlations of bonds no room, these come as close as they can.
 */
export function compileFactors(values: Values): Float64Array {
  const shares = values.number('correlation_property_shares', -1, 1)
  const rates = values.number('correlation_property_rates', -1, 1)
  const sharesRates = values.number('correlation_shares_rates', -1, 1)
  if (!areCorrelationsConsistent(shares, rates, sharesRates))
    values.fail('correlation_shares_rates', 'cannot hold together with the other two correlations.')
  const l22 = Math.sqrt(Math.max(0, 1 - shares * shares))
  // At the limits of consistency rounding may ask for a little more than there is left.
  const left = Math.sqrt(Math.max(0, 1 - rates * rates))
  const l32 = entry(sharesRates - rates * shares, l22, left)
  const l33 = Math.sqrt(Math.max(0, left * left - l32 * l32))
  const l41 = values.number('correlation_property_bonds', -1, 1)
  const leftOfBonds = Math.sqrt(Math.max(0, 1 - l41 * l41))
  const l42 = entry(values.number('correlation_shares_bonds', -1, 1) - l41 * shares, l22, leftOfBonds)
  const leftOfBoth = Math.sqrt(Math.max(0, leftOfBonds * leftOfBonds - l42 * l42))
  const wantedOfRates = values.number('correlation_bonds_rates', -1, 1) - l41 * rates - l42 * l32
  const l43 = entry(wantedOfRates, l33, leftOfBoth)
  const l44 = Math.sqrt(Math.max(0, leftOfBoth * leftOfBoth - l43 * l43))
  return Float64Array.of(1, shares, l22, rates, l32, l33, l41, l42, l43, l44)
}
