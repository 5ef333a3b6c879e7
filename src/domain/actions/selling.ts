/** Selling something, and what to do with what is left of it. */
import { addMonths, type Month } from '../calendar/month.ts'
import type { FieldDefinition, Params, Scalar } from '../instances/types.ts'
import { storedValues } from '../merge/three-way.ts'
import { roundToCents } from '../money/round.ts'
import { saleProceeds } from '../projection/analysis/sale-proceeds.ts'
import { type Plan, PlanError, type PlanInstance } from '../projection/plan.ts'
import { type HoldingAction, holdingsFor } from './action.ts'
import { type Edits, editedPlan, edits, type Values } from './edits.ts'
import { heldLumpSum, lumpSum, prefixOf } from './loans.ts'
import { asked, freshName, monthAhead, monthOf, needed } from './questions.ts'

const ofSale: HoldingAction['of'] = {
  question: 'What would you sell?',
  none: 'There is neither a property nor a portfolio here that could be sold.',
  sizeOf: ({ kind, params }) => (kind === 'property' || kind === 'portfolio' ? Number(params.value ?? 0) : 0),
}

/** The loans that the sale does not repay: those that can take a lump sum, and those whose own it would take the place of. */
function debtsBeside(plan: Plan, sold: PlanInstance) {
  const beside = holdingsFor(lumpSum, plan).filter(
    ({ id, params }) => id !== sold.id && params.secured_on !== sold.lineageId,
  )
  const isTaken = (debt: PlanInstance) => {
    const { next, hasCome } = heldLumpSum(plan, debt)
    const isYearly = debt.params[`${prefixOf(debt)}lump_sum_yearly`] === true
    // One in the month of the sale is what the sale has paid off before.
    return hasCome || (next !== null && (isYearly || next !== monthOf(sold.params, 'sale_month')))
  }
  return { debts: beside.filter((debt) => !isTaken(debt)), taken: beside.filter(isTaken) }
}

/** Why some loans are not among those that can be paid off. */
function notOffered(taken: readonly PlanInstance[]): string {
  if (taken.length === 0) return ''
  const names = taken.map(({ name }) => `“${name}”`).join(', ')
  return ` A loan holds one lump sum, or one of every year: what has its own already is not offered for paying off (${names}).`
}

/** Portfolios that may be bought more of: what goes into other accounts than one's own is taxed otherwise. */
function portfoliosBeside(plan: Plan, sold: PlanInstance): readonly PlanInstance[] {
  return holdingsFor(sell, plan).filter(
    ({ id, kind, params }) =>
      id !== sold.id && kind === 'portfolio' && (params.tax_wrapper ?? 'none') === 'none',
  )
}

/** A choice, begun with its first option. */
function choice(
  field: Pick<FieldDefinition, 'key' | 'label' | 'help' | 'countsWhen'>,
  options: readonly (readonly [value: string, label: string])[],
): readonly FieldDefinition[] {
  const [first] = options
  if (!first) return []
  return [
    {
      ...field,
      type: 'choice',
      options: options.map(([value, label]) => ({ value, label })),
      default: first[0],
      group: 'questions',
    },
  ]
}

/** By what is one through copies, so that an answer stays with what it is about. */
const named = ({ lineageId, name }: PlanInstance) => [lineageId, name] as const

/** What of a portfolio says how it is invested, and so of more of it. */
const invested = [
  ...['asset_class', 'expected_return', 'volatility', 'bonds_share', 'bonds_return', 'bonds_volatility'],
  ...['income_yield', 'franking_rate', 'reinvest_income', 'annual_fee_rate', 'shortfall_order'],
]

function partOf(params: Params, keys: readonly string[]): Params {
  return Object.fromEntries(Object.entries(params).filter(([key]) => keys.includes(key)))
}

/** What is written of what is sold: a refinancing or a lump sum that was to come later does not come any more. */
function saleOf({ kind, params }: PlanInstance, { sale_month, sale_cost_rate }: Params): Values {
  const month = String(sale_month)
  const gone = ['loan_refinance_', 'loan_lump_sum'].filter((part) => {
    const begins = params[`${part.replace(/_$/, '')}_month`]
    return typeof begins === 'string' && begins >= month
  })
  const keys = Object.keys(params).filter((key) => gone.some((part) => key.startsWith(part)))
  return {
    ...Object.fromEntries(keys.map((key) => [key, null])),
    sale_month: sale_month ?? null,
    ...(kind === 'property' && { sale_cost_rate: sale_cost_rate ?? null }),
  }
}

/** In whole units what is left after tax if every year were average; nothing where it is not sold within the projection. */
function leftOf(plan: Plan, sold: PlanInstance): number {
  try {
    return Math.floor(saleProceeds(plan, sold.id)?.left ?? 0)
  } catch (error) {
    // Answers that do not go together are refused beside their questions.
    if (error instanceof PlanError) return 0
    throw error
  }
}

