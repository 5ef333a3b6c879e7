/** A rule of law with its day: what a system of law is a list of. */
import type { Month } from '#domain/calendar/month.ts'
import type { TaxBracket } from '../brackets.ts'

/** `in_force` holds now or held once, `enacted` is law with a later day, `announced` is not law yet. */
type Standing = 'in_force' | 'enacted' | 'announced'

interface DatedRule {
  /** The month at whose beginning the rule begins; it holds until the next of its kind. */
  readonly from: Month
  readonly standing: Standing
  readonly source: { readonly title: string; readonly url: string }
  /** What is assumed where the law leaves something open, as the end of a sentence that begins with "It is assumed that". */
  readonly assumes?: string
  /** The last month for which its figures are published, where they are set anew from time to time. */
  readonly publishedUntil?: Month
}

/** Tax on taxable income. */
interface TableRule extends DatedRule {
  readonly kind: 'table'
  readonly brackets: readonly TaxBracket[]
}

/** Charged beside the table, and not lowered by offsets. */
interface LevyRule extends DatedRule {
  readonly kind: 'levy'
  readonly brackets: readonly TaxBracket[]
}

/** Lowers the tax of the table, at most to nothing. */
interface OffsetRule extends DatedRule {
  readonly kind: 'offset'
  readonly amount: number
  /** How much of the offset is lost on each further unit of income. */
  readonly reduction: readonly TaxBracket[]
}

/** An offset of the tax that the table puts on income from work alone, at most so much. */
interface WorkOffsetRule extends DatedRule {
  readonly kind: 'work_offset'
  readonly most: number
}

/** Taken off income from work where less is deducted from it as it is: both together come to at most so much. */
interface StandardDeductionRule extends DatedRule {
  readonly kind: 'standard_deduction'
  readonly most: number
}

/**
 * Gains over a cost base that rises with prices, in the place of the discount. What is held as the rule begins is split at
 * its value then: the gain up to there keeps the discount, and is taxed with the rest when it is sold.
 */
interface IndexedGainsRule extends DatedRule {
  readonly kind: 'indexed_gains'
  /** Percent of the gain that tax is to take at least. */
  readonly leastRate: number
}

/** Losses of established dwellings lower only income and gains of dwellings, and wait for them. */
interface RentalLossesRule extends DatedRule {
  readonly kind: 'rental_losses'
  /** Of dwellings contracted for in this month or later. */
  readonly contractedFrom: Month
}

/** Companies' tax on the income that they pay out franked: it counts as income, is credited, and refunded where it is more than the tax. */
interface FrankingRule extends DatedRule {
  readonly kind: 'franking'
  /** Percent that companies have paid on it. */
  readonly companyRate: number
}

/** What it costs to own a dwelling that is neither let nor the main residence, and so not deducted, joins the cost base for a gain. */
interface OwnershipCostsRule extends DatedRule {
  readonly kind: 'ownership_costs'
}

/** What a super fund pays on what is paid in before tax, on its income, and on gains of what it has held for more than a year. */
interface SuperFundRule extends DatedRule {
  readonly kind: 'super_fund'
  /** Percent, until its member has access; afterwards none. */
  readonly contributionsRate: number
  readonly incomeRate: number
  readonly gainsRate: number
}

export type Rule =
  | FrankingRule
  | OwnershipCostsRule
  | TableRule
  | LevyRule
  | OffsetRule
  | WorkOffsetRule
  | StandardDeductionRule
  | IndexedGainsRule
  | RentalLossesRule
  | SuperFundRule

export type RuleKind = Rule['kind']
