/** Working no longer than to a month, and what goes with that. */
import { addMonths, isMonth, type Month } from '../calendar/month.ts'
import type { FieldDefinition, Params } from '../instances/types.ts'
import type { Plan, PlanInstance } from '../projection/plan.ts'
import type { Action } from './action.ts'
import { edits, type Values } from './edits.ts'
import { asked, freshName, monthOf, needed } from './questions.ts'

/** In months: how much sooner one stops in the beginning, and when that is where no end is planned. */
const [sooner, otherwise] = [60, 120]

const isIncome = ({ kind, params }: PlanInstance) => kind === 'cash_flow' && params.direction !== 'expense'

/** What is earned now and does not end by itself before. */
const earned = ({ instances, startMonth }: Plan) =>
  instances.filter(
    (one) =>
      isIncome(one) &&
      (monthOf(one.params, 'start_month') ?? startMonth) <= startMonth &&
      (monthOf(one.params, 'end_month') ?? startMonth) >= startMonth,
  )

/** What is spent until one stops, and from then on, as it is planned now. */
function spendingAround(plan: Plan, lastMonths: ReadonlySet<Month>) {
  const expenses = plan.instances.filter(
    ({ kind, params }) => kind === 'cash_flow' && params.direction === 'expense',
  )
  const isLast = (month: Month | null) => month !== null && lastMonths.has(month)
  const begins = ({ params }: PlanInstance) => monthOf(params, 'start_month')
  return {
    ends: expenses.filter(({ params }) => isLast(monthOf(params, 'end_month'))),
    begins: expenses.filter((one) => {
      const month = begins(one)
      return month !== null && isLast(addMonths(month, -1))
    }),
  }
}

/** What is paid into, by oneself or by an employer, and not only until sooner. */
const paidInto = ({ instances }: Plan) =>
  instances.filter(
    ({ kind, params }) =>
      (kind === 'portfolio' || kind === 'cash') &&
      Number(params.monthly_contribution ?? 0) + Number(params.employer_contribution ?? 0) > 0,
  )

const plannedDraw = ({ params }: PlanInstance) => Number(params.monthly_withdrawal ?? 0)

/** What can be drawn on from then on, first what that is planned of: all but what is drawn on already, which goes on. */
const drawnOn = ({ instances, startMonth }: Plan) =>
  instances
    .filter(
      (one) =>
        (one.kind === 'portfolio' || one.kind === 'cash') &&
        (plannedDraw(one) === 0 ||
          (monthOf(one.params, 'withdrawal_start_month') ?? startMonth) > startMonth),
    )
    .toSorted(
      (a, b) => plannedDraw(b) - plannedDraw(a) || Number(b.params.value ?? 0) - Number(a.params.value ?? 0),
    )

const quoted = (holdings: readonly PlanInstance[]) => holdings.map(({ name }) => `“${name}”`).join(', ')

const yesOrNo = (field: Pick<FieldDefinition, 'key' | 'label' | 'help'>): FieldDefinition => ({
  ...{ type: 'boolean', default: true, group: 'questions' },
  ...field,
})

/** By what is one through copies, so that an answer stays with what it is about. */
const endsKey = ({ lineageId }: PlanInstance) => `ends ${lineageId}`

