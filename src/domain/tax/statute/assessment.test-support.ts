/**
 * A resident individual's year, written from the Acts as `gains.test-support.ts` is: rental losses (s 26-155), the table of rates (Income Tax
 * Rates Act 1986, Schedule 7), minimum tax (Division 119), offsets (Division 61), levy (Medicare Levy Act 1986) and franking (Division 67).
 */
import {
  type Disposal,
  type GainsAndLosses,
  gainsOf,
  type IndexFactor,
  type NetCapitalGain,
  netCapitalGain,
} from './gains.test-support.ts'

/** A dwelling that is let: its income less its deductions. */
export interface Letting {
  readonly net: number
  /** Day of the contract to buy it; a time is that of the Australian Capital Territory. */
  readonly acquired: string
  readonly dwelling: 'established' | 'new_build'
}

/** What a year brings; its number is that in which it ends, 2028 for 2027–28. */
export interface YearOfIncome {
  readonly endsIn: number
  /** Interest, business, pensions: assessable income less deductions, labour included. */
  readonly otherIncome: number
  /** Part of it earned by labour, before the standard deduction; its expenses are none. */
  readonly labourIncome?: number
  readonly lettings?: readonly Letting[]
  readonly disposals?: readonly Disposal[]
  readonly dividends?: number
  readonly frankingCredits?: number
  /** An age pension or another payment of s 119-15 in the year. */
  readonly hasIncomeSupport?: boolean
}

/** What waits for later years. */
export interface Carried {
  readonly taxLoss: number
  readonly capitalLoss: number
  readonly quarantined: number
}
export const nothingCarried: Carried = { taxLoss: 0, capitalLoss: 0, quarantined: 0 }

export interface Assessment {
  readonly taxableIncome: number
  readonly netCapitalGain: number
  /** By the table, before offsets. */
  readonly basicTax: number
  /** Added by Division 119, in whole units. */
  readonly extraTax: number
  /** Used, not merely due. */
  readonly offsets: number
  readonly levy: number
  readonly frankingCredits: number
  /** Payable; less than nothing is refunded. */
  readonly tax: number
  readonly carried: Carried
}

/** Before this time a contract keeps its dwelling out of s 26-155. */
const announcement = '2026-05-12T19:30'

const firstRate = (endsIn: number) => (endsIn <= 2026 ? 0.16 : endsIn === 2027 ? 0.15 : 0.14)

/** Basic income tax by the table of the year, before anything else. */
function tableTax(taxableIncome: number, endsIn: number): number {
  if (taxableIncome > 190_000) return (taxableIncome - 190_000) * 0.45 + tableTax(190_000, endsIn)
  if (taxableIncome > 135_000) return (taxableIncome - 135_000) * 0.37 + tableTax(135_000, endsIn)
  if (taxableIncome > 45_000) return (taxableIncome - 45_000) * 0.3 + tableTax(45_000, endsIn)
  return Math.max(0, taxableIncome - 18_200) * firstRate(endsIn)
}

/** The levy of somebody single: a tenth of what exceeds the threshold, until that is 2% of all. */
function medicareLevy(taxableIncome: number, endsIn: number): number {
  const threshold = endsIn <= 2025 ? 27_222 : 28_011
  return Math.max(0, Math.min(0.02 * taxableIncome, 0.1 * (taxableIncome - threshold)))
}

/** s 61-115: 700, less 5% from 37,500, less 1.5% from 45,000. */
function lowIncomeOffset(taxableIncome: number): number {
  const first = 0.05 * Math.max(0, Math.min(taxableIncome, 45_000) - 37_500)
  const second = 0.015 * Math.max(0, taxableIncome - 45_000)
  return Math.max(0, 700 - first - second)
}

/** From 2026–27, of whoever works: up to 1,000 of what labour brings, where no expenses of work are claimed. */
function standardDeduction(labourIncome: number, endsIn: number): number {
  return endsIn < 2027 ? 0 : Math.min(1_000, labourIncome)
}

