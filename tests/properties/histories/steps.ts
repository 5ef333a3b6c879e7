/** The steps that a history is made of, and how they are drawn. */
import fc from 'fast-check'
import type { Content } from './model/content.ts'

const acts = {
  createInstance: 3,
  editInstance: 6,
  deleteInstance: 2,
  restoreInstance: 2,
  purgeInstance: 1,
  createScenario: 3,
  copy: 3,
  propose: 9,
  deleteCopy: 2,
  restoreCopy: 2,
  addNew: 3,
  bulkEdit: 2,
  apply: 9,
  refresh: 4,
  revert: 7,
  duplicate: 3,
  exportAndImport: 2,
  setPrimary: 1,
  deleteScenario: 1,
  restoreScenario: 1,
  purgeScenario: 1,
  replay: 2,
  reachForForeign: 1,
} as const
export type Act = keyof typeof acts

export interface Step {
  act: Act
  /** Which of the rows there are, and which of a second kind. */
  which: number
  other: number
  /** Some of several, by bits; 0: all. */
  some: number
  content: Content
  decisions: number[]
  isStale: boolean
}

/** Few values, so that base, reality and proposals meet in every way. */
const content: fc.Arbitrary<Content> = fc
  .record({
    name: fc.constantFrom('Deposit', 'Savings'),
    status: fc.constantFrom('active', 'active', 'active', 'archived'),
    value: fc.constantFrom(100, 200, 300),
    interest_rate: fc.constantFrom(undefined, 1, 2),
  })
  .map(({ name, status, value, interest_rate }) => ({
    name,
    status,
    params: interest_rate === undefined ? { value } : { value, interest_rate },
  }))

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    ...Object.entries(acts).map(([act, weight]) => ({ weight, arbitrary: fc.constant(act as Act) })),
  ),
  which: fc.nat(11),
  other: fc.nat(11),
  some: fc.nat(7),
  content,
  decisions: fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }),
  isStale: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
})

export const history = (steps: number) =>
  fc.array(step, { minLength: Math.ceil(steps / 2), maxLength: steps, size: 'max' })

/** With something in it from the beginning, so that few steps meet nothing: three holdings, two scenarios of them, a new one in both. */
export const beginnings: Step[] = (
  ['createInstance', 'createInstance', 'createInstance', 'createScenario', 'addNew', 'duplicate'] as const
).map((act) => ({
  act,
  which: 0,
  other: 0,
  some: 0,
  content: { name: 'Deposit', status: 'active', params: { value: 100 } },
  decisions: [1],
  isStale: false,
}))