export const retireEarly: Action = {
  of: null,
  whyNot: (plan) =>
    earned(plan).length > 0 ? null : 'There is no income here that could end sooner, such as a salary.',
  ask: (plan) => {
    const incomes = earned(plan)
    const lastMonths = incomes.map(({ params }) => monthOf(params, 'end_month')).filter((one) => one !== null)
    const [endsAt] = lastMonths.toSorted()
    const soonest = addMonths(plan.startMonth, 12)
    const sensible = endsAt ? addMonths(endsAt, -sooner) : addMonths(plan.startMonth, otherwise)
    const spending = spendingAround(plan, new Set(lastMonths))
    const moves = [...spending.ends, ...spending.begins]
    const paid = paidInto(plan)
    const sources = drawnOn(plan)
    const [firstSource, ...otherSources] = sources
    const planned = firstSource && plannedDraw(firstSource) > 0 ? firstSource : null
    const staying = otherSources.filter((one) => plannedDraw(one) > 0)
    return {
      questions: [
        needed('cash_flow', 'end_month', {
          label: 'Last month of work',
          help: 'Your salary is received in this month for the last time.',
        }),
        ...(incomes.length > 1
          ? incomes.map((one) =>
              yesOrNo({
                key: endsKey(one),
                label: `“${one.name}” ends`,
                help: 'Whether this income ends when you stop working.',
              }),
            )
          : []),
        ...(moves.length > 0
          ? [
              yesOrNo({
                key: 'spending_moves',
                label: 'Spending changes then too',
                help: `What was to change when you stop working changes in that month instead: ${quoted(moves)}.`,
              }),
            ]
          : []),
        ...(paid.length > 0
          ? [
              yesOrNo({
                key: 'paying_in_stops',
                label: 'Paying in stops then too',
                help: `No contributions after that to ${quoted(paid)}.`,
              }),
            ]
          : []),
        ...(firstSource
          ? [
              asked('portfolio', 'monthly_withdrawal', {
                label: 'Drawn each month',
                help: `What you take out from then on, in the money of the month of its amounts. ${drawnInstead(planned, staying)}`,
              }),
              {
                key: 'drawn_from',
                type: 'choice' as const,
                group: 'questions',
                default: firstSource.lineageId,
                options: sources.map(({ lineageId, name }) => ({ value: lineageId, label: name })),
                label: 'Drawn from',
                help: 'The deposit or portfolio that it is taken out of, not before the month from which on there is access to it.',
              },
            ]
          : []),
        asked('cash_flow', 'amount', {
          key: 'pension',
          default: 0,
          label: 'Another income from then on',
          help: 'A pension or a part-time job, a month and before tax, in today’s money. 0 for none.',
        }),
      ],
      more: ['monthly_withdrawal', 'drawn_from', 'pension'],
      beginnings: {
        end_month: [sensible, soonest].toSorted().at(-1) ?? soonest,
        ...(planned && { monthly_withdrawal: plannedDraw(planned), drawn_from: planned.lineageId }),
      },
      questionOf: {
        withdrawal_start_month: 'drawn_from',
        start_month: 'end_month',
        contribution_end_month: 'paying_in_stops',
        amount: 'pension',
      },
      edits: (answers) => {
        const last = String(answers.end_month)
        if (!isMonth(last)) return edits({})
        const next = addMonths(last, 1)
        const ended = incomes.filter((one) => incomes.length === 1 || answers[endsKey(one)] !== false)
        const movesSpending = answers.spending_moves !== false
        const drawn = Number(answers.monthly_withdrawal ?? 0)
        const drawnFrom = answers.drawn_from ?? firstSource?.lineageId
        return edits({
          edited: together([
            ...ended.map((one) => [one, { end_month: last }] as const),
            ...(movesSpending ? spending.ends : []).map((one) => [one, { end_month: last }] as const),
            ...(movesSpending ? spending.begins : []).map((one) => [one, { start_month: next }] as const),
            ...(answers.paying_in_stops === false ? [] : paid)
              .filter(({ params }) => (monthOf(params, 'contribution_end_month') ?? last) >= last)
              .map((one) => [one, { contribution_end_month: last }] as const),
            ...(planned
              ? [[planned, { monthly_withdrawal: null, withdrawal_start_month: null }] as const]
              : []),
            ...(drawn > 0 ? sources.filter(({ lineageId }) => lineageId === drawnFrom) : []).map(
              (one) =>
                [
                  one,
                  { monthly_withdrawal: drawn, withdrawal_start_month: onceThereIsAccess(one, next) },
                ] as const,
            ),
          ]),
          added: Number(answers.pension ?? 0) > 0 ? [pension(plan, answers.pension ?? 0, next)] : [],
        })
      },
    }
  },
}

/** What becomes of withdrawals that are planned already. */
function drawnInstead(planned: PlanInstance | null, staying: readonly PlanInstance[]): string {
  const instead = planned
    ? `It takes the place of what you planned to draw from “${planned.name}”; 0 to draw nothing from there.`
    : '0 to draw no more than now.'
  return staying.length > 0 ? `${instead} What you planned to draw from ${quoted(staying)} stays.` : instead
}

/** The month, or the first in which there is access to it where that is later. */
function onceThereIsAccess({ params }: PlanInstance, month: Month): Month {
  const access = (params.tax_wrapper ?? 'none') === 'none' ? null : monthOf(params, 'access_month')
  return access !== null && access > month ? access : month
}

/** What is written into one holding by several answers is one edit of it. */
function together(all: readonly (readonly [PlanInstance, Values])[]): (readonly [PlanInstance, Values])[] {
  const values = new Map<PlanInstance, Values>()
  for (const [holding, more] of all) values.set(holding, { ...values.get(holding), ...more })
  return [...values]
}

function pension(plan: Plan, amount: Params[string], start_month: Month) {
  return {
    kind: 'cash_flow',
    name: freshName(plan, 'Income after work'),
    params: { direction: 'income', amount, as_of_month: plan.startMonth, start_month },
  } as const
}
