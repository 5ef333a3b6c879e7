import { describe, expect, it } from 'vitest'
import { cutParts, partsOf, sideTotals } from './breakdown.ts'
import { keyFigures } from './key-figures.ts'
import { carLoan, compare, copyOf, holdingOf, savings } from './projection.fixture.ts'
import { totals } from './series.ts'

const boat = holdingOf({ id: 'boat', lineage_id: 'line-boat', name: 'Boat fund', params: { value: 3_000 } })
const { scenario, reality } = compare([
  copyOf(savings, { params: { value: 10_000, interest_rate: 7 } }),
  copyOf(boat, { source_instance_id: null }),
])
const last = (values: Float64Array) => values.at(-1)!

describe('today’s money', () => {
  it('takes inflation out of net worth exactly as the engine does', () => {
    const real = totals(scenario, 'netWorthReal', 'future')
    totals(scenario, 'netWorth', 'today').forEach((amount, year) => {
      expect(amount).toBeCloseTo(real[year]!, 6)
    })
  })

  it('leaves the beginning as it is', () => {
    expect(totals(scenario, 'debt', 'today')[0]).toBe(totals(scenario, 'debt', 'future')[0])
  })

  it('adds flows up after deflating them', () => {
    const flows = totals(scenario, 'netCashFlow', 'today')
    const sum = flows.reduce((total, flow) => total + flow, 0)
    expect(last(totals(scenario, 'cumulativeCashFlow', 'today'))).toBeCloseTo(sum, 6)
  })
})

describe('the sign of debt', () => {
  const indebted = compare([copyOf(savings), copyOf(carLoan)]).scenario
  const balance = ['propertyValue', 'portfolioValue', 'cashValue', 'household', 'debt'] as const

  it.each(['today', 'future'] as const)(
    'is below zero, so that what stands together adds up, in %s',
    (money) => {
      const rows = balance.map((row) => totals(indebted, row, money))
      totals(indebted, 'netWorth', money).forEach((worth, year) => {
        expect(rows.reduce((sum, values) => sum + values[year]!, 0)).toBeCloseTo(worth, 6)
      })
      expect(totals(indebted, 'debt', money)[0]).toBe(-Number(carLoan.params.balance))
    },
  )

  it('is the same for each holding, and a larger debt is the lower figure', () => {
    const [loan] = partsOf({ shown: indebted }, 'debt', 'future')
    expect(loan!.values[0]).toBe(-Number(carLoan.params.balance))
    const more = compare([copyOf(carLoan, { params: { ...carLoan.params, balance: 30_000 } })])
    expect(sideTotals({ shown: more.scenario, less: more.reality }, 'debt', 'future')[0]).toBeLessThan(0)
  })

  it('leaves no minus before what is not owed', () => {
    for (const amount of totals(scenario, 'debt', 'future')) expect(Object.is(amount, -0)).toBe(false)
  })
})

describe('a row taken apart', () => {
  it.each(['netWorth', 'income', 'netCashFlow', 'cumulativeCashFlow', 'household'] as const)(
    'adds up to the total: %s',
    (row) => {
      for (const side of [{ shown: scenario }, { shown: scenario, less: reality }]) {
        const sum = partsOf(side, row, 'today').reduce((total, part) => total + last(part.values), 0)
        expect(sum).toBeCloseTo(last(sideTotals(side, row, 'today')), 2)
      }
    },
  )

  it('shows a copy and its source as one holding, and what only one side has', () => {
    const parts = partsOf({ shown: scenario, less: reality }, 'cashValue', 'future')
    expect(parts.map((part) => part.label)).toEqual(['Savings', 'Boat fund'])
    expect(parts[1]!.values[0]).toBe(3_000)
  })

  it('sums up the holdings that do not fit', () => {
    const parts = partsOf({ shown: scenario }, 'netWorth', 'future')
    const cut = cutParts(parts, 1)
    expect(cut).toHaveLength(2)
    expect(cut[1]!.label).toBe(`${parts.length - 1} others together`)
    const sum = cut[0]!.values[2]! + cut[1]!.values[2]!
    expect(sum).toBeCloseTo(totals(scenario, 'netWorth', 'future')[2]!, 2)
  })
})

describe('key figures', () => {
  it('name the deepest overdraft, its year and the first one', () => {
    const figures = keyFigures(compare([copyOf(carLoan)]).scenario, 'future')
    expect(figures.firstShortfallYear).toBe(1)
    expect(figures.worstShortfall).toMatchObject({ year: 4, endMonth: '2030-12' })
    expect(figures.worstShortfall!.amount).toBeGreaterThan(6_000)
  })

  it('say that there is none', () => {
    const figures = keyFigures(compare([copyOf(savings)], 'these').scenario, 'future')
    expect(figures).toMatchObject({ worstShortfall: null, firstShortfallYear: null, years: 4 })
  })

  it('give the end in the money chosen: 2% a year apart', () => {
    const [today, future] = [keyFigures(scenario, 'today'), keyFigures(scenario, 'future')]
    expect(future.finalNetWorth / today.finalNetWorth).toBeCloseTo(1.02 ** 4, 10)
  })
})
