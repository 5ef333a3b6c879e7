/** Tax rates are percent. One below 1 was probably meant as a fraction: 0.16 for 16 percent. */

import { formatPercent } from '#domain/instances/format.ts'
import type { Scalar } from '#domain/instances/types.ts'
import { listed } from '../listed.ts'

export interface FractionQuestion {
  /** Such as "0.16% is very low: did you mean 16%?" */
  readonly question: string
  /** The value as it was probably meant. */
  readonly mended: Scalar
}

const isFraction = (rate: number) => rate >= 0.01 && rate < 1
/** Without the dust of floating point: 0.29 becomes 29. */
const asPercent = (rate: number) => Number((rate * 100).toPrecision(12))

/** The rate in a pair of `income:rate`. */
const rateInPair = /(:\s*)(\d+(?:\.\d+)?)/g

/** What to ask about an assumption of tax; null where nothing looks like a fraction. */
export function fractionQuestion(
  key: string,
  value: Scalar | null | undefined,
  locale: string,
): FractionQuestion | null {
  const ask = (rates: readonly number[], mended: Scalar): FractionQuestion => {
    const words = (all: readonly number[]) => listed(all.map((rate) => formatPercent(rate, locale, 6)))
    const verb = rates.length === 1 ? 'is' : 'are'
    return {
      question: `${words(rates)} ${verb} very low: did you mean ${words(rates.map(asPercent))}?`,
      mended,
    }
  }
  if ((key === 'tax_brackets' || key === 'gains_brackets') && typeof value === 'string') {
    const rates = [...value.matchAll(rateInPair)].map(([, , rate]) => Number(rate)).filter(isFraction)
    if (rates.length === 0) return null
    const mended = value.replace(rateInPair, (pair, before: string, rate: string) =>
      isFraction(Number(rate)) ? before + asPercent(Number(rate)) : pair,
    )
    return ask([...new Set(rates)], mended)
  }
  if ((key === 'tax_flat_rate' || key === 'capital_gains_discount') && typeof value === 'number')
    return isFraction(value) ? ask([value], asPercent(value)) : null
  return null
}
