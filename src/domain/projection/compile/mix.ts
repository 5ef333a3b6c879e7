/** A portfolio of two classes: what its bonds grow by, and how much of it they are. Formulas in docs/explanation/projections.md, "Markets". */

import { soldToRebalance } from './compiled-mix.ts'
import type { CompiledPlan } from './compiled-plan.ts'
import { compileMarket, monthlyGrowth } from './market.ts'
import type { MeanMonth } from './split-before.ts'
import type { Values } from './values.ts'

interface MixContext {
  /** Added to returns, a fraction a year. */
  readonly growthShift: number
  readonly withinBonds: number
}

/** To be called once the market of the shares is compiled. Both classes have their parts at the beginning of each month. */
export function compileMix(plan: CompiledPlan, at: number, values: Values, context: MixContext): void {
  const part = values.fraction('bonds_share', 0, 100)
  if (part === 0) return
  plan.bondsShare[at] = part
  plan.sharesGrowth[at] = plan.growth[at]!
  const bonds = {
    growth: plan.bondsGrowth,
    drift: plan.bondsDrift,
    sharedVolatility: plan.bondsSharedVolatility,
    ownVolatility: plan.bondsOwnVolatility,
  }
  const mean = values.fraction('bonds_return') + context.growthShift
  compileMarket(bonds, at, mean, values.fraction('bonds_volatility', 0), context.withinBonds)
  plan.growth[at] = (1 - part) * plan.sharesGrowth[at]! + part * plan.bondsGrowth[at]!
}

/** A month of a portfolio at the mean of its returns, without shifts. */
export function meanMonth(values: Values): MeanMonth {
  const [shares, bonds] = ['expected_return', 'bonds_return'].map((key) =>
    monthlyGrowth(values.fraction(key)),
  )
  const part = values.fraction('bonds_share', 0, 100)
  if (part === 0) return { growth: shares!, sold: 0 }
  return { growth: (1 - part) * shares! + part * bonds!, sold: soldToRebalance(part, shares!, bonds!) }
}
