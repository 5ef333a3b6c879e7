/** Stress tests of the user's own in words. */
import { formatMonth } from '../calendar/month.ts'
import type { MoneyFormat } from '../money/format.ts'
import { signedMoney } from '../money/signed-money.ts'
import { type OwnStressTest, readOwnStressTests } from './own-stress-tests.ts'
import { shockFigure } from './shock-figures.ts'

function sizeWords({ figure, by }: OwnStressTest, format: MoneyFormat): string {
  const { type, unit } = shockFigure(figure).size
  if (type === 'money') return `${signedMoney(by, format, 'exact')} ${unit}`
  const signed = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(format.locale, { signDisplay: 'exceptZero', ...options }).format(by)
  if (unit !== 'points') return signed({ style: 'unit', unit: 'percent', maximumFractionDigits: 2 })
  return `${signed({ maximumFractionDigits: 2 })} ${Math.abs(by) === 1 ? 'point' : 'points'}`
}

function durationWords(months: number): string {
  const [count, unit] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function whenWords({ figure, from, months }: OwnStressTest, { locale }: MoneyFormat): string {
  if (shockFigure(figure).isFall) return from === null ? 'at once' : `in ${formatMonth(from, locale)}`
  const begins = from === null ? '' : `from ${formatMonth(from, locale)} `
  if (months !== null) return `${begins}for ${durationWords(months)}`
  return from === null ? 'for good' : `${begins}on`
}

/** What changes, by how much and when: "Value of shares -30% in January 2030". */
export function changeWords(test: OwnStressTest, format: MoneyFormat): string {
  return `${shockFigure(test.figure).label} ${sizeWords(test, format)} ${whenWords(test, format)}`
}

/** Stress tests as they are stored, in words; what is not written so, as it is. */
export function stressTestsWords(stored: string, format: MoneyFormat): string {
  const tests = readOwnStressTests(stored)
  if (tests.length === 0) return stored
  return tests.map((test) => `${test.name}: ${changeWords(test, format)}`).join('; ')
}
