/** What a sale brings: its price less its costs, the loans that it repays and the tax on its gain. */
import { addMonths, type Month, monthIndex } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { compilePlan } from '../compile/compile.ts'
import {
  type CompiledPlan,
  endsTaxYear,
  KIND_PORTFOLIO,
  KIND_PROPERTY,
  priceAt,
} from '../compile/compiled-plan.ts'
import { activeInstances } from '../compile/place.ts'
import { createRun, type Run } from '../engine/run.ts'
import { runBlock } from '../engine/run-block.ts'
import { TaxJournal } from '../engine/tax-journal.ts'
import { entry } from '../entry.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import type { Slice } from '../simulation/blocks.ts'

interface Repaid {
  /** Of the holding that owes it: what is sold itself, or a loan secured on it. */
  readonly id: string
  readonly name: string
  readonly amount: number
}

/** At the mean of every rate. Amounts are the investor's share, in money of their month unless said. */
export interface SaleProceeds {
  /** At its end it is sold. */
  readonly month: Month
  readonly price: number
  /** What its own offset account holds, which is paid out. */
  readonly offset: number
  readonly costs: number
  /** Those alone that are owed then. */
  readonly repaid: readonly Repaid[]
  /** What reaches the household account at the end of the month: price and offset account less costs and what is repaid. */
  readonly received: number
  /** Price less costs and cost base, as tax has it; negative for a loss, null where no gain is taxed. */
  readonly gain: number | null
  /** By how much the household's tax of the tax year is more because of the sale than without its gain; below zero where a loss spares tax. */
  readonly tax: number
  /** At the end of this month it is paid. */
  readonly taxMonth: Month
  /** What is received less the tax. */
  readonly left: number
  /** The same in money of the first month, by the prices at the end of the year of the sale as for every flow. */
  readonly leftReal: number
}

/** A sale, found in a compiled plan. Months are counted from the first of the projection. */
interface PlacedSale {
  readonly compiled: CompiledPlan
  readonly place: number
  /** The places of loans secured on it, and its own. */
  readonly owing: readonly number[]
  readonly month: number
  readonly taxMonth: number
  readonly priceLevel: number
}

/** The sale of an active instance within the projection; null where there is none. */
function placeSale(plan: Plan, instanceId: string, journal?: TaxJournal): PlacedSale | null {
  const position = activeInstances(plan).findIndex(({ id }) => id === instanceId)
  const sold = activeInstances(plan)[position]?.params.sale_month
  if (typeof sold !== 'string') return null
  const month = monthIndex(sold as Month) - monthIndex(plan.startMonth)
  // Nothing that comes after the tax year changes what has been: the rest of the projection need not be played through.
  const years = Math.ceil((month + 12) / 12)
  const isCut = years < Number(resolveAssumptions(plan.assumptions).horizon_years)
  const horizon = isCut && month >= 0 ? { horizon_years: years } : {}
  const compiled = compilePlan(
    { ...plan, assumptions: { ...plan.assumptions, ...horizon } },
    journal && { journal },
  )
  const place = compiled.order.indexOf(position)
  if (!isSoldIn(compiled, place, month)) return null
  const { assumptions } = compiled
  const end = 12 * assumptions.years - 1
  let taxMonth = month
  while (taxMonth < end && !endsTaxYear(assumptions, taxMonth)) taxMonth++
  const owing = Array.from(compiled.securedOn.keys()).filter(
    (i) => i === place || compiled.securedOn[i] === place,
  )
  const priceLevel = priceAt(assumptions, 12 * (Math.floor(month / 12) + 1))
  return { compiled, place, owing, month, taxMonth, priceLevel }
}

function isSoldIn({ kind, first, last, assumptions }: CompiledPlan, i: number, month: number): boolean {
  const hasPrice = kind[i] === KIND_PROPERTY || kind[i] === KIND_PORTFOLIO
  const isHeld = month >= Math.max(0, entry(first, i)) && month < 12 * assumptions.years
  return hasPrice && isHeld && last[i] === month
}

/** What a sale comes to, one number a path. */
interface PlayedSale {
  readonly price: Float64Array
  readonly costs: Float64Array
  /** In the order of `owing`. */
  readonly repaid: readonly Float64Array[]
  readonly tax: Float64Array
}

