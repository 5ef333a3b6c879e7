/**
 * What archiving means, in words. An archived holding takes no part in any figure: what it is worth leaves net worth and
 * nothing comes in for it, unlike a sale.
 */
import { formatMonth, isMonth, type Month } from '#domain/calendar/month.ts'
import { aMonth } from '#domain/instances/summary.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import { type HoldingState, standingAt } from './holding-states.ts'
import type { PlanInstance } from './plan.ts'

type Holding = Pick<PlanInstance, 'kind' | 'params'>

/** What these holdings add to net worth at the beginning of `month`, however they stand in the record. */
function stateOf(holdings: readonly Holding[], month: Month): HoldingState {
  const instances = holdings.map(({ kind, params }, index) => ({
    id: String(index),
    lineageId: String(index),
    name: '',
    kind,
    status: 'active' as const,
    params,
  }))
  return standingAt(instances, {}, month).states.reduce((sum, { asset, offset, debt, flow }) => ({
    asset: sum.asset + asset,
    offset: sum.offset + offset,
    debt: sum.debt + debt,
    flow: sum.flow + flow,
  }))
}

/**
 * What leaves when these holdings are archived (at least one), in a sentence or two: the user's share, net of what is owed
 * on them, as it is at the beginning of `month`, and what no longer comes in or goes out.
 */
export function whatLeaves(holdings: readonly Holding[], month: Month, format: MoneyFormat): string {
  const [flows, others] = [true, false].map((isFlow) =>
    holdings.filter(({ kind }) => (kind === 'cash_flow') === isFlow),
  ) as [Holding[], Holding[]]
  const sentences = flows.length > 0 ? [flowThatLeaves(stateOf(flows, month).flow, format)] : []
  return [...(others.length > 0 ? [worthThatLeaves(stateOf(others, month), format)] : []), ...sentences].join(
    ' ',
  )
}

function flowThatLeaves(flow: number, format: MoneyFormat): string {
  const amount = aMonth(formatMoney(Math.abs(flow), format))
  if (Math.round(flow) === 0) return 'Nothing of it comes in or goes out now.'
  return flow > 0 ? `${amount} is no longer received.` : `${amount} is no longer spent.`
}

function worthThatLeaves({ asset, offset, debt }: HoldingState, format: MoneyFormat): string {
  const money = (amount: number) => formatMoney(amount, format)
  const [owned, owed, net] = [Math.round(asset + offset), Math.round(debt), Math.round(asset + offset - debt)]
  if (owned === 0 && owed === 0) return 'Nothing leaves your net worth now.'
  if (owned === 0) return `${money(owed)} of debt leaves without being repaid.`
  const parts = owed === 0 ? '' : `: ${money(owned)}, less ${money(owed)} owed`
  if (net >= 0) return `${money(net)} leaves without money coming in${parts}.`
  return `${money(-net)} of debt leaves without being repaid: ${money(owed)} owed, against a value of ${money(owned)}.`
}

interface Instead {
  /** The field that does what is probably meant. */
  readonly field: string
  /** What a button says that leads there. */
  readonly label: string
  readonly advice: string
}

/** What to do instead when the money is to come in, or the debt to be repaid. */
export const insteadOfArchiving: Readonly<Record<InstanceKind, Instead>> = {
  property: {
    field: 'sale_month',
    label: 'Sell instead',
    advice:
      'If you sell it, enter its sale month instead: the loan is repaid, the selling costs and the tax on the gain are paid, and the rest comes into your household account.',
  },
  portfolio: {
    field: 'sale_month',
    label: 'Sell instead',
    advice:
      'If you sell it, enter its sale month instead: the tax on the gain is paid, and the rest comes into your household account.',
  },
  cash: {
    field: 'monthly_withdrawal',
    label: 'Withdraw instead',
    advice:
      'If you take the money out, enter the balance as a withdrawal and its month instead: it comes into your household account.',
  },
  loan: {
    field: 'extra_monthly_payment',
    label: 'Repay instead',
    advice:
      'If you pay it off, enter what you pay as an extra repayment instead: it comes out of your household account.',
  },
  cash_flow: {
    field: 'end_month',
    label: 'End it instead',
    advice: 'If it comes to an end, enter its last month instead: it counts until then.',
  },
}

/** A sale that is entered already, which archiving leaves out as well; null when there is none to come. */
export function saleLeftOut({ params }: Holding, month: Month, locale: string): string | null {
  const sale = params.sale_month
  return typeof sale === 'string' && isMonth(sale) && sale > month
    ? `Its sale in ${formatMonth(sale, locale)} is left out too.`
    : null
}
