import { describe, expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { countries } from '../countries/countries.ts'
import { assumptionsOf, type Country } from '../countries/country.ts'
import { pairOf } from '../projection/analysis/pairs.ts'
import { endsOf, type PathEnds } from '../projection/analysis/path-ends.ts'
import { saleProceeds } from '../projection/analysis/sale-proceeds.ts'
import { compilePlan } from '../projection/compile/compile.ts'
import { goalOf } from '../projection/goal.ts'
import type { Plan } from '../projection/plan.ts'
import { project } from '../projection/project.ts'
import { totalSeries } from '../projection/projection.ts'
import { blockCount, blockRunner } from '../projection/simulation/blocks.ts'
import { cautions } from './cautions.ts'
import { type NewInstance, sampleAssumptions, samplePortfolio } from './sample-portfolio.ts'
import { type SampleScenario, sampleQuestion, sampleScenarios } from './sample-scenarios.ts'
import { nameSchema, paramsSchema } from './schema.ts'

const now = toMonth('2026-11')

function holdingsOf(country: Country, scenario?: SampleScenario): NewInstance[] {
  const changed = samplePortfolio(now, country).map((one) => ({
    ...one,
    params: { ...one.params, ...scenario?.changes.get(one.name) },
  }))
  return [...changed, ...(scenario?.added ?? [])]
}

function planOf(country: Country, holdings: readonly NewInstance[]): Plan {
  return {
    instances: holdings.map((one, place) => ({ ...one, id: `${place}`, lineageId: one.name })),
    assumptions: { ...assumptionsOf(country), ...sampleAssumptions(now) },
    startMonth: now,
  }
}

/** Where so many futures of a plan end. */
function playedThrough(plan: Plan, paths: number): PathEnds {
  const { priceLevels } = project(plan)
  const runner = blockRunner(compilePlan(plan), paths)
  const blocks = Array.from({ length: blockCount(paths) }, (_, block) =>
    endsOf(runner(block), priceLevels, goalOf(plan)),
  )
  const [first] = blocks
  if (!first) throw new Error('There are no futures.')
  const joined = (Object.keys(first) as (keyof PathEnds)[]).map((key) => [
    key,
    Float64Array.from(blocks.flatMap((block) => [...block[key]])),
  ])
  return Object.fromEntries(joined) as PathEnds
}

describe.each(countries)('in $name', (country) => {
  const scenarios = sampleScenarios(now, country)

  it('changes only what the sample holds, to what the catalogue takes and does not call unusual', () => {
    const names = samplePortfolio(now, country).map(({ name }) => name)
    for (const scenario of scenarios) {
      expect(names).toEqual(expect.arrayContaining([...scenario.changes.keys()]))
      for (const { kind, name, params } of holdingsOf(country, scenario)) {
        expect(nameSchema.parse(name)).toBe(name)
        expect(paramsSchema(kind).parse(params)).toEqual(params)
        expect(cautions(kind, params, country.locale, now)).toEqual([])
      }
    }
  })

  it('asks no more than a tag can hold', () => {
    expect(sampleQuestion(country).length).toBeLessThanOrEqual(40)
  })

  it('never overdraws the household account while every year is average', () => {
    for (const scenario of [undefined, ...scenarios]) {
      const course = project(planOf(country, holdingsOf(country, scenario)))
      expect(Math.min(...totalSeries(course, 'household')), scenario?.name).toBeGreaterThanOrEqual(0)
    }
  })

  it('buys shares for what is left of the sale after costs, loan and tax, to a tenth', () => {
    const [sell] = scenarios
    const plan = planOf(country, holdingsOf(country, sell))
    const left = plan.instances.flatMap(({ id }) => saleProceeds(plan, id)?.left ?? [])
    const bought = Number(sell?.added[0]?.params.value)
    expect(left).toHaveLength(1)
    expect(Math.abs(bought / Number(left[0]) - 1)).toBeLessThan(0.1)
  })

  it('is a question: neither answer ends ahead in more than two futures of three', () => {
    const [sell, keep] = scenarios.map((scenario) =>
      playedThrough(planOf(country, holdingsOf(country, scenario)), 250),
    )
    if (!sell || !keep) throw new Error('There are two answers.')
    const { value } = pairOf(sell, keep).chanceAhead
    expect(value).toBeGreaterThan(1 / 3)
    expect(value).toBeLessThan(2 / 3)
  })
})
