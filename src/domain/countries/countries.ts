/** The countries that somebody can begin in. A new one is an entry here. */
import type { Country, CountryDefault, Source } from './country.ts'
import { americanTax, britishTax, newZealandTax, noTax } from './tax-abroad.ts'

const inflation = (value: number, why: string, source: Source): CountryDefault => ({
  key: 'inflation_rate',
  value,
  why,
  source,
})

/** Fields that only Australians, or hardly anybody else, have a use for. */
const australianOnes = [
  'building_depreciation',
  'building_depreciation_years',
  'plant_value',
  'plant_cost',
  'plant_depreciation_method',
  'plant_depreciation_rate',
]
const offset = ['offset_balance']
const interestOnly = ['loan_interest_only_months', 'interest_only_months']

const australia: Country = {
  code: 'AU',
  name: 'Australia',
  currency: 'AUD',
  locale: 'en-AU',
  rentPeriod: 'week',
  tax: 'Tax of a resident as the law has it year by year, with the Medicare levy; the tax year ends in June.',
  defaults: [
    inflation(2.5, 'The middle of the target of 2 to 3%.', {
      title: 'Reserve Bank of Australia, Statement on Monetary Policy, November 2024',
      address: 'https://www.rba.gov.au/publications/smp/2024/nov/outlook.html',
    }),
    {
      key: 'tax_system',
      value: 'au_resident',
      why: 'Dated law of the country, with its sources.',
      source: {
        title: 'Australian Taxation Office, Tax rates – Australian resident',
        address: 'https://www.ato.gov.au/tax-rates-and-codes/tax-rates-australian-residents',
      },
    },
    {
      key: 'index_brackets',
      value: false,
      why: 'No law raises the brackets: inflation moves people into higher ones.',
    },
    { key: 'tax_year_end_month', value: 6, why: 'The tax year ends on 30 June.' },
    {
      key: 'capital_gains_discount',
      value: 50,
      why: 'Half of a gain after twelve months, as far as the law still gives it.',
    },
    {
      key: 'loss_treatment',
      value: 'offset_other_income',
      why: 'Negative gearing, within the limits of July 2027.',
    },
  ],
  help: {},
  seldom: new Set(),
  sample: { flat: 'Two-bedroom flat, Brunswick', dwelling: 'flat', pension: 'Pension', salary: 12_000 },
}

const newZealand: Country = {
  code: 'NZ',
  name: 'New Zealand',
  currency: 'NZD',
  locale: 'en-NZ',
  rentPeriod: 'week',
  tax: 'Income tax at the rates since April 2025, no tax on gains; no ACC levy. The tax year ends in March.',
  defaults: [
    inflation(2, 'The middle of the target of 1 to 3%.', {
      title: 'New Zealand Government, Remit of the Monetary Policy Committee',
      address: 'https://www.beehive.govt.nz/release/government-renews-rbnz-focus-inflation',
    }),
    ...newZealandTax,
  ],
  help: {
    annual_expenses:
      'Rates, insurance, body corporate fees and repairs in a year, without interest and without the management fee.',
    purchase_costs:
      'Legal fees and reports on top of the price; paid from your household account at a future purchase.',
  },
  seldom: new Set(australianOnes),
  sample: { flat: 'Two-bedroom flat, Wellington', dwelling: 'flat', pension: 'NZ Super', salary: 12_200 },
}

const unitedKingdom: Country = {
  code: 'GB',
  name: 'United Kingdom',
  currency: 'GBP',
  locale: 'en-GB',
  rentPeriod: 'month',
  tax: 'Income tax, dividends and gains of England, Wales and Northern Ireland in 2026–27; no National Insurance, no Scottish rates. The tax year ends in March.',
  defaults: [
    inflation(2, 'The target that the Government has set.', {
      title: 'Bank of England, Inflation and the 2% target',
      address: 'https://www.bankofengland.co.uk/monetary-policy/inflation',
    }),
    ...britishTax,
  ],
  help: {
    annual_expenses:
      'Service charge, ground rent, insurance, repairs and safety checks in a year, without interest and without the letting agent’s fee.',
    purchase_costs:
      'Stamp duty, solicitor and survey on top of the price; paid from your household account at a future purchase.',
    management_rate:
      'What a letting agent keeps of the rent received; 0 when you manage the property yourself.',
    sale_cost_rate: 'Estate agent and solicitor at a sale.',
  },
  seldom: new Set(australianOnes),
  sample: {
    flat: 'Two-bedroom flat, Leeds',
    dwelling: 'flat',
    pension: 'State and workplace pension',
    salary: 13_000,
  },
}

