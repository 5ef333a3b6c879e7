/** Buying something that there is not yet. */
import { addMonths } from '../calendar/month.ts'
import { fieldDefinition } from '../instances/catalogue.ts'
import { isOver } from '../instances/stated-month.ts'
import type { FieldDefinition } from '../instances/types.ts'
import { storedValues } from '../merge/three-way.ts'
import type { Plan, PlanInstance } from '../projection/plan.ts'
import { resolveAssumptions } from '../scenarios/assumptions.ts'
import type { Action } from './action.ts'
import { edits } from './edits.ts'
import { asked, freshName, needed, roughly } from './questions.ts'

/** Part of the price, in percent. */
const part = (field: Pick<FieldDefinition, 'key' | 'label' | 'help' | 'default'> & { required?: true }) =>
  ({ type: 'percent', unit: 'of the price', min: 0, max: 100, group: 'questions', ...field }) as const

const roundedToCents = (amount: number) => Math.round(amount * 100) / 100

/** Of what is neither sold nor ended already. */
const largest = ({ instances, startMonth }: Plan, kind: PlanInstance['kind'], key: string) =>
  instances
    .filter((one) => one.kind === kind && Number(one.params[key] ?? 0) > 0 && !isOver(one.params, startMonth))
    .toSorted((a, b) => Number(b.params[key]) - Number(a.params[key]))[0]

/** What loans on property cost here now. */
function usualRate(plan: Plan) {
  return (
    largest(plan, 'property', 'loan_balance')?.params.loan_rate ??
    fieldDefinition('property', 'loan_rate')?.default ??
    null
  )
}

/** What a dwelling at this price would let for, if it let as well as the one that there is. */
function rentLike({ params }: PlanInstance, price: number): number {
  const [value, rent] = [Number(params.value), Number(params.weekly_rent ?? 0)]
  return rent > 0 && value >= 1 ? roughly((rent * price) / value) : 0
}

const usualCosts = 4

export const buyProperty: Action = {
  of: null,
  ask: (plan) => {
    const like = largest(plan, 'property', 'value')
    const price = roughly(Number(like?.params.value ?? 0))
    const isHome = ({ kind, params }: PlanInstance) =>
      kind === 'property' && params.use === 'main_residence' && !isOver(params, plan.startMonth)
    const ownUse = plan.instances.some(isHome) ? 'own_use' : 'main_residence'
    const rate = usualRate(plan)
    return {
      questions: [
        needed('property', 'value', { label: 'Price', help: 'What you expect to pay for it then.' }),
        needed('property', 'start_month', { label: 'In which month', help: 'The month of the contract.' }),
        part({
          key: 'borrowed',
          required: true,
          default: null,
          label: 'Borrowed',
          help: 'How much of the price is borrowed. The rest, and the costs, come out of your household account.',
        }),
        asked('property', 'weekly_rent', {
          label: 'Rent',
          help: `What it lets for. 0 if you keep it for yourself${ownUse === 'own_use' ? '' : ': it is your main residence then'}.`,
        }),
        part({
          key: 'costs',
          default: usualCosts,
          label: 'Purchase costs',
          help: `Stamp duty, legal fees and inspections. ${usualCosts}% is a rough figure: it can be much less or more where you buy.`,
        }),
        asked('property', 'loan_rate', { default: rate, help: 'The rate charged on the new loan.' }),
        asked('property', 'annual_expenses'),
      ],
      more: ['costs', 'loan_rate', 'annual_expenses'],
      beginnings: {
        ...(like && { value: price, weekly_rent: rentLike(like, price) }),
        start_month: addMonths(plan.startMonth, 12),
        borrowed: 80,
      },
      questionOf: { loan_balance: 'borrowed', purchase_costs: 'costs', use: 'weekly_rent' },
      edits: ({ value, start_month, borrowed, weekly_rent, costs = usualCosts, loan_rate, ...others }) => {
        const partOfPrice = (percent: unknown) => roundedToCents((Number(value) * Number(percent)) / 100)
        const balance = partOfPrice(borrowed)
        const isLet = Number(weekly_rent ?? 0) > 0
        const params = {
          ...{ value, as_of_month: plan.startMonth, start_month, purchase_costs: partOfPrice(costs) },
          use: isLet ? 'let' : ownUse,
          weekly_rent: isLet ? weekly_rent : null,
          loan_balance: balance,
          loan_rate: balance > 0 ? (loan_rate ?? rate) : null,
          ...others,
        }
        return edits({
          added: [{ kind: 'property', name: freshName(plan, 'New property'), params: storedValues(params) }],
        })
      },
    }
  },
}

export const buyShares: Action = {
  of: null,
  ask: (plan) => {
    const cash = Number(resolveAssumptions(plan.assumptions).household_cash ?? 0)
    return {
      questions: [
        needed('portfolio', 'value', {
          label: 'How much',
          help: 'What you invest at once, out of your household account.',
        }),
        needed('portfolio', 'start_month', { label: 'In which month', help: 'The month you invest.' }),
        asked('portfolio', 'monthly_contribution', {
          label: 'More each month',
          help: 'What you pay in at the end of each month after that, out of your household account.',
        }),
        asked('portfolio', 'expected_return'),
      ],
      more: ['expected_return'],
      beginnings: {
        value: roughly(cash > 2 ? cash / 2 : 10_000),
        start_month: addMonths(plan.startMonth, 1),
      },
      edits: (answers) =>
        edits({
          added: [
            {
              kind: 'portfolio',
              name: freshName(plan, 'New shares'),
              params: { as_of_month: plan.startMonth, ...answers },
            },
          ],
        }),
    }
  },
}
