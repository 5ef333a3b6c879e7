/** Every action by its id. */
import type { Action } from './action.ts'
import type { ActionId } from './action-names.ts'
import { lumpSum, payOffFaster } from './loans.ts'

export const actions: Readonly<Record<ActionId, Action>> = {
  pay_off_faster: payOffFaster,
  lump_sum: lumpSum,
}
