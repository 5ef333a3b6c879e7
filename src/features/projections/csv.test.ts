import { expect, it } from 'vitest'
import { chartPoints } from './chart-lines.ts'
import { projectionCsv } from './csv.ts'
import { compare, copyOf, holdingOf, savings } from './projection.fixture.ts'

const evil = holdingOf({ id: 'evil', lineage_id: 'line-evil', name: '=HYPERLINK("x"), "quoted"' })
const { scenario } = compare([copyOf(savings), copyOf(evil, { source_instance_id: null })])
const points = chartPoints(scenario)

it('has one column a year and one line a row and holding', () => {
  const lines = projectionCsv([{ label: 'Plan', side: { shown: scenario } }], points, 'future').split('\r\n')
  expect(lines[0]).toBe('Projection,Row,Holding,Now,2027-12,2028-12,2029-12,2030-12')
  expect(lines.find((line) => line.startsWith('Plan,Cash,Savings,'))).toMatch(
    /^Plan,Cash,Savings,10000,\d+(\.\d+)?,/,
  )
})

it('marks names that look like formulas as text and quotes what needs it', () => {
  const text = projectionCsv([{ label: 'Plan', side: { shown: scenario } }], points, 'future')
  expect(text).toContain(`"'=HYPERLINK(""x""), ""quoted"""`)
})
