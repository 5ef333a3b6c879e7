import { expect, it } from 'vitest'
import { householdByYear, instanceByYear, totalsByYear, type YearRow } from '../by-year.test-support.ts'
import type { Plan } from '../plan.ts'
import { project } from '../project.ts'
import { rows } from '../rows.ts'
import { planAbroad } from './abroad.test-support.ts'
import { planWithAccounts } from './accounts.test-support.ts'
import { planOfTwo } from './couple.test-support.ts'
import { fingerprint, goldenFingerprint, recordedFingerprint } from './fingerprint.ts'
import { goldenPlan } from './household.ts'
import { planRetired } from './retired.test-support.ts'

function asCsv(name: string, years: readonly YearRow[]): string[] {
  return years.map((year) => {
    const cells = rows.map((row) => (Math.round(year[row] * 100) / 100 + 0).toFixed(2))
    return [name, String(year.year), year.endMonth, ...cells].join(',')
  })
}

function csvOf(plan: Plan): string {
  const projection = project(plan)
  const lines = [
    ['part', 'year', 'end', ...rows].join(','),
    ...asCsv('total', totalsByYear(projection)),
    ...asCsv('household', householdByYear(projection)),
    ...projection.instances.flatMap(({ id }) => asCsv(id, instanceByYear(projection, id))),
  ]
  return `${lines.join('\n')}\n`
}

it('projects the golden household over 40 years as recorded, to the cent', async () => {
  await expect(csvOf(goldenPlan)).toMatchFileSnapshot('./household.csv')
})

it('projects a household with bonds under brackets of its own as recorded, to the cent', async () => {
  await expect(csvOf(planAbroad)).toMatchFileSnapshot('./abroad.csv')
})

it('projects a retired household that lives on what it has as recorded, to the cent', async () => {
  await expect(csvOf(planRetired)).toMatchFileSnapshot('./retired.csv')
})

it('projects a household with accounts that are taxed otherwise as recorded, to the cent', async () => {
  await expect(csvOf(planWithAccounts)).toMatchFileSnapshot('./accounts.csv')
})

it('projects the golden household of two people as recorded, to the cent', async () => {
  await expect(csvOf(planOfTwo)).toMatchFileSnapshot('./couple.csv')
})

it('gives the recorded fingerprint, to the bit', () => {
  expect(goldenFingerprint()).toBe(recordedFingerprint)
  expect(goldenFingerprint(planAbroad)).toBe('c204b471f39e83e6')
  expect(goldenFingerprint(planRetired)).toBe('d5e55c5b9150d8b6')
  expect(goldenFingerprint(planWithAccounts)).toBe('026c7bb3cee338b8')
  expect(goldenFingerprint(planOfTwo)).toBe('ec1bba51e40279fc')
})

it('has a fingerprint that a single bit changes', () => {
  const values = Float64Array.of(1, 2, 3)
  const before = fingerprint([values])
  values[1] = 2 + Number.EPSILON * 2
  expect(fingerprint([values])).not.toBe(before)
})
