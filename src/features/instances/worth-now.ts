/** What a row of the list says of a holding's worth: where it stands now, and what was entered where that differs. */
import type { Instance } from '#data/instances/instance.ts'
import { ageInWords } from '#domain/calendar/age-in-words.ts'
import { formatMonth, isMonth, type Month } from '#domain/calendar/month.ts'
import { ageOf, isStale } from '#domain/instances/stated-month.ts'
import { enteredAmount, enteredText } from '#domain/instances/summary.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { owed } from '#domain/money/owed.ts'
import type { HoldingState } from '#domain/projection/holding-states.ts'

/** What the holding adds to its column of the totals: debts count as negative, the loan of a property apart from it. */
export function amountNow({ kind }: Pick<Instance, 'kind'>, state: HoldingState | undefined): number {
  if (state === undefined) return 0
  return kind === 'loan' ? owed(state.debt) : state.asset
}

/** An income or an expense is worth nothing: in the place of its worth stands what it is a month. */
function nowOf(row: Row, state: HoldingState | undefined): number | string {
  if (row.kind !== 'cash_flow') return amountNow(row, state)
  return row.params.tax_treatment === 'rate_only' ? 'Received elsewhere' : (state?.flow ?? 0)
}

type Row = Pick<Instance, 'kind' | 'status' | 'params'>

/** Why it counts for nothing now; null for what is held. */
function absence(
  { kind, status, params }: Row,
  state: HoldingState | undefined,
  today: Month,
  locale: string,
): string | null {
  const month = (key: string) => {
    const value = params[key]
    return typeof value === 'string' && isMonth(value) ? value : null
  }
  const [start, sale, end] = [month('start_month'), month('sale_month'), month('end_month')]
  if (status === 'archived') return 'Not counted'
  // What is bought this month is paid for in the course of it.
  const isNothing = state?.asset === 0 && state.debt === 0
  const isToCome = start !== null && (start > today || (start === today && kind !== 'cash_flow' && isNothing))
  if (start !== null && isToCome) return `From ${formatMonth(start, locale, 'short')}`
  if (sale !== null && sale < today) return `Sold ${formatMonth(sale, locale, 'short')}`
  if (end !== null && end < today) return `Ended ${formatMonth(end, locale, 'short')}`
  return null
}

export interface WorthText {
  /** The amount, or in words why it counts for nothing. */
  readonly now: number | string
  /** The amount comes in or goes out each month. */
  readonly isAMonth: boolean
  /** What was entered, of which month and share; null where that is what it is now. */
  readonly entered: string | null
  /** Whether what was entered is old. */
  readonly isOld: boolean
}

export function worthText(
  row: Row,
  state: HoldingState | undefined,
  today: Month,
  format: MoneyFormat,
  staleAfter: number,
): WorthText {
  const { kind, params } = row
  const absent = absence(row, state, today, format.locale)
  const { asOf } = enteredAmount(kind, params, format, today)
  const share = kind === 'property' ? Number(params.ownership_share ?? 100) : 100
  const part = share === 100 ? '' : `${share}% of `
  const isAsEntered = absent === null && asOf === null && part === ''
  const isOld = isStale(row, today, staleAfter)
  const ago = isOld ? `, ${ageInWords(ageOf(row, today) ?? 0)} ago` : ''
  return {
    now: absent ?? nowOf(row, state),
    isAMonth: kind === 'cash_flow',
    entered: isAsEntered ? null : `Entered: ${part}${enteredText(kind, params, format, today)}${ago}`,
    isOld,
  }
}
