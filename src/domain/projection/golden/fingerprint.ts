/**
 * One short text for all the numbers of a projection or a simulation: two engines agree to the bit exactly when
 * their fingerprints of the same plan are the same.
 */
import type { Plan } from '../plan.ts'
import { project } from '../project.ts'
import { simulate } from '../simulation/simulate.ts'
import { goldenPlan } from './household.ts'

/** FNV-1a over the 32-bit words of each array, twice with different offsets: 64 bits in hexadecimal. */
export function fingerprint(arrays: readonly Float64Array[]): string {
  let [low, high] = [0x811c9dc5 | 0, 0x2b992ddf | 0]
  for (const array of arrays) {
    // A copy, so that a view at any offset can be read word by word; + 0 makes −0 and 0 the same.
    const words = new Uint32Array(array.map((value) => value + 0).buffer)
    for (const word of words) {
      low = Math.imul(low ^ word, 0x01000193)
      high = Math.imul(high ^ word ^ (low >>> 15), 0x01000193)
    }
  }
  return [high, low].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('')
}

/** The fingerprint of the golden household, deterministic and simulated, calculated here and now; or of another plan. */
export function goldenFingerprint(plan: Plan = goldenPlan): string {
  const { totals, perInstance, household } = project(plan)
  const { bands, means, perInstance: instanceMeans, end } = simulate(plan)
  return fingerprint([totals, perInstance, household, bands, means, instanceMeans, end.percentiles])
}

/** What every engine must give. Changes only together with the formulas, and then in docs/explanation/projections.md too. */
export const recordedFingerprint = 'e5dbc560bde166de'
