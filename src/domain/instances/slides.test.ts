import { describe, expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { instanceKinds } from './catalogue.ts'
import { positionOf, slidesOf, slidesOfAssumptions } from './slides.ts'
import type { InstanceKind, Params } from './types.ts'

const span = { startMonth: toMonth('2026-11'), years: 30 }
const stored: Record<InstanceKind, Params> = {
  property: { value: 700_000, loan_balance: 400_000, loan_rate: 6.14, sale_month: '2031-05' },
  portfolio: { value: 50_000, monthly_contribution: 900 },
  cash: { value: 20_000 },
  loan: { balance: 21_500, rate: 30 },
  cash_flow: { amount: 3_200, end_month: '2051-11' },
}
const slidesFor = (kind: InstanceKind) => slidesOf(kind, stored[kind], stored[kind], span)
const slideOf = (kind: InstanceKind, key: string) => {
  const slide = slidesFor(kind).find(({ field }) => field.key === key)
  if (!slide) throw new Error(`There is no slide of ${key}.`)
  return slide
}
const all = [...instanceKinds.flatMap(slidesFor), ...slidesOfAssumptions(assumptionFields, {}, span)]

describe('what a field can be pulled to', () => {
  it.each(all.map((slide) => [slide.field.key, slide] as const))(
    'is what the catalogue allows: %s',
    (_, { field, stops }) => {
      for (const stop of stops)
        if (typeof stop === 'number') {
          expect(stop).toBeGreaterThanOrEqual(field.min ?? Number.NEGATIVE_INFINITY)
          expect(stop).toBeLessThanOrEqual(field.max ?? Number.POSITIVE_INFINITY)
        }
      expect(stops.length).toBeGreaterThan(1)
    },
  )

  it.each(all.map((slide) => [slide.field.key, slide] as const))(
    'is found again where it stands: %s',
    (_, slide) => {
      const places = slide.stops.map((stop) => (stop === null ? null : positionOf(slide, stop)))
      expect(places).toEqual(slide.stops.map((stop, index) => (stop === null ? null : index)))
    },
  )

  it('goes over what is usual of a rate, in tenths', () => {
    const { stops } = slideOf('property', 'loan_rate')
    expect([stops[0], stops[1], stops.at(-1)]).toEqual([0.5, 0.6, 20])
  })

  it('goes to a hundredth of the debt that is paid off, or to twice what is paid in', () => {
    expect(slideOf('property', 'loan_extra_monthly_payment').stops.at(-1)).toBe(4_000)
    expect(slideOf('portfolio', 'monthly_contribution').stops.at(-1)).toBe(2_000)
  })

  it('is the month that stands there in every year to come, then none', () => {
    const { stops } = slideOf('property', 'sale_month')
    expect([stops[0], stops[4], stops.at(-2), stops.at(-1)]).toEqual(['2027-05', '2031-05', '2056-05', null])
    expect(slideOf('portfolio', 'sale_month').stops[0]).toBe('2027-11')
  })
})

it('stands at the end for what is beyond it, at the default for nothing, and at no month for none', () => {
  const rate = slideOf('loan', 'rate')
  expect(rate.stops[positionOf(rate, 30)]).toBe(20)
  expect(rate.stops[positionOf(rate, null)]).toBe(6)
  expect(rate.stops[positionOf(rate, 6.14)]).toBe(6.1)
  const sale = slideOf('portfolio', 'sale_month')
  expect(sale.stops[positionOf(sale, null)]).toBeNull()
})

it('leaves out what has nothing to be measured by', () => {
  const slides = slidesOf('property', {}, { value: 700_000 }, span)
  expect(slides.map(({ field }) => field.key)).toEqual(['growth_rate', 'loan_rate', 'sale_month'])
})
