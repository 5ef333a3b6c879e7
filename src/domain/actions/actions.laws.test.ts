import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ZodType } from 'zod'
import { scenarioChanges } from '../changes/switch-off.ts'
import { contentOf } from '../instances/content.ts'
import { fieldSchema } from '../instances/field-schema.ts'
import { paramsSchema } from '../instances/schema.ts'
import type { FieldDefinition, Params } from '../instances/types.ts'
import { realHoldings, scenarioOutcome } from '../merge/carry-out.ts'
import type { RealRow, ScenarioRow } from '../merge/merge-copy.ts'
import { knownPlans, ordinary, scalarOf } from '../projection/plan.arbitrary.ts'
import type { Plan, PlanInstance } from '../projection/plan.ts'
import { project } from '../projection/project.ts'
import { assumptionsSchema } from '../scenarios/assumptions.ts'
import { type Action, type Asked, holdingsFor } from './action.ts'
import { actionIds, actionNames } from './action-names.ts'
import { actionPlan } from './action-plan.ts'
import { actions } from './actions.ts'
import { problemsOfAnswers } from './check-answers.ts'
import { type Edits, editedRows, withValues } from './edits.ts'

const rowOf = ({ lineageId, ...rest }: PlanInstance): RealRow => ({ ...rest, lineage_id: lineageId })

const copyOf = (row: RealRow): ScenarioRow => ({
  ...{ ...row, id: `copied ${row.id}` },
  ...{ source_instance_id: row.id, base: contentOf(row) },
})

/** Of an action in a plan: what is asked, of the holding with this number among those it can be done to. */
function askedOf(action: Action, plan: Plan, which: number): Asked | null {
  if (action.of === null) return action.whyNot?.(plan) ? null : action.ask(plan)
  const candidates = holdingsFor(action, plan)
  const holding = candidates[which % Math.max(1, candidates.length)]
  return holding ? action.ask(plan, holding) : null
}

/** What the form accepts: each answer alone, and what they write together. */
function isAccepted(asked: Asked, answers: Params, plan: Plan): boolean {
  const fits = (question: FieldDefinition) => {
    const answer = answers[question.key]
    return answer === undefined ? !question.required : fieldSchema(question).safeParse(answer).success
  }
  return asked.questions.every(fits) && Object.keys(problemsOfAnswers(asked, answers, plan)).length === 0
}

/** Answers drawn with these choices: the beginning, nothing, or any other. */
function answersOf(
  { questions, beginnings }: Asked,
  draws: readonly number[],
  others: (field: FieldDefinition) => Params[string],
): Params {
  return Object.fromEntries(
    questions.flatMap((question, index) => {
      const draw = draws[index % draws.length] ?? 0
      const value = draw < 2 ? beginnings[question.key] : draw < 3 ? undefined : others(question)
      return value === undefined ? [] : [[question.key, value] as const]
    }),
  )
}

const flow = (id: string, params: Params): PlanInstance => ({
  ...{ id, lineageId: id, name: id, kind: 'cash_flow', status: 'active' },
  params: { as_of_month: '2026-01', ...params },
})

/** What is earned and spent until some month, and spent from then on: plans made at random seldom have it. */
const working = [
  flow('salary', { amount: 7_900, end_month: '2029-06' }),
  flow('living', { direction: 'expense', amount: 3_200, end_month: '2029-06' }),
  flow('retired', { direction: 'expense', amount: 2_900, start_month: '2029-07' }),
]

const cases = fc.record({
  plan: knownPlans.map((plan): Plan => ({ ...plan, instances: [...plan.instances, ...working] })),
  which: fc.nat(4),
  draws: fc.array(fc.nat(6), { minLength: 3, maxLength: 9 }),
  isCopied: fc.boolean(),
  values: fc.gen(),
})

/** In words; of a plan made at random some are there before. */
const issuesOf = (schema: ZodType, values: unknown) =>
  (schema.safeParse(values).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)

/** What the catalogue has against values and had not before. */
const newIssues = (schema: ZodType, after: Params, before: Params) => {
  const known = issuesOf(schema, before)
  return issuesOf(schema, after).filter((issue) => !known.includes(issue))
}

interface Tried {
  readonly plan: Plan
  readonly edits: Edits
  readonly reality: readonly RealRow[]
  readonly rows: readonly ScenarioRow[]
}

function expectWritable({ plan, edits, reality, rows }: Tried) {
  const stored = new Map(reality.map(({ id, params }) => [id, params]))
  for (const { kind, params, source_instance_id: source } of rows)
    expect(newIssues(paramsSchema(kind), params, stored.get(source ?? '') ?? {})).toEqual([])
  const assumptions = withValues(plan.assumptions, edits.assumptions)
  expect(newIssues(assumptionsSchema, assumptions, plan.assumptions)).toEqual([])
  const { holdings } = scenarioOutcome(reality, rows)
  project({ instances: holdings, assumptions, startMonth: plan.startMonth })
}

function expectRealityWithout({ plan, edits, reality, rows }: Tried) {
  const { changes, without } = scenarioChanges({
    ...{ reality, copies: rows, ownAssumptions: plan.assumptions },
    scenarioAssumptions: withValues({}, edits.assumptions),
  })
  const { outcome, assumptions } = without(new Set(changes.map(({ id }) => id)))
  expect(outcome.holdings).toEqual(realHoldings(reality))
  expect(project({ ...plan, instances: outcome.holdings, assumptions })).toEqual(
    project({ ...plan, instances: realHoldings(reality) }),
  )
}

function expectFittingBeginnings({ questions, beginnings }: Asked) {
  for (const question of questions) {
    const begun = beginnings[question.key]
    if (begun !== undefined) expect(issuesOf(fieldSchema(question), begun)).toEqual([])
  }
}

describe.each(actionIds)('%s', (id) => {
  const action = actions[id]

  it('has words for people', () => {
    expect(actionNames[id].label).toMatch(/^[A-Z].*[^.]$/)
    expect(actionNames[id].description).toMatch(/^[A-Z].*\.$/)
  })

  it('begins with answers that fit, writes of any that are accepted what the catalogue and the engine accept, and is reality to the bit once that is switched off', () => {
    let accepted = 0
    fc.assert(
      fc.property(cases, ({ plan: known, which, draws, isCopied, values }) => {
        const reality = known.instances.map(rowOf)
        const copies = isCopied ? reality.map(copyOf) : []
        const { assumptions, startMonth } = known
        const plan = actionPlan({ reality, copies, assumptions, startMonth })
        const asked = askedOf(action, plan, which)
        if (!asked) return
        expectFittingBeginnings(asked)
        const answers = answersOf(asked, draws, (question) => values(() => scalarOf(ordinary(question))))
        if (!isAccepted(asked, answers, plan)) return
        accepted++
        const edits = asked.edits(answers)
        const tried = { plan: known, edits, reality, rows: editedRows(reality, copies, edits) }
        expectWritable(tried)
        expectRealityWithout(tried)
      }),
      { numRuns: 80 },
    )
    expect(accepted).toBeGreaterThan(4)
  })
})
