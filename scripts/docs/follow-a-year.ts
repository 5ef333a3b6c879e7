/** The tables of the page that follows a year by hand, from the sample portfolio and the sums that the screen shows. Needs no server. */
import { toMonth } from '#domain/calendar/month.ts'
import { sampleAssumptions, sampleIn, samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import { formatMoney } from '#domain/money/format.ts'
import { taxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { explain } from '#features/projections/explain.ts'
import { asWritten, type Sum } from '#features/projections/sum.ts'
import { taxSums } from '#features/projections/tax-sums.ts'
import { sure } from '../sure.ts'
import { table } from './schema.ts'

export const followFile = 'docs/how-to/in-the-app/follow-a-year.md'

const format = { currency: 'AUD', locale: 'en-AU' }
const startMonth = toMonth('2026-03')
const [sold, settled, year] = ['2029-03', '2029-06', 4] as const

function plan(): Plan {
  // In the order of lists on screen.
  const sample = samplePortfolio(startMonth).toSorted((a, b) => a.name.localeCompare(b.name))
  const instances = sample.map((one, index) => ({
    ...one,
    id: `holding-${index}`,
    lineageId: `holding-${index}`,
    params: one.name === sampleIn(null).flat ? { ...one.params, sale_month: sold } : one.params,
  }))
  return { instances, assumptions: sampleAssumptions(startMonth), startMonth }
}

/** As on screen: what a term is made of beneath it, the total of all at the end. */
function rowsOf({ terms = [], ...total }: Sum): string[][] {
  const row = ({ label, amount }: Sum) => [label, formatMoney(amount, format, 'cents')]
  const within = (term: Sum): string[][] => [row(term), ...(term.terms ?? []).flatMap(within)]
  return [...terms.flatMap(within), row(total)]
}

const tableOf = (sums: readonly Sum[]) =>
  table(
    ['row', 'amount'],
    sums.flatMap((sum) => rowsOf(asWritten(sum, 2))),
  )

function tables(): Record<string, string> {
  const shown = plan()
  const { sum } = explain({ shown: project(shown) }, 'netWorth', 'all', year, 'future')
  const { years, ...rules } = taxWorksheet(shown)
  const { persons } = sure(years.find(({ endMonth }) => endMonth === settled))
  return {
    'net worth': tableOf([{ ...sum, label: 'Net worth' }]),
    tax: tableOf(persons.flatMap((person) => taxSums(person, { rules, startMonth, format }))),
  }
}

/** The page with its tables as they are now. */
export function followPage(page: string): string {
  const now = tables()
  return page.replaceAll(
    /<!-- ([a-z ]+) -->\n[\s\S]*?<!-- end -->/g,
    (_, name: string) => `<!-- ${name} -->\n\n${sure(now[name])}\n\n<!-- end -->`,
  )
}
