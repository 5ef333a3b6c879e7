import { expect, it } from 'vitest'
import { csvDialects } from '#lib/csv.ts'
import { chartPoints } from './chart-lines.ts'
import { projectionCsv } from './csv.ts'
import { compare, copyOf, holdingOf, savings } from './projection.fixture.ts'

const evil = holdingOf({ id: 'evil', lineage_id: 'line-evil', name: '=HYPERLINK("x"), "quoted"' })
const { scenario } = compare([copyOf(savings), copyOf(evil, { source_instance_id: null })])
const points = chartPoints(scenario)

const sides = [{ label: 'Plan', side: { shown: scenario } }]

it('has one column a year and one line a row and holding, as the spreadsheet reads them', () => {
  const english = projectionCsv(sides, points, 'future', csvDialects.english).split('\r\n')
  expect(english[0]).toBe(
    'Projection if every year were average,Row,Holding,Now,2027-12,2028-12,2029-12,2030-12',
  )
  expect(english.find((line) => line.startsWith('Plan,Cash,Savings,'))).toBe(
    'Plan,Cash,Savings,10000,10511.62,11049.42,11614.72,12208.96',
  )
  const continental = projectionCsv(sides, points, 'future', csvDialects.continental).split('\r\n')
  expect(continental[0]).toBe(
    'Projection if every year were average;Row;Holding;Now;2027-12;2028-12;2029-12;2030-12',
  )
  expect(continental.find((line) => line.startsWith('Plan;Cash;Savings;'))).toBe(
    'Plan;Cash;Savings;10000;10511,62;11049,42;11614,72;12208,96',
  )
  expect(continental).toHaveLength(english.length)
})

it('marks names that look like formulas as text and quotes what needs it', () => {
  const text = projectionCsv(sides, points, 'future', csvDialects.english)
  expect(text).toContain(`"'=HYPERLINK(""x""), ""quoted"""`)
})
