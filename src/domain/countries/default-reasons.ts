/** Why the catalogue's figures are what they are, for the page about defaults. Those of a country are in its entry. */
import type { Source } from './country.ts'

export interface Reason {
  readonly why: string
  readonly source?: Source
}

const lenders: Reason = {
  why: 'Between what Australian investors and owners paid on variable loans (6.01% and 5.76%). Rates move: enter your own.',
  source: {
    title: 'Reserve Bank of Australia, Lenders’ interest rates (2025)',
    address: 'https://www.rba.gov.au/statistics/interest-rates/',
  },
}
const newLoan: Reason = { why: 'Thirty years, as most home loans are made for.' }
const ours = (why: string): Reason => ({ why: `Our choice: ${why}` })
const correlation = ours('weak, as these have mostly been; the page about projections says how it is used.')

const firstPersons: Reason = { why: 'All of it is the first person’s unless you say otherwise.' }

/** By kind (or `assumptions`) and key. */
export const defaultReasons: Readonly<Record<string, Reason>> = {
  'property.ownership_share': { why: 'All of it is yours unless you say otherwise.' },
  'property.owner_share': firstPersons,
  'property.growth_rate': ours('1.5 points above inflation, less than shares; what it will be nobody knows.'),
  'property.volatility': ours('of one dwelling, which moves more than an index of many.'),
  'property.loan_rate': lenders,
  'property.loan_term_months': newLoan,
  'property.building_depreciation_years': {
    why: 'Capital works are deducted over 40 years from completion.',
    source: {
      title: 'Australian Taxation Office, Work out your capital works deductions',
      address:
        'https://www.ato.gov.au/individuals-and-families/investments-and-assets/residential-rental-properties/rental-expenses-to-claim/rental-expenses-you-claim-over-several-years/work-out-your-capital-works-deductions',
    },
  },
  'property.plant_depreciation_rate': ours('200% over a life of ten years, by diminishing value.'),
  'property.sale_cost_rate': ours('agent, advertising and legal fees together.'),
  'portfolio.owner_share': firstPersons,
  'portfolio.expected_return': ours(
    '4.5 points above inflation; more than bonds (4%) and property, for more risk.',
  ),
  'portfolio.volatility': ours('a broad index of shares.'),
  'portfolio.income_yield': ours('dividends are part of the return, not on top of it.'),
  'portfolio.bonds_return': ours(
    'what a portfolio of bonds begins with: between what deposits and shares bring.',
  ),
  'portfolio.bonds_volatility': ours(
    'what a portfolio of bonds begins with: less than half of that of shares.',
  ),
  'cash.owner_share': firstPersons,
  'cash.interest_rate': ours('above inflation, below what loans cost.'),
  'loan.owner_share': firstPersons,
  'loan.rate': lenders,
  'loan.term_months': newLoan,
  'cash_flow.owner_share': firstPersons,
  'assumptions.taxpayers': { why: 'One person is taxed unless you say that there are two.' },
  'assumptions.horizon_years': { why: 'As long as a home loan.' },
  'assumptions.inflation_rate': {
    why: 'The middle of the Australian target; each country has its own.',
    source: {
      title: 'Reserve Bank of Australia, Statement on Monetary Policy, November 2024',
      address: 'https://www.rba.gov.au/publications/smp/2024/nov/outlook.html',
    },
  },
  'assumptions.tax_flat_rate': ours('a middle rate; it counts only where one flat rate is chosen.'),
  'assumptions.capital_gains_discount': {
    why: 'Half of a gain after twelve months, as far as Australian law gives it.',
    source: {
      title: 'Australian Taxation Office, CGT discount',
      address:
        'https://www.ato.gov.au/individuals-and-families/investments-and-assets/capital-gains-tax/cgt-discount',
    },
  },
  'assumptions.household_cash_rate': ours('an everyday account pays less than a deposit (4%).'),
  'assumptions.household_deficit_rate': ours('an overdraft costs more than a loan (6%).'),
  'assumptions.rate_volatility': ours('a point a year.'),
  'assumptions.rate_reversion': ours('a fifth of the gap closes in a year.'),
  'assumptions.correlation_property_shares': correlation,
  'assumptions.correlation_property_rates': correlation,
  'assumptions.correlation_shares_rates': correlation,
  'assumptions.correlation_shares_bonds': correlation,
  'assumptions.correlation_bonds_rates': ours('bonds lose as rates rise.'),
  'assumptions.correlation_within_property': ours('two dwellings share half of what moves them.'),
  'assumptions.correlation_within_shares': ours('two funds share most of what moves them.'),
  'assumptions.correlation_within_bonds': ours('two funds of bonds share almost all of what moves them.'),
  'assumptions.paths': {
    why: 'Enough for figures that stay as they are when the futures are drawn again, and few enough to be quick.',
  },
  'assumptions.seed': { why: 'Any number: the same one always gives the same futures.' },
}
