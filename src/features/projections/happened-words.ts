/** What has happened, in words: one line a holding, and one for the household. */
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import type { Happening, HappeningKind, WhatHappened } from '#domain/projection/what-happened.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'

export interface HappenedLine {
  readonly key: string
  readonly name: string
  /** Where its amounts can be changed; null for the household. */
  readonly path: string | null
  readonly text: string
}

type Words = (happening: Happening, amount: string, month: string) => string

const words: Readonly<Record<HappeningKind, Words>> = {
  income: ({ instance, count }, amount) => {
    if (instance?.kind === 'cash_flow') return `${amount} received in ${counted(count, 'month')}`
    return `${instance?.kind === 'property' ? 'rent' : 'income'} of ${amount} received`
  },
  costs: ({ instance, count }, amount) =>
    instance?.kind === 'cash_flow'
      ? `${amount} spent in ${counted(count, 'month')}`
      : `costs of ${amount} paid`,
  withheld: (_, amount) => `tax of ${amount} withheld`,
  payments: ({ count }, amount) => `${counted(count, 'repayment')} with interest, ${amount}`,
  purchase: (_, amount, month) => `bought in ${month} with ${amount} from the household account`,
  borrowed: (_, amount, month) => `${amount} borrowed in ${month}`,
  refinancing: ({ amount: drawn }, amount, month) =>
    drawn < 0
      ? `refinanced in ${month} for ${amount}`
      : `${amount} drawn in a refinancing in ${month}, after its costs`,
  sale: ({ amount: received }, amount, month) =>
    received < 0
      ? `sold in ${month}, ${amount} paid to end its loan`
      : `sold in ${month}, ${amount} received after its loan and costs`,
  contributions: ({ count }, amount) => `${counted(count, 'contribution')}, ${amount}`,
  withdrawals: ({ count }, amount) => `${counted(count, 'withdrawal')}, ${amount}`,
  covered: (_, amount) => `${amount} taken out to cover what the household account was short of`,
  account_interest: ({ amount: earned }, amount) =>
    earned < 0 ? `interest of ${amount} charged` : `interest of ${amount} earned`,
  tax: ({ amount: paid }, amount) =>
    paid < 0 ? `income tax of ${amount} paid` : `income tax lower by ${amount}`,
}

/** A line for every holding to which something happened, in the order of the plan, and the household's last. */
export function happenedLines({ happenings }: WhatHappened, format: MoneyFormat): HappenedLine[] {
  const lines = new Map<string, { name: string; path: string | null; parts: string[] }>()
  for (const happening of happenings) {
    const { instance, kind, amount, month } = happening
    const key = instance?.id ?? 'household'
    const line = lines.get(key) ?? {
      name: instance?.name ?? 'Household account',
      path: instance && paths.instance(instance.id),
      parts: [],
    }
    const money = formatMoney(Math.abs(amount), format)
    line.parts.push(words[kind](happening, money, formatMonth(month, format.locale)))
    lines.set(key, line)
  }
  return [...lines].map(([key, { name, path, parts }]) => ({ key, name, path, text: parts.join('; ') }))
}