/** Tax of the tax year that is settled with a month, of all taxpayers together. */
function playTax({ compiled, taxMonth }: PlacedSale, run: Run, first: number): Float64Array {
  const settled = () =>
    Float64Array.from({ length: run.paths }, (_, p) =>
      run.people.reduce((sum, { tax }) => sum + entry(tax, p), 0),
    )
  let seen: Float64Array | null = null
  runBlock(compiled, first, run.paths, run.isStochastic, run, (month) => {
    if (month === taxMonth + 1) seen = settled()
  })
  return seen ?? settled()
}

/** Played through twice, once without its gain: until tax is settled the two are the same. */
function playSale(sale: PlacedSale, slice: Slice | null, journal: TaxJournal | null = null): PlayedSale {
  const { compiled, place, owing } = sale
  const { first, count } = slice ?? { first: 0, count: 1 }
  const [price, costs] = [new Float64Array(count), new Float64Array(count)]
  const repaid = owing.map(() => new Float64Array(count))
  const run = createRun(compiled, count, slice !== null)
  run.journal = journal
  run.seeSale = (i, p, worth, cost, owed) => {
    if (i === place) {
      price[p] = worth
      costs[p] = cost
    }
    const debt = repaid[owing.indexOf(i)]
    if (debt) debt[p] = owed
  }
  const withGain = playTax(sale, run, first)
  run.journal = null
  run.seeSale = null
  run.untaxedSale = place
  const without = playTax(sale, run, first)
  return { price, costs, repaid, tax: withGain.map((tax, p) => tax - entry(without, p)) }
}

/** What the sale of an instance brings; null where it is not sold within the projection. Throws a `PlanError` as `project` does. */
export function saleProceeds(plan: Plan, instanceId: string): SaleProceeds | null {
  const journal = new TaxJournal()
  const sale = placeSale(plan, instanceId, journal)
  if (!sale) return null
  const { compiled, place, owing, month, taxMonth, priceLevel } = sale
  const played = playSale(sale, null, journal)
  const active = activeInstances(plan)
  const holdingAt = (i: number): PlanInstance => entry(active, entry(compiled.order, i))
  const repaid = owing
    .map((i, at): Repaid => {
      const { id, name } = holdingAt(i)
      return { id, name, amount: entry(entry(played.repaid, at), 0) }
    })
    .filter(({ amount }) => amount !== 0)
  const [price, costs, tax] = [entry(played.price, 0), entry(played.costs, 0), entry(played.tax, 0)]
  const offset = entry(compiled.offset, place)
  const received = price + offset - costs - repaid.reduce((sum, { amount }) => sum + amount, 0)
  const left = received - tax
  return {
    month: addMonths(plan.startMonth, month),
    price,
    offset,
    costs,
    repaid,
    received,
    gain: isTaxed(plan) ? gainOf(journal, place, taxMonth) : null,
    tax,
    taxMonth: addMonths(plan.startMonth, taxMonth),
    left,
    leftReal: left / priceLevel,
  }
}

const isTaxed = ({ assumptions }: Plan) => resolveAssumptions(assumptions).tax_system !== 'none'

/** What the tax year has of the sale itself, regular withdrawals and rebalancing left out. */
function gainOf(journal: TaxJournal, place: number, taxMonth: number): number | null {
  const year = journal.years.find(({ month }) => month === taxMonth)
  const sale = year?.holdings[place]?.realised.find((one) => !one.isWithdrawal && !one.isRebalanced)
  return sale ? sale.gain : null
}

/** What is left of a sale on each path of a slice of the simulated futures, in money of the first month; empty where it is not sold within the projection. */
export function saleFutures(plan: Plan, instanceId: string, slice: Slice): Float64Array {
  const sale = placeSale(plan, instanceId)
  if (!sale) return new Float64Array()
  const { price, costs, repaid, tax } = playSale(sale, slice)
  const offset = entry(sale.compiled.offset, sale.place)
  return price.map((worth, p) => {
    const owed = repaid.reduce((sum, debt) => sum + entry(debt, p), 0)
    return (worth + offset - entry(costs, p) - owed - entry(tax, p)) / sale.priceLevel
  })
}
