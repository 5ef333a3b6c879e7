/** Every action by its id. */
import type { Action } from './action.ts'
import type { ActionId } from './action-names.ts'
import { buyProperty, buyShares } from './buying.ts'
import { lumpSum, payOffFaster, refinance } from './loans.ts'
import { ratesUp } from './rates.ts'
import { retireEarly } from './retiring.ts'
import { sell } from './selling.ts'

export const actions: Readonly<Record<ActionId, Action>> = {
  sell,
  buy_property: buyProperty,
  buy_shares: buyShares,
  refinance,
  pay_off_faster: payOffFaster,
  lump_sum: lumpSum,
  retire_early: retireEarly,
  rates_up: ratesUp,
}
