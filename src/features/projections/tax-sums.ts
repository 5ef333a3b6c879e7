/** The tax worksheet in words: for every person of a tax year, sums from income to tax. */
import type { PersonsTaxYear, TaxedHolding } from '#domain/projection/analysis/tax-worksheet.ts'
import { slicesBetween, type TaxSchedule } from '#domain/tax/schedule.ts'
import { partsOfTax } from '#domain/tax/year-of-law.ts'
import { gainsSum } from './gains-sum.ts'
import { isNothing, type Sum, sumOfTerms, takenAway } from './sum.ts'
import { money, nameOf, one, percent, type TaxWords } from './tax-words.ts'

const incomeNames = {
  property: 'Rent',
  portfolio: 'Dividends',
  cash: 'Interest earned',
  loan: 'Income',
  cash_flow: 'Income',
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
