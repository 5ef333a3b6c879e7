/** What Australian law asks of a resident individual. A new year's figures are a new rule; an old one never changes. */
import { toMonth } from '#domain/calendar/month.ts'
import type { Rule } from './rule.ts'

const residentTable = (firstRate: number) => [
  { from: 0, rate: 0 },
  { from: 18_200, rate: firstRate },
  { from: 45_000, rate: 30 },
  { from: 135_000, rate: 37 },
  { from: 190_000, rate: 45 },
]

const lowerRates = {
  title:
    'Treasury Laws Amendment (More Cost of Living Relief) Act 2025 (No. 28, 2025), Schedule 1, amending the Income Tax Rates Act 1986',
  url: 'https://www.ato.gov.au/law/view/document?DocID=PAC%2F20250028%2FSch1-Cl2&PiT=99991231235958',
}

const taxReform = {
  title: 'Treasury Laws Amendment (Tax Reform No. 1) Act 2026 (No. 49, 2026), assented to on 26 June 2026',
  url: 'https://www.legislation.gov.au/C2026A00049/latest/text',
}

/** A tenth of what exceeds the threshold, until that is two hundredths of the whole. */
const levy = (threshold: number) => [
  { from: 0, rate: 0 },
  { from: threshold, rate: 10 },
  { from: threshold / 0.8, rate: 2 },
]

const levySource = {
  title: 'Australian Taxation Office, Medicare levy reduction for low-income earners',
  url: 'https://www.ato.gov.au/individuals-and-families/medicare-and-private-health-insurance/medicare-levy/medicare-levy-reduction/medicare-levy-reduction-for-low-income-earners',
}

/** The first month for which every kind of rule that held then stands below. */
export const firstKnownMonth = toMonth('2024-07')

export const auResident: readonly Rule[] = [
  {
    kind: 'franking',
    from: toMonth('2001-07'),
    standing: 'in_force',
    source: {
      title: 'Australian Taxation Office, Imputation reference guide (QC 17505)',
      url: 'https://www.ato.gov.au/Business/Imputation/In-detail/Dividends---imputation/Reference-guide/Imputation-reference-guide/',
    },
    companyRate: 30,
  },
  {
    kind: 'super_fund',
    // Of funds in which earnings that pay a pension are exempt and payments from 60 are untaxed.
    from: toMonth('2007-07'),
    standing: 'in_force',
    source: {
      title:
        'Income Tax Assessment Act 1997, Division 295 (15% on contributions and earnings of complying funds), s 115-100(b)(i) (a third of gains of what was held for twelve months is left out) and s 295-385 (earnings that pay a pension are exempt)',
      url: 'https://www.legislation.gov.au/C2004A05138/latest/text',
    },
    contributionsRate: 15,
    incomeRate: 15,
    gainsRate: 10,
  },
  {
    kind: 'ownership_costs',
    // Of what was acquired from then on; the law's day is the 21st of August.
    from: toMonth('1991-09'),
    standing: 'in_force',
    source: {
      title:
        'Australian Taxation Office, Guide to capital gains tax, non-capital costs of ownership (QC 27527; Income Tax Assessment Act 1997, s 110-25(4))',
      url: 'https://www.ato.gov.au/forms/guide-to-cgt-2003-04/?page=129',
    },
  },
  {
    kind: 'table',
    from: toMonth('2024-07'),
    standing: 'in_force',
    source: {
      title:
        'Australian Taxation Office, Tax rates – Australian residents (Income Tax Rates Act 1986, Schedule 7)',
      url: 'https://www.ato.gov.au/tax-rates-and-codes/tax-rates-australian-residents',
    },
    brackets: residentTable(16),
  },
  {
    kind: 'table',
    from: toMonth('2026-07'),
    standing: 'in_force',
    source: lowerRates,
    brackets: residentTable(15),
  },
  {
    kind: 'table',
    from: toMonth('2027-07'),
    standing: 'enacted',
    source: lowerRates,
    brackets: residentTable(14),
  },
  {
    kind: 'offset',
    from: toMonth('2020-07'),
    standing: 'in_force',
    source: {
      title: 'Australian Taxation Office, Low income tax offset',
      url: 'https://www.ato.gov.au/individuals-and-families/income-deductions-offsets-and-records/tax-offsets/low-income-tax-offset',
    },
    amount: 700,
    reduction: [
      { from: 37_500, rate: 5 },
      { from: 45_000, rate: 1.5 },
      { from: 45_000 + 325 / 0.015, rate: 0 },
    ],
  },
  {
    kind: 'levy',
    from: toMonth('2024-07'),
    publishedUntil: toMonth('2025-06'),
    standing: 'in_force',
    source: levySource,
    brackets: levy(27_222),
  },
  {
    kind: 'levy',
    from: toMonth('2025-07'),
    publishedUntil: toMonth('2026-06'),
    standing: 'in_force',
    source: levySource,
    assumes: 'the income below which the Medicare levy is reduced stays at that of 2025–26',
    brackets: levy(28_011),
  },
  {
    kind: 'standard_deduction',
    from: toMonth('2026-07'),
    standing: 'in_force',
    source: {
      title:
        'Australian Taxation Office, Standard deduction for work-related expenses (Act No. 49 of 2026, Schedule 4)',
      url: 'https://www.ato.gov.au/about-ato/new-legislation/in-detail/individuals/standard-deduction-for-work-related-expenses',
    },
    assumes:
      'all your income besides that of your investments is income from work, and that all that is deducted from it was spent on work',
    most: 1_000,
  },
  {
    kind: 'work_offset',
    from: toMonth('2027-07'),
    standing: 'enacted',
    source: taxReform,
    most: 250,
  },
  {
    kind: 'indexed_gains',
    from: toMonth('2027-07'),
    standing: 'enacted',
    source: taxReform,
    assumes:
      'what is held on 1 July 2027 is worth then what the projection says, prices rise as your inflation does, and nobody in the household has a listed social payment, such as age pension or family tax benefit, which would spare them the minimum tax',
    leastRate: 30,
  },
  {
    kind: 'rental_losses',
    from: toMonth('2027-07'),
    standing: 'enacted',
    source: taxReform,
    assumes: 'a dwelling bought in May 2026 was contracted for after the evening of the 12th',
    contractedFrom: toMonth('2026-05'),
  },
]
