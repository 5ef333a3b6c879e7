/** Why the household account is overdrawn in one future, in words. */
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import type { Cause, CauseKind, ShortfallCause } from '#domain/projection/analysis/shortfall-cause.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'

/** After an amount, of what leaves less in the account and of what leaves more. */
const words: Readonly<Record<CauseKind, readonly [less: string, more: string]>> = {
  interest: ['more interest paid', 'less interest paid'],
  repayments: ['more repaid', 'less repaid'],
  incomes: ['less earned', 'more earned'],
  spending: ['more spent', 'less spent'],
  yields: [
    'less rent, distributions and interest received',
    'more rent, distributions and interest received',
  ],
  costs: ['more in costs', 'less in costs'],
  contributions: ['more put into holdings', 'less put into holdings'],
  withdrawals: ['less taken out of holdings', 'more taken out of holdings'],
  covered: ['less drawn from deposits and portfolios', 'more drawn from deposits and portfolios'],
  tax: ['more tax', 'less tax'],
}

/** Of the causes the largest; and all of them where one more says everything. */
const told = 3

interface CauseFormat extends MoneyFormat {
  /** What an amount in money of the first month is multiplied with, to be in the money of the screen. */
  readonly factor: number
}

function causeText({ kind, amount, inYear }: Cause, { factor, ...format }: CauseFormat): string {
  const text = `${formatMoney(Math.abs(amount * factor), format)} ${words[kind][amount < 0 ? 0 : 1]}`
  const ofYear = Math.round(inYear * factor)
  const isTold =
    ofYear !== 0 && Math.sign(inYear) === Math.sign(amount) && Math.abs(inYear) < Math.abs(amount)
  return isTold ? `${text} (${formatMoney(Math.abs(ofYear), format)} of it in that year)` : text
}

/** What the account lacks beside average years and what that is made of; its parts add up. */
export function causeSentence(
  cause: ShortfallCause,
  years: Pick<Projection, 'startMonth'>,
  format: CauseFormat,
) {
  const { factor } = format
  const month = formatMonth(endMonthOf(years, cause.year), format.locale)
  const holds = (amount: number) => formatMoney(Math.round(amount * factor), format)
  const beginning = `At the end of that year, in ${month}, it stands at ${holds(cause.account)}`
  const causes = cause.causes.filter(({ amount }) => Math.round(amount * factor) !== 0)
  if (causes.length === 0) return `${beginning}, as it would if every year were average.`
  const named = causes.length === told + 1 ? causes : causes.slice(0, told)
  const rest = causes.slice(named.length).reduce((sum, { amount }) => sum + amount, 0)
  const parts = named.map((one) => causeText(one, format))
  if (Math.round(rest * factor) !== 0) parts.push(`all else together ${signedMoney(rest * factor, format)}`)
  return `${beginning}; if every year were average it would stand at ${holds(cause.average)}. The difference: ${parts.join('; ')}.`
}

/** What the market did by then. */
export function marketSentence(
  { worth, rateShift }: ShortfallCause,
  { factor, ...format }: CauseFormat,
): string {
  const points = Math.round(rateShift * 10) / 10
  const number = new Intl.NumberFormat(format.locale).format(Math.abs(points))
  const rates =
    points === 0
      ? 'Interest rates are as you assume'
      : `Interest rates are ${number} ${Math.abs(points) === 1 ? 'point' : 'points'} ${points > 0 ? 'above' : 'below'} what you assume`
  const held = (['portfolioValue', 'propertyValue'] as const).flatMap((row) => {
    const { account, average } = worth[row]
    if (Math.round(account) === 0 && Math.round(average) === 0) return []
    const name = row === 'portfolioValue' ? 'portfolios' : 'properties'
    const [here, usual] = [account, average].map((amount) => formatMoney(Math.round(amount * factor), format))
    return `${name} are worth ${here}, in average years ${usual}`
  })
  return `${[`${rates} in that year`, ...held].join('; ')}.`
}