export const sell: HoldingAction = {
  of: ofSale,
  ask: (plan, holding) => {
    const { kind, params } = holding
    const { debts, taken } = debtsBeside(plan, holding)
    const portfolios = portfoliosBeside(plan, holding)
    const month = monthOf(params, 'sale_month') ?? monthAhead(plan, holding, 1)
    const access = monthOf(params, 'access_month')
    const isWrapped = (params.tax_wrapper ?? 'none') !== 'none'
    const write = writing(plan, holding, debts, portfolios)
    return {
      questions: [
        needed(kind, 'sale_month', {
          label: 'In which month',
          help: `All of it is sold at the end of this month${kind === 'property' ? ', and its loans are repaid' : ''}.`,
        }),
        ...(kind === 'property' ? [asked(kind, 'sale_cost_rate')] : []),
        ...choice(
          {
            key: 'use_of_money',
            label: 'What to do with what is left',
            help: `It comes into your household account; the tax on the sale is paid from there when the tax year ends.${notOffered(taken)}`,
          },
          [
            ['keep', 'Keep it in the household account'],
            ...(debts.length > 0 ? [['pay_off', 'Pay off another loan'] as const] : []),
            ['invest', 'Invest it in shares'],
          ],
        ),
        ...choice(
          {
            key: 'debt',
            label: 'Which loan',
            help: 'It is paid off in the month of the sale, and never more than is owed.',
            countsWhen: { key: 'use_of_money', is: 'pay_off' },
          },
          debts.map(named),
        ),
        ...choice(
          {
            key: 'like',
            label: 'In which shares',
            help: 'They are bought in the month after the sale. More of a portfolio stands beside it as one of its own, with the same return, risk and costs.',
            countsWhen: { key: 'use_of_money', is: 'invest' },
          },
          [
            ['new', 'New shares, with usual figures'],
            ...portfolios.map(({ lineageId, name }) => [lineageId, `More “${name}”`] as const),
          ],
        ),
        {
          ...asked('loan', 'lump_sum'),
          key: 'amount',
          min: 1,
          default: null,
          whenEmpty: 'All that is left after tax',
          countsWhen: { key: 'use_of_money', is: ['pay_off', 'invest'] },
          label: 'How much of it',
          help: 'Left empty, all that is left in average years. In futures in which the sale brings less, the rest comes out of your household account.',
        },
      ],
      beginnings: {
        sale_month: month >= plan.startMonth ? month : monthAhead(plan, holding, 1),
        ...(isWrapped && access !== null && access > month && { sale_month: access }),
        ...partOf(params, ['sale_cost_rate']),
        use_of_money: 'keep',
        ...(debts[0] && { debt: debts[0].lineageId }),
        like: 'new',
      },
      questionOf: { lump_sum_month: 'debt', lump_sum: 'amount', value: 'amount' },
      edits: write,
    }
  },
}

/** From answers to what is written: of what is sold, and of what its money is for. */
function writing(
  plan: Plan,
  sold: PlanInstance,
  debts: readonly PlanInstance[],
  portfolios: readonly PlanInstance[],
): (answers: Params) => Edits {
  const chosen = (among: readonly PlanInstance[], answer: Scalar | undefined) =>
    among.find(({ lineageId }) => lineageId === answer)
  return (answers) => {
    const written = edits({ edited: [[sold, saleOf(sold, answers)]] })
    const { use_of_money: use = 'keep' } = answers
    const month = monthOf(answers, 'sale_month')
    const debt = chosen(debts, answers.debt ?? debts[0]?.lineageId)
    if (month === null || (use !== 'invest' && (use !== 'pay_off' || !debt))) return written
    const spending = (amount: number): Edits => {
      if (amount < 1) return written
      if (use === 'pay_off' && debt)
        return { ...written, edited: [...written.edited, ...paidOff(plan, debt, month, amount).edited] }
      return { ...written, added: [boughtWith(plan, sold, chosen(portfolios, answers.like), month, amount)] }
    }
    return answers.amount === undefined ? spendingAll(plan, sold, spending) : spending(Number(answers.amount))
  }
}

/**
 * What the money is for bears on the tax of the year, and so on what is left of the sale: dividends of what is bought with it, interest
 * that is paid no more. A few times are enough, because they bear on it by less than a hundredth.
 */
function spendingAll(plan: Plan, sold: PlanInstance, spending: (amount: number) => Edits): Edits {
  let amount = 0
  for (let time = 0; time < 4; time++) {
    const left = leftOf(editedPlan(plan, spending(amount)), sold)
    if (left === amount) break
    amount = left
  }
  return spending(amount)
}

/** The whole loan is entered, of a property that is owned in part too, and no more is paid than was ever owed. */
function paidOff(plan: Plan, debt: PlanInstance, month: Month, amount: number): Edits {
  const { kind, params } = debt
  const prefix = prefixOf(debt)
  const share = kind === 'property' ? Number(params.ownership_share ?? 100) / 100 : 1
  const owed = Number(params[`${prefix}balance`] ?? 0) + Number(params[`${prefix}refinance_draw`] ?? 0)
  const lump_sum = Math.min(roundToCents(amount / share), owed)
  return lumpSum.ask(plan, debt).edits({ lump_sum, lump_sum_month: month })
}

/** Bought once the money is there, by whoever has sold. */
function boughtWith(
  plan: Plan,
  { params }: PlanInstance,
  like: PlanInstance | undefined,
  month: Month,
  value: number,
) {
  const name = like ? `More ${like.name}`.slice(0, 100) : 'New shares'
  return {
    kind: 'portfolio' as const,
    name: freshName(plan, name),
    params: storedValues({
      ...partOf(like?.params ?? {}, invested),
      ...partOf(params, ['owner_share']),
      value,
      as_of_month: plan.startMonth,
      start_month: addMonths(month, 1),
    }),
  }
}
