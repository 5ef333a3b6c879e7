/** What is wrong with answers that each fit their question, judged as a form of what they write would judge it. */
import type { ZodType } from 'zod'
import type { Month } from '../calendar/month.ts'
import { paramsSchema } from '../instances/schema.ts'
import { type NamedHolding, securedProblems, securityKeys } from '../instances/secured.ts'
import type { InstanceKind, Params } from '../instances/types.ts'
import type { Plan } from '../projection/plan.ts'
import { assumptionsSchema } from '../scenarios/assumptions.ts'
import type { Asked } from './action.ts'
import { type Edits, editedHolding, type Values, withValues } from './edits.ts'
import { monthOf } from './questions.ts'

type Problems = Readonly<Record<string, string>>

const monthIsOver = 'This month is over. Choose this month or one to come.'

/** What is wrong, by the key of the question beside which it is said. `proposed` is what the answers write. */
export function problemsOfAnswers(
  asked: Pick<Asked, 'questions' | 'questionOf' | 'refusal' | 'edits'>,
  answers: Params,
  plan: Plan,
  proposed: Edits = asked.edits(answers),
): Problems {
  const { questions, questionOf = {} } = asked
  const past = questions.filter(({ key, type }) => {
    const month = type === 'month' ? monthOf(answers, key) : null
    return month !== null && month < plan.startMonth
  })
  const [first] = questions
  const keys = new Set(questions.map(({ key }) => key))
  const placeOf = (key: string) =>
    questionOf[key] ?? [key, key.replace(/^loan_/, '')].find((one) => keys.has(one)) ?? first?.key ?? key
  const written = problemsOfEdits(proposed, plan).map(([key, message]) => [placeOf(key), message] as const)
  return {
    ...Object.fromEntries(written),
    ...Object.fromEntries(past.map(({ key }) => [key, monthIsOver])),
    ...(asked.refusal !== undefined && first && { [first.key]: asked.refusal }),
  }
}

/** What is wrong with rows and assumptions once edits are written and was not before, by key of the field. */
function problemsOfEdits(edits: Edits, plan: Plan): readonly (readonly [string, string])[] {
  const written = new Map(edits.edited.map(({ id, params }) => [id, params]))
  const { instances, startMonth } = plan
  const edited = instances.map((one) => editedHolding(one, edits.edited))
  return [
    ...instances.flatMap((one, index) => {
      const values = written.get(one.id)
      const after = edited[index]
      if (!values || !after) return []
      const before = problemsOfRow(one, values, instances, startMonth)
      return problemsOfRow(after, values, edited, startMonth).filter(isNoneOf(before))
    }),
    ...edits.added.flatMap(({ kind, params }) =>
      problemsOfRow({ kind, params, lineageId: null }, params, edited, startMonth),
    ),
    ...issuesOf(assumptionsSchema, withValues(plan.assumptions, edits.assumptions)).filter(
      isNoneOf(issuesOf(assumptionsSchema, plan.assumptions)),
    ),
  ]
}

type Problem = readonly [key: string, message: string]

const isNoneOf =
  (others: readonly Problem[]) =>
  ([key, message]: Problem) =>
    !others.some(([otherKey, other]) => otherKey === key && other === message)

interface Row {
  readonly kind: InstanceKind
  readonly lineageId: string | null
  readonly params: Params
}

function problemsOfRow(
  { kind, lineageId, params }: Row,
  written: Values,
  holdings: readonly NamedHolding[],
  now: Month,
): readonly Problem[] {
  const isSecurityMoved = securityKeys[kind]?.some((key) => key in written)
  return [
    ...issuesOf(paramsSchema(kind), params),
    ...(isSecurityMoved ? Object.entries(securedProblems(kind, lineageId, params, holdings, now)) : []),
  ]
}

/** Keys that the catalogue does not know, as a newer version may have left, are nobody's mistake. */
function issuesOf(schema: ZodType, values: Params): readonly Problem[] {
  const issues = schema.safeParse(values).error?.issues ?? []
  return issues
    .filter(({ path }) => path.length > 0)
    .map(({ path, message }) => [String(path[0]), message] as const)
}
