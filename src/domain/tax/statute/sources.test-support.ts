/** Where published figures and rules come from. */
export interface Source {
  readonly publisher: string
  readonly title: string
  readonly address: string
}

const taxOffice = 'Australian Taxation Office'

export const sources = {
  act: {
    publisher: 'Parliament of Australia',
    title: 'Treasury Laws Amendment (Tax Reform No. 1) Act 2026 (No. 49), in force from 1 July 2027',
    address: 'https://www.legislation.gov.au/C2026A00049/latest/text',
  },
  memorandum: {
    publisher: 'Parliament of Australia',
    title: 'Explanatory memorandum to the Tax Reform No. 1 Bills 2026',
    address:
      'https://www.aph.gov.au/Parliamentary_Business/Bills_Legislation/Bills_Search_Results/Result?bId=r7493',
  },
  budget: {
    publisher: 'Australian Government',
    title: 'Budget 2026–27, tax explainer: negative gearing and capital gains tax',
    address:
      'https://budget.gov.au/content/factsheets/download/tax-explainers-negative-gearing-capital-gains-tax.pdf',
  },
  budgetForWorkers: {
    publisher: 'Australian Government',
    title: 'Budget 2026–27, tax explainer: new tax cuts for workers',
    address: 'https://budget.gov.au/content/factsheets/download/tax-explainers-new-tax-cuts-workers.pdf',
  },
  rates: {
    publisher: taxOffice,
    title: 'Tax rates – Australian residents',
    address: 'https://www.ato.gov.au/tax-rates-and-codes/tax-rates-australian-residents',
  },
  rateCuts: {
    publisher: 'Parliament of Australia',
    title: 'Treasury Laws Amendment (More Cost of Living Relief) Act 2025 (No. 28)',
    address: 'https://www.ato.gov.au/law/view/document?DocID=PAC%2F20250028%2FSch1-Cl2&PiT=99991231235958',
  },
  levy: {
    publisher: taxOffice,
    title: 'Medicare levy reduction for low-income earners',
    address:
      'https://www.ato.gov.au/individuals-and-families/medicare-and-private-health-insurance/medicare-levy/medicare-levy-reduction/medicare-levy-reduction-for-low-income-earners',
  },
  lowIncomeOffset: {
    publisher: taxOffice,
    title: 'Low income tax offset',
    address:
      'https://www.ato.gov.au/individuals-and-families/income-deductions-offsets-and-records/tax-offsets/low-income-tax-offset',
  },
  twelveMonths: {
    publisher: taxOffice,
    title: 'Guide to capital gains tax 2001–02, the discount method',
    address: 'https://www.ato.gov.au/Forms/Guide-to-CGT-2001-02/?page=49',
  },
  howToCalculate: {
    publisher: taxOffice,
    title: 'How to calculate your CGT',
    address:
      'https://www.ato.gov.au/individuals-and-families/investments-and-assets/capital-gains-tax/calculating-your-cgt/how-to-calculate-your-cgt',
  },
  costsOfOwning: {
    publisher: taxOffice,
    title: 'Calculating the cost base of real estate, costs of owning (as Kasker Taxation prints it)',
    address: 'https://kaskertaxation.com.au/calculating-the-cost-base-of-real-estate',
  },
  rentalSold: {
    publisher: taxOffice,
    title: 'Guide to capital gains tax 2001, sale of a rental property',
    address: 'https://www.ato.gov.au/forms/guide-to-cgt-2001/?page=114',
  },
  franking: {
    publisher: taxOffice,
    title: 'Imputation reference guide',
    address:
      'https://www.ato.gov.au/Business/Imputation/In-detail/Dividends---imputation/Reference-guide/Imputation-reference-guide/?page=77',
  },
} as const satisfies Record<string, Source>

/** A figure and where it stands. */
export interface Case {
  readonly figure: string
  readonly source: Source
  /** By how much a figure may differ: what its source rounds by. */
  readonly tolerance: number
}
