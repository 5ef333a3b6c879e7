/** Rules of other countries, as far as brackets of one's own can say them, each with who publishes it. */
import type { CountryDefault, Source } from './country.ts'

const own = (why: string, source: Source): CountryDefault => ({
  key: 'tax_system',
  value: 'custom',
  why,
  source,
})

const britishRates: Source = {
  title: 'GOV.UK, Income Tax rates and Personal Allowances',
  address: 'https://www.gov.uk/income-tax-rates',
}
const britishDividends: Source = {
  title: 'GOV.UK, Change to tax rates for property, savings and dividend income',
  address:
    'https://www.gov.uk/government/publications/changes-to-tax-rates-for-property-savings-and-dividend-income/change-to-tax-rates-for-property-savings-and-dividend-income-technical-note',
}
const britishGains: Source = {
  title: 'GOV.UK, Capital Gains Tax rates',
  address: 'https://www.gov.uk/capital-gains-tax/rates',
}
const britishLandlords: Source = {
  title: 'GOV.UK, Tax relief for residential landlords',
  address:
    'https://www.gov.uk/guidance/changes-to-tax-relief-for-residential-landlords-how-its-worked-out-including-case-studies',
}

/** England, Wales and Northern Ireland, 2026–27. */
export const britishTax: readonly CountryDefault[] = [
  own('Brackets, dividends and gains have rates of their own.', britishRates),
  {
    key: 'tax_brackets',
    value: '0:0, 12570:20, 50270:40, 100000:60, 125140:45',
    why: 'Rates of 2026–27. Above £100,000 each £2 takes £1 of the allowance away, which makes 40% into 60% until none is left.',
    source: britishRates,
  },
  {
    key: 'index_brackets',
    value: false,
    why: 'Allowance and basic rate limit are frozen by law.',
    source: {
      title: 'Finance Act 2021, section 5',
      address: 'https://www.legislation.gov.uk/ukpga/2021/26/section/5',
    },
  },
  {
    key: 'tax_year_end_month',
    value: 3,
    why: 'The tax year ends on 5 April: March is the month next to it.',
    source: britishRates,
  },
  {
    key: 'gains_brackets',
    value: '0:18, 50270:24',
    why: '18% within the basic rate band, 24% above it.',
    source: britishGains,
  },
  {
    key: 'gains_allowance',
    value: 3_000,
    why: 'The annual exempt amount.',
    source: britishGains,
  },
  {
    key: 'dividend_brackets',
    value: '0:0, 12570:10.75, 50270:35.75, 125140:39.35',
    why: 'Rates of 2026–27.',
    source: britishDividends,
  },
  {
    key: 'dividend_allowance',
    value: 500,
    why: 'The dividend allowance.',
    source: { title: 'GOV.UK, Tax on dividends', address: 'https://www.gov.uk/tax-on-dividends' },
  },
  {
    key: 'interest_credit_rate',
    value: 20,
    why: 'Interest on let property lowers the tax by the basic rate of it, not the income.',
    source: britishLandlords,
  },
  {
    key: 'loss_treatment',
    value: 'carry_forward',
    why: 'Losses of letting are set against later profits of letting only.',
    source: britishLandlords,
  },
]

const newZealandRates: Source = {
  title: 'Inland Revenue, Tax rates for individuals',
  address:
    'https://www.ird.govt.nz/income-tax/income-tax-for-individuals/tax-codes-and-tax-rates-for-individuals/tax-rates-for-individuals',
}
const newZealandLetting: Source = {
  title: 'Inland Revenue, Ring-fencing of residential losses',
  address: 'https://www.taxpolicy.ird.govt.nz/publications/2018/2018-ip-ring-fencing-losses/chapter-1',
}

/** New Zealand since 1 April 2025. */
export const newZealandTax: readonly CountryDefault[] = [
  own('Brackets of its own, and no tax on most gains.', newZealandRates),
  {
    key: 'tax_brackets',
    value: '0:10.5, 15600:17.5, 53500:30, 78100:33, 180000:39',
    why: 'Rates from 1 April 2025.',
    source: newZealandRates,
  },
  {
    key: 'index_brackets',
    value: false,
    why: 'No law raises the brackets: Parliament has to.',
  },
  { key: 'tax_year_end_month', value: 3, why: 'The tax year ends on 31 March.', source: newZealandRates },
  {
    key: 'gains_brackets',
    value: '0:0',
    why: 'Most gains are not taxed; a dwelling sold within the bright-line period is, which this leaves out.',
    source: newZealandLetting,
  },
  {
    key: 'loss_treatment',
    value: 'carry_forward',
    why: 'Losses of residential letting are ring-fenced and carried forward.',
    source: newZealandLetting,
  },
]

const revenueProcedure: Source = {
  title: 'IRS, Revenue Procedure 2024-40',
  address: 'https://www.irs.gov/pub/irs-drop/rp-24-40.pdf',
}
const longTermGains: Source = {
  title: 'IRS, Topic no. 409',
  address: 'https://www.irs.gov/taxtopics/tc409',
}
// Brackets count taxable income: whole income less the standard deduction of 15,750.
const longTermRates = '0:0, 64100:15, 549150:20'

/** The federal tax of one person who takes the standard deduction, 2025. */
export const americanTax: readonly CountryDefault[] = [
  own('Brackets above a deduction, and rates of their own for gains and dividends.', revenueProcedure),
  {
    key: 'tax_brackets',
    value: '0:0, 15750:10, 27675:12, 64225:22, 119100:24, 213050:32, 266275:35, 642100:37',
    why: 'Federal rates of 2025 for a single person, each bracket above the standard deduction of $15,750.',
    source: revenueProcedure,
  },
  {
    key: 'index_brackets',
    value: true,
    why: 'The law raises the brackets with prices every year.',
    source: revenueProcedure,
  },
  {
    key: 'tax_year_end_month',
    value: 12,
    why: 'The tax year is the calendar year.',
    source: revenueProcedure,
  },
  {
    key: 'gains_brackets',
    value: longTermRates,
    why: 'Long-term gains of 2025: nothing up to $48,350 of taxable income, then 15%, and 20% above $533,400.',
    source: longTermGains,
  },
  {
    key: 'dividend_brackets',
    value: longTermRates,
    why: 'Qualified dividends have the rates of long-term gains.',
    source: longTermGains,
  },
  {
    key: 'loss_treatment',
    value: 'carry_forward',
    why: 'Losses of letting wait for income of letting; the exception for smaller incomes is left out.',
    source: {
      title: 'IRS, Topic no. 425',
      address: 'https://www.irs.gov/taxtopics/tc425',
    },
  },
]

/** Where no rules are published here: nothing is guessed. */
export const noTax: readonly CountryDefault[] = [
  {
    key: 'tax_system',
    value: 'none',
    why: 'We have no published rules for it that brackets could say: none are guessed.',
  },
  {
    key: 'tax_brackets',
    value: '0:0',
    why: 'Whoever chooses brackets of their own begins with none, not with Australian ones.',
  },
  {
    key: 'capital_gains_discount',
    value: 0,
    why: 'The discount is Australian: whoever chooses a tax of their own begins without one.',
  },
]
