import { addMonths, type Month } from '../calendar/month.ts'
import type { Country } from '../countries/country.ts'
import { type NewInstance, sampleIn, samplePayments, sampleShares } from './sample-portfolio.ts'
import type { Params } from './types.ts'

export interface SampleScenario {
  readonly name: string
  readonly description: string
  /** What it sets in holdings of the sample, by their name. */
  readonly changes: ReadonlyMap<string, Params>
  /** What is in it alone. */
  readonly added: readonly NewInstance[]
}

/** What the sample's scenarios ask, in the words of the country: at most as long as a tag. */
export function sampleQuestion(country: Country | null): string {
  return `Sell the ${sampleIn(country).dwelling}, or keep it?`
}

/**
 * The two answers that the sample compares, all in the country's currency. Selling: in three months, shares for what is left
 * after the loan, the costs and about the tax, and what the flat took each month goes into them. Keeping: its loan is
 * refinanced by 0.35 points lower, and a little is repaid ahead.
 */
export function sampleScenarios(month: Month, country: Country | null = null): readonly SampleScenario[] {
  const { flat, dwelling } = sampleIn(country)
  return [
    {
      name: `Sell the ${dwelling}, buy shares`,
      description: `The loan is repaid, and shares are bought for what is left. What the ${dwelling} takes each month goes into them too.`,
      changes: new Map([[flat, { sale_month: addMonths(month, 3) }]]),
      added: [
        {
          kind: 'portfolio',
          name: `Shares instead of the ${dwelling}`,
          status: 'active',
          params: {
            value: 180_000,
            as_of_month: month,
            start_month: addMonths(month, 4),
            ...sampleShares,
            monthly_contribution: 400,
            ...samplePayments(month),
          },
        },
      ],
    },
    {
      name: `Keep the ${dwelling}, refinance its loan`,
      description: 'Another lender asks for less, and 200 a month more are repaid.',
      changes: new Map([
        [
          flat,
          {
            loan_refinance_month: addMonths(month, 2),
            loan_refinance_rate: 5.79,
            loan_refinance_costs: 900,
            loan_extra_monthly_payment: 200,
          },
        ],
      ]),
      added: [],
    },
  ]
}