/** s 61-155 and 61-160: the lesser of 250 and the table's tax on labour alone, from 2027–28. */
function workingOffset(labourIncome: number, endsIn: number): number {
  return endsIn < 2028 ? 0 : Math.min(250, tableTax(labourIncome, endsIn))
}

/** s 119-10(2), steps 1 to 5: what is lacking to 30% of the gain, which counts as the last slice of income. */
function minimumTaxGap(taxableIncome: number, gain: number, endsIn: number): number {
  const borne = tableTax(taxableIncome, endsIn) - tableTax(Math.max(0, taxableIncome - gain), endsIn)
  return Math.max(0, 0.3 * gain - borne)
}

/** s 26-155: net income of lettings that counts in the year, and the amount that waits for residential gains and later years. */
function lettingIncome(
  lettings: readonly Letting[],
  endsIn: number,
  quarantinedBroughtForward: number,
): { readonly net: number; readonly quarantined: number } {
  const total = (some: readonly Letting[]) => some.reduce((sum, { net }) => sum + net, 0)
  if (endsIn < 2028) return { net: total(lettings), quarantined: 0 }
  const isQuarantined = ({ acquired, dwelling }: Letting) =>
    dwelling === 'established' && acquired >= announcement
  const own = total(lettings.filter(isQuarantined)) - quarantinedBroughtForward
  const others = total(lettings.filter((letting) => !isQuarantined(letting)))
  if (own >= 0) return { net: own + others, quarantined: 0 }
  const reduced = Math.min(-own, Math.max(0, others))
  return { net: others - reduced, quarantined: -own - reduced }
}

/** Step 6: a fraction of a unit is dropped, one that is only a rounding of the machine's is not. */
const inWholeUnits = (gap: number) => Math.floor(gap + 1e-9)

/** The year's assessment, and what it leaves for the next. `rounded` is step 6, for whoever compares without it. */
export function assess(
  year: YearOfIncome,
  brought: Carried,
  factor: IndexFactor,
  rounded = inWholeUnits,
): Assessment {
  const { endsIn, frankingCredits = 0, dividends = 0, lettings = [], disposals = [] } = year
  const isReformed = endsIn >= 2028
  const letting = lettingIncome(lettings, endsIn, brought.quarantined)
  const made = disposals.map((sale) => gainsOf(sale, factor))
  const together: GainsAndLosses = {
    gains: made.flatMap(({ gains }) => gains),
    loss: made.reduce((sum, { loss }) => sum + loss, 0),
  }
  const capital: NetCapitalGain = netCapitalGain(
    together,
    brought.capitalLoss,
    letting.quarantined,
    isReformed,
  )
  const { labourIncome = 0 } = year
  const deduction = standardDeduction(labourIncome, endsIn)
  const income =
    year.otherIncome -
    deduction +
    letting.net +
    capital.netGain +
    dividends +
    frankingCredits -
    brought.taxLoss
  const taxableIncome = Math.max(0, income)
  const basicTax = tableTax(taxableIncome, endsIn)
  const gap = minimumTaxGap(taxableIncome, capital.minimumTaxGain, endsIn)
  const extraTax = isReformed && !year.hasIncomeSupport ? rounded(gap) : 0
  // Division 119 is part of the basic liability (s 4-25), which offsets reduce to nothing and not below.
  const due = lowIncomeOffset(taxableIncome) + workingOffset(labourIncome - deduction, endsIn)
  const offsets = Math.min(basicTax + extraTax, due)
  const levy = medicareLevy(taxableIncome, endsIn)
  return {
    taxableIncome,
    netCapitalGain: capital.netGain,
    basicTax,
    extraTax,
    offsets,
    levy,
    frankingCredits,
    tax: basicTax + extraTax - offsets + levy - frankingCredits,
    carried: {
      taxLoss: Math.max(0, -income),
      capitalLoss: capital.lossLeft,
      quarantined: capital.quarantinedLeft,
    },
  }
}
