/** The fields of a compiled plan that have an entry an instance. */

/** Whole numbers of an instance, in the order in which the C reference reads them. */
export const integerFields = [
  'kind',
  /** The month at whose beginning it is bought through the household account; −NEVER when it was held before. */
  'first',
  /** The month at whose end it is sold; below 0 when it was sold before the beginning. */
  'last',
  /** The month from which yearly rises count: `statedAt`, or the last month of a rise before it; of an income or an expense any. */
  'origin',
  /** The month of acquisition that decides the capital gains discount; −NEVER when long ago. */
  'acquired',
  'fixedUntil',
  'interestOnlyUntil',
  /** The loan's last payment is in the month before. */
  'termEnd',
  /** The month at whose beginning the loan goes on under other terms; NEVER when it does not. */
  'refinancedAt',
  /** `termEnd` from then on. */
  'refinancedTermEnd',
  /** 1 when what the household account holds stands against the loan. */
  'usesHousehold',
  /** The month at whose end a lump sum is paid off the loan, and whether in that month of later years too. */
  'lumpSumAt',
  'lumpSumYearly',
  /** Of an income or an expense: its last month. */
  'lastContribution',
  /** Of an income or an expense: its first month. */
  'firstWithdrawal',
  /** 1 when income buys more of the holding. */
  'reinvests',
  /** The market that moves it, one of `MARKET_…`. */
  'market',
  /** 1 when its income is dividends that are taxed apart. */
  'paysDividends',
  /** 1 when its income, costs and interest count for tax; of an income, when its tax is withheld. */
  'taxed',
  /** 1 when offset, extra payments or lump sums make the balance differ from the scheduled one. */
  'hasSchedule',
  /** 1 when a gain may be realised that counts for tax, so that the cost base of each path must be known. */
  'tracksCost',
  /** 1 when what it costs to own joins the cost base. */
  'costsJoin',
  /** 1 when gains keep the discount although others are indexed. */
  'keepsDiscount',
  /** The property whose interest the loan's is: itself, or the let or lived-in one on which a loan of its own is secured; −1 for none. */
  'dwelling',
  /** 1 when losses lower only income and gains of dwellings. */
  'lossesWait',
  /** 1 when plant loses a part of what is left (diminishing value), 0 when a part of the first value. */
  'plantDiminishes',
  'key1',
  'key2',
  'key3',
] as const

/** Numbers of an instance, in the order in which the C reference reads them. */
export const numberFields = [
  /** At the beginning of the projection; of a purchase still to come, at its own. */
  'openingValue',
  'openingDebt',
  'openingScheduled',
  'openingCostBase',
  /** A month; also of an income of the household, and of what an employer pays into a fund. */
  'openingRent',
  /** A month; also of an expense of the household. */
  'openingExpense',
  'openingContribution',
  'openingWithdrawal',
  'openingBuilding',
  'openingPlant',
  'openingPlantMonthly',
  'openingClaimed',
  /** Cost base in prices of `indexedFrom`. */
  'openingRealCost',
  /** Gain up to `indexedFrom`, taxed at the sale. */
  'openingDeferred',
  /** Costs of ownership that have joined the cost base. */
  'openingOwnershipCosts',
  /** Price index when it was acquired. */
  'acquiredIndex',
  /** Of the tax year that is open at the beginning. */
  'openingAssessable',
  'openingCredits',
  'openingGains',
  'purchaseCosts',
  'offset',
  /** Growth of a month without volatility. */
  'growth',
  /** log growth of a month = drift + sharedVolatility · class factor + ownVolatility · own normal */
  'drift',
  'sharedVolatility',
  'ownVolatility',
  'rentGrowth',
  'expenseGrowth',
  'contributionGrowth',
  'managementShare',
  'buildingMonthly',
  'plantShare',
  'incomeShare',
  'feeFactor',
  /** Franking credits of each unit of income. */
  'creditShare',
  'fixedRate',
  'rate',
  /** `rate` from `refinancedAt` on. */
  'refinancedRate',
  /** Borrowed on top then, and what that costs. */
  'refinanceDraw',
  'refinanceCosts',
  /** Rates never move below this: 0, or the deposit's own rate when that is negative. */
  'rateFloor',
  'extraPayment',
  'lumpSum',
  'saleCostShare',
] as const

export type IntegerField = (typeof integerFields)[number]
export type NumberField = (typeof numberFields)[number]

/** How much of an amount is paid, one number an instance: 1 but where a shock says otherwise. */
export const amountScales = ['rentScale', 'expenseScale', 'contributionScale', 'withdrawalScale'] as const
export type AmountScale = (typeof amountScales)[number]