const unitedStates: Country = {
  code: 'US',
  name: 'United States',
  currency: 'USD',
  locale: 'en-US',
  rentPeriod: 'month',
  tax: 'Federal tax of one person with the standard deduction, rates of 2025 raised with prices; no state tax, no payroll tax.',
  defaults: [
    inflation(2, 'The longer-run goal.', {
      title: 'Federal Reserve, Statement on Longer-Run Goals',
      address:
        'https://www.federalreserve.gov/monetarypolicy/timeline-statement-on-longer-run-goals-and-monetary-policy-strategy.htm',
    }),
    ...americanTax,
  ],
  help: {
    annual_expenses:
      'Property tax, HOA fees, insurance and repairs in a year, without interest and without the management fee.',
    purchase_costs:
      'Closing costs: title, transfer tax, inspection; paid from your household account at a future purchase.',
    sale_cost_rate: 'Realtor and closing costs at a sale.',
  },
  seldom: new Set([...australianOnes, ...offset, ...interestOnly]),
  sample: {
    flat: 'Two-bedroom apartment, Columbus',
    dwelling: 'apartment',
    pension: 'Social Security and 401(k)',
    salary: 10_800,
  },
}

const canada: Country = {
  code: 'CA',
  name: 'Canada',
  currency: 'CAD',
  locale: 'en-CA',
  rentPeriod: 'month',
  tax: 'No tax yet: federal and provincial rules are not in the app. Choose brackets of your own in Settings.',
  defaults: [
    inflation(2, 'The middle of the range of 1 to 3%.', {
      title: 'Bank of Canada, Monetary policy',
      address: 'https://www.bankofcanada.ca/core-functions/monetary-policy/inflation/',
    }),
    ...noTax,
  ],
  help: {
    annual_expenses:
      'Property tax, condo fees, insurance and repairs in a year, without interest and without the management fee.',
    purchase_costs:
      'Land transfer tax, legal fees and inspection on top of the price; paid from your household account at a future purchase.',
  },
  seldom: new Set([...australianOnes, ...offset, ...interestOnly]),
  sample: { flat: 'Two-bedroom condo, Halifax', dwelling: 'condo', pension: 'CPP and RRSP', salary: 9_200 },
}

const centralBank = inflation(2, 'The target over the medium term.', {
  title: 'European Central Bank, Two per cent inflation target',
  address: 'https://www.ecb.europa.eu/mopo/strategy/pricestab/html/index.en.html',
})

function euroArea(code: string, name: string, locale: string, city: string): Country {
  return {
    code,
    name,
    currency: 'EUR',
    locale,
    rentPeriod: 'month',
    tax: 'No tax yet: its rules are not in the app. Choose brackets of your own in Settings.',
    defaults: [centralBank, ...noTax],
    help: {
      annual_expenses:
        'Property tax, service charges, insurance and repairs in a year, without interest and without the management fee.',
      purchase_costs:
        'Transfer tax or stamp duty, notary or solicitor, and agent on top of the price; paid from your household account at a future purchase.',
    },
    seldom: new Set([...australianOnes, ...offset, ...interestOnly]),
    sample: {
      flat: `Two-bedroom apartment, ${city}`,
      dwelling: 'apartment',
      pension: 'Pension',
      salary: 9_200,
    },
  }
}

/** Anywhere that is no entry of its own; currency and locale are what the browser suggests. */
export const elsewhere: Country = {
  code: 'ZZ',
  name: 'Somewhere else',
  currency: 'USD',
  locale: 'en',
  rentPeriod: 'month',
  tax: 'No tax yet. Choose one flat rate or brackets of your own in Settings.',
  defaults: [
    {
      key: 'inflation_rate',
      value: 2,
      why: 'What most central banks aim at; we know no target of the country.',
    },
    ...noTax,
  ],
  help: {
    annual_expenses:
      'Property tax, service charges, insurance and repairs in a year, without interest and without the management fee.',
    purchase_costs:
      'Taxes, fees and inspections on top of the price; paid from your household account at a future purchase.',
  },
  seldom: new Set([...australianOnes, ...offset, ...interestOnly]),
  sample: { flat: 'Two-bedroom apartment', dwelling: 'apartment', pension: 'Pension', salary: 9_200 },
}

/** In the order in which they are offered. */
export const countries: readonly Country[] = [
  australia,
  newZealand,
  unitedKingdom,
  euroArea('IE', 'Ireland', 'en-IE', 'Cork'),
  unitedStates,
  canada,
  euroArea('DE', 'Germany', 'de-DE', 'Leipzig'),
  euroArea('FR', 'France', 'fr-FR', 'Lyon'),
  euroArea('ES', 'Spain', 'es-ES', 'Valencia'),
  euroArea('IT', 'Italy', 'it-IT', 'Turin'),
  euroArea('NL', 'Netherlands', 'nl-NL', 'Utrecht'),
  elsewhere,
]

/** The country of a code; a code that is no entry, as a newer version may have left, is elsewhere. Null: nobody has said. */
export function countryOf(code: string | null | undefined): Country | null {
  if (code == null) return null
  return countries.find((country) => country.code === code) ?? elsewhere
}
