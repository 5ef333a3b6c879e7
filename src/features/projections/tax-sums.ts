/** The tax worksheet in words: for every person of a tax year, sums from income to tax. */
import { addMonths, formatMonth, type Month } from '#domain/calendar/month.ts'
import { formatPercent } from '#domain/instances/format.ts'
import { formatMoney } from '#domain/money/format.ts'
import type { PersonsTaxYear, TaxedHolding, TaxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import type { Realised } from '#domain/projection/engine/tax-journal.ts'
import { slicesBetween, type TaxSchedule } from '#domain/tax/schedule.ts'
import { partsOfTax } from '#domain/tax/year-of-law.ts'
import type { Format } from '#ui/format.ts'
import { isNothing, type Sum, sumOfTerms, takenAway } from './sum.ts'

/** What a sum is of: the law's part of the worksheet, the month with which the projection begins, and how figures are written. */
export interface TaxWords {
  readonly rules: Omit<TaxWorksheet, 'years'>
  readonly startMonth: Month
  readonly format: Format
}

const one = (key: string, label: string, amount: number, note?: string): Sum => ({
  key,
  label,
  amount,
  ...(note !== undefined && { note }),
})

const incomeNames = {
  property: 'Rent',
  portfolio: 'Dividends',
  cash: 'Interest earned',
  loan: 'Income',
  cash_flow: 'Income',
}

const money = (amount: number, { format }: TaxWords) =>
  formatMoney(Math.round(amount * 100) / 100, format, 'exact')
const percent = (fraction: number, { format }: TaxWords) => formatPercent(100 * fraction, format.locale, 4)

/** What a holding is called where two own it: with the part that is a person's. */
function nameOf({ name, part }: Pick<TaxedHolding, 'name' | 'part'>, words: TaxWords): string {
  return part === 1 ? name : `${name} (${percent(part, words)})`
}

function holdingSum(holding: TaxedHolding, words: TaxWords): Sum {
  const name = nameOf(holding, words)
  const { id, kind, isBonds, income, credits, costs, interest, building, plant, assessable } = holding
  const { drawn, contributed } = holding
  const known = income + credits + drawn - contributed - costs - interest - building - plant
  const sum = sumOfTerms(
    id,
    name,
    [
      one('income', isBonds ? 'Interest earned' : incomeNames[kind], income),
      one('credits', 'Franking credits', credits, 'tax that companies have paid: it counts as income'),
      one('drawn', 'Withdrawals, taxed as income', drawn),
      one('contributed', 'Contributions, deducted', -contributed),
      one('costs', 'Running costs', -costs),
      one('interest', 'Interest', -interest),
      one('building', 'Depreciation of the building', -building),
      one('plant', 'Depreciation of plant', -plant),
      one('other', 'Other', assessable - known),
    ],
    assessable,
  )
  const [only, more] = sum.terms ?? []
  return only && !more ? one(id, name, assessable, only.label) : sum
}

/** What the law asks of a gain, or of a loss. */
function treatment(sale: Realised, { rules }: TaxWords): string {
  if (rules.taxesGainsApart) return 'taxed by the brackets for gains'
  if (!sale.isLong) return 'not held for more than twelve months: taxed in full'
  if (sale.regime === 'split')
    return `${sale.deferred === 0 ? '' : 'since then '}over a cost that rises with prices`
  return rules.discount > 0 ? 'held for more than twelve months: discounted' : 'taxed in full'
}

function saleSum(holding: TaxedHolding, sale: Realised, words: TaxWords): Sum {
  const { id } = holding
  const name = nameOf(holding, words)
  const { locale } = words.format
  const { cost, claimed, owning, base, deferred, isDwelling, isWithdrawal } = sale
  const { indexedFrom } = words.rules
  const isSplit = deferred !== 0 && indexedFrom !== null
  const split = isSplit ? `the end of ${formatMonth(addMonths(indexedFrom, -1), locale)}` : ''
  // Of a portfolio the cost has grown by what was paid since.
  const atSplit = isDwelling
    ? `worth ${money(cost, words)} less ${money(cost - deferred, words)}, its cost base by then`
    : 'waited for the sale'
  const rise = base - (cost - claimed + owning)
  return sumOfTerms(
    `${id}-${sale.isRebalanced ? 'rebalanced' : isWithdrawal ? 'drawn' : 'sold'}-${sale.isLong}-${sale.regime}`,
    isWithdrawal
      ? `${name}, ${sale.isRebalanced ? 'sold to keep the parts of its classes' : 'withdrawals'}`
      : `${name}, sold in ${formatMonth(addMonths(words.startMonth, sale.month), locale)}`,
    [
      one('deferred', `Gain until ${split}`, deferred, atSplit),
      one('price', isWithdrawal && !sale.isRebalanced ? 'Withdrawn' : 'Price', sale.price),
      one('costs', 'Costs of sale', -sale.saleCosts),
      one('cost', isSplit ? `Worth at ${split}${isDwelling ? '' : ', and paid since'}` : 'Cost base', -cost),
      one('claimed', isSplit ? 'Depreciation deducted since' : 'Depreciation deducted', claimed),
      one('owning', 'Costs of owning that were not deducted', -owning, 'they make no loss'),
      one(
        'rise',
        'Rise of the cost with prices',
        -rise,
        isDwelling
          ? `${formatPercent((100 * rise) / (cost - claimed), locale, 6)} of ${money(cost - claimed, words)}`
          : undefined,
      ),
    ],
    sale.gain,
    treatment(sale, words),
  )
}

function gainsSum(person: PersonsTaxYear, words: TaxWords): Sum {
  const { holdings, brought, carried, assessment, rentalLossKept, netGain, law } = person
  const { discount, taxesGainsApart } = words.rules
  const rentalUsed = brought.carriedRentalLoss + rentalLossKept - carried.carriedRentalLoss
  const sales = holdings.flatMap((holding) => holding.realised.map((sale) => saleSum(holding, sale, words)))
  const before = [
    ...sales,
    one('brought', 'Capital losses of earlier years', -brought.carriedCapitalLoss),
    one('left', 'Capital losses left for later years', carried.carriedCapitalLoss),
    one('rental', 'Losses of dwellings that waited', -rentalUsed),
    one(
      'discount',
      'Discount',
      -discount * assessment.discountable,
      `${percent(discount, words)} of ${money(assessment.discountable, words)}`,
    ),
  ]
  const left = before.reduce((sum, { amount }) => sum + amount, 0)
  const free = taxesGainsApart ? Math.min(law.gainsAllowance, left) : 0
  return sumOfTerms(
    'gains',
    taxesGainsApart ? 'Gains' : 'Net capital gain',
    [
      ...before,
      one('allowance', 'Free of tax each year', -free, `at most ${money(law.gainsAllowance, words)}`),
    ],
    netGain,
  )
}

/** From what is earned to taxable income. */
function incomeSum(person: PersonsTaxYear, words: TaxWords): Sum {
  const { law, flows, holdings, incomeSoFar, householdEarned, brought, carried, assessment } = person
  const kept = person.rentalLossKept
  return sumOfTerms(
    'taxable',
    'Taxable income',
    [
      ...flows.map(({ id, name, amount }) => one(id, name, amount)),
      one(
        'standard',
        'Standard deduction',
        -law.standardDeduction,
        'from income of work, where less is spent on it',
      ),
      ...holdings.filter(({ assessable }) => assessable !== 0).map((holding) => holdingSum(holding, words)),
      one('so-far', 'Taxable income so far (stated)', incomeSoFar),
      one('account', 'Household account, interest earned', householdEarned),
      one(
        'dwellings',
        kept > 0
          ? 'Losses of dwellings that wait, not deducted'
          : 'Losses of dwellings that waited, deducted',
        kept,
        `${money(carried.carriedRentalLoss, words)} left for later years`,
      ),
      ...(words.rules.taxesGainsApart ? [] : [gainsSum(person, words)]),
      one('loss', 'Loss of earlier years', -brought.carriedLoss),
      one('left', 'Loss left for later years', carried.carriedLoss),
    ],
    assessment.taxable,
  )
}

function sliceSums(schedule: TaxSchedule, low: number, high: number, words: TaxWords): Sum[] {
  return slicesBetween(schedule, low, high).map(({ from, to, rate }) =>
    one(
      `from-${from}`,
      `${percent(rate, words)} of what lies between ${money(from, words)} and ${money(to, words)}`,
      rate * (to - from),
    ),
  )
}

/** The levy is a part of the whole from where its range for low incomes ends. */
function levySum(
  { law: { levy: schedule } }: PersonsTaxYear,
  levy: number,
  income: number,
  words: TaxWords,
): Sum {
  const rate = schedule.rates.at(-1) ?? 0
  const isOfWhole = Math.abs(rate * income - levy) < 0.005
  return isOfWhole
    ? one('levy', 'Medicare levy', levy, `${percent(rate, words)} of ${money(income, words)}`)
    : sumOfTerms(
        'levy',
        'Medicare levy',
        sliceSums(schedule, 0, income, words),
        levy,
        'reduced for low incomes',
      )
}

function tableSums(
  person: PersonsTaxYear,
  { basic, extra, lowIncome, ofWork, unused, levy }: PersonsTaxYear['onAll'],
  income: number,
  words: TaxWords,
): Sum[] {
  const { taxedAtLeast } = person.assessment
  const least = words.rules.leastGainRate
  return [
    sumOfTerms('table', 'By the table', sliceSums(person.law.basic, 0, income, words), basic),
    one(
      'extra',
      'Minimum tax on gains',
      extra,
      `what lacks to ${percent(least, words)} of ${money(taxedAtLeast, words)}`,
    ),
    one('low-income', 'Low income tax offset', -lowIncome),
    one('work', 'Working Australians tax offset', -ofWork),
    one('unused', 'Offsets beyond the tax, which are lost', unused),
    levySum(person, levy, income, words),
  ]
}

/** From taxable income to the tax of the plan. */
function taxSum(person: PersonsTaxYear, words: TaxWords): Sum {
  const { assessment, onAll, onElsewhere, law, netGain, tax, carried } = person
  const { interestCreditRate } = words.rules
  const { taxable, ordinary, dividendsFrom, onDividends, onGain, credit, interestCounted } = assessment
  const ofInterest = interestCreditRate * interestCounted
  const waits = carried.carriedInterest
  const all = sumOfTerms(
    'all',
    'Tax on all income',
    [
      ...tableSums(person, onAll, ordinary, words),
      sumOfTerms(
        'dividends',
        'Tax on dividends',
        sliceSums(law.dividends, dividendsFrom, taxable, words),
        onDividends,
        `on the highest part of the income; ${money(dividendsFrom - ordinary, words)} are free`,
      ),
      sumOfTerms('gains', 'Tax on gains', sliceSums(law.gains, taxable, taxable + netGain, words), onGain),
      one(
        'interest',
        'Credit of interest',
        -ofInterest,
        `${percent(interestCreditRate, words)} of ${money(interestCounted, words)}${waits > 0 ? `; ${money(waits, words)} of interest left for later years` : ''}`,
      ),
      one('franking', 'Franking credits', ofInterest - credit, 'refunded where they are more than the tax'),
    ],
    onAll.tax + onDividends + onGain - credit,
  )
  const other = sumOfTerms(
    'other',
    'Tax on what is taxed elsewhere alone',
    tableSums(person, onElsewhere, law.incomeElsewhere, words),
    onElsewhere.tax,
    `on ${money(law.incomeElsewhere, words)} that are taxed elsewhere`,
  )
  const isWithheld = law.withheld > 0
  const label = isWithheld ? 'Tax that is left to pay' : 'Tax of the plan'
  const belowZero = isWithheld
    ? 'below zero: so much is refunded'
    : 'below zero: it lowers your tax by so much'
  const note = tax < 0 ? belowZero : undefined
  const elsewhere = law.incomeElsewhere > 0 ? [takenAway(other)] : []
  return sumOfTerms('tax', label, [all, ...elsewhere, takenAway(withheldSum(person, words))], tax, note)
}

/** What employers withhold: tax on other income, less what is paid elsewhere. */
function withheldSum(person: PersonsTaxYear, words: TaxWords): Sum {
  const { law, onElsewhere } = person
  const { otherIncome, withheld } = law
  const onOther = partsOfTax(law, otherIncome)
  // No less than nothing is withheld.
  const terms = isNothing(onOther.tax - onElsewhere.tax - withheld)
    ? [
        ...tableSums(person, onOther, otherIncome, words),
        one('elsewhere', 'Paid elsewhere', -onElsewhere.tax),
      ]
    : []
  const note = `the tax on ${money(otherIncome, words)} alone, month by month in the tax year`
  return sumOfTerms('withheld', 'Withheld from your income', withheld > 0 ? terms : [], withheld, note)
}

/** What super funds pay out of themselves, on their earnings and on what is paid in; below zero credits are refunded. */
function fundsSum({ holdings }: PersonsTaxYear, words: TaxWords): Sum {
  const terms = holdings.map(({ fundTax, fundTaxOnEntry, ...holding }) =>
    sumOfTerms(
      holding.id,
      nameOf(holding, words),
      [one('entry', 'On contributions', fundTaxOnEntry), one('earnings', 'On earnings', fundTax)],
      fundTax + fundTaxOnEntry,
    ),
  )
  const total = terms.reduce((sum, { amount }) => sum + amount, 0)
  return sumOfTerms('funds', 'Tax inside super funds', terms, total, 'paid by the fund: no part of your tax')
}

/** A person's year: taxable income, gains that are taxed apart, what super funds pay themselves, tax. */
export function taxSums(person: PersonsTaxYear, words: TaxWords): Sum[] {
  const apart = words.rules.taxesGainsApart && person.holdings.some(({ realised }) => realised.length > 0)
  const ofFunds = person.holdings.some(({ fundTax, fundTaxOnEntry }) => fundTax !== 0 || fundTaxOnEntry !== 0)
  return [
    incomeSum(person, words),
    ...(apart ? [gainsSum(person, words)] : []),
    ...(ofFunds ? [fundsSum(person, words)] : []),
    taxSum(person, words),
  ]
}

const personNames: Readonly<Record<PersonsTaxYear['person'], string>> = {
  you: 'You',
  first: 'Person 1',
  second: 'Person 2',
}

/** The tax of two people: what each owes, and both together. */
function jointSums(persons: readonly PersonsTaxYear[]): Sum[] {
  const owed = persons.reduce((sum, { tax }) => sum + tax, 0)
  const terms = persons.map(({ person, tax }) => one(person, personNames[person], tax))
  return [{ ...sumOfTerms('together', 'Tax of both together', terms, owed), terms }]
}

/** What is told of a tax year: of each person, and of two what they owe together. */
export function taxSheets(persons: readonly PersonsTaxYear[], words: TaxWords) {
  const sheets = persons.map((person) => ({ name: personNames[person.person], sums: taxSums(person, words) }))
  return persons.length > 1 ? [...sheets, { name: 'Together', sums: jointSums(persons) }] : sheets
}
