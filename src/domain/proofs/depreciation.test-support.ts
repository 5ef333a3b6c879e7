/** Published deductions for plant and buildings. */
import { instanceOf, planOf } from '../projection/plan.fixture.ts'
import { project } from '../projection/project.ts'
import { totalSeries } from '../projection/projection.ts'
import type { Proof } from './proof.test-support.ts'

/** What a dwelling deducts each year beside a rent of nothing, found through a flat tax of half. */
function deductedEachYear(params: Record<string, number | string>): number[] {
  const dwelling = instanceOf('property', { value: 500_000, growth_rate: 0, weekly_rent: 0, ...params })
  const plan = planOf([dwelling], {
    tax_system: 'flat',
    tax_flat_rate: 50,
    elsewhere: 1_000_000,
    horizon_years: 45,
  })
  return Array.from(totalSeries(project(plan), 'tax'), (tax) => -tax / 0.5)
}
const plant = (value: number, rate: number, method: string) =>
  deductedEachYear({
    plant_value: value,
    plant_depreciation_rate: rate,
    plant_depreciation_method: method,
  })

const depreciating =
  '[Australian Taxation Office, *Guide to depreciating assets 2006–07*](https://www.ato.gov.au/forms/guide-to-depreciating-assets-2006-07/?page=18)'
const methods =
  '[Australian Taxation Office, *Prime cost and diminishing value methods*](https://www.ato.gov.au/Business/Depreciation-and-capital-expenses-and-allowances/General-depreciation-rules---capital-allowances/Prime-cost-(straight-line)-and-diminishing-value-methods/)'
const works =
  '[Australian Taxation Office, *Work out your capital works deductions*](https://www.ato.gov.au/individuals-and-families/investments-and-assets/residential-rental-properties/rental-expenses-to-claim/rental-expenses-you-claim-over-several-years/work-out-your-capital-works-deductions)'
const building = () =>
  deductedEachYear({ building_depreciation: 200_000 * 0.025, building_depreciation_years: 40 })

export const depreciationProofs: readonly Proof[] = [
  {
    figure: 'Laura: 1,500 over five years by prime cost, in a year',
    source: depreciating,
    published: 300,
    ours: () => plant(1_500, 20, 'prime_cost')[1]!,
    tolerance: 1e-6,
  },
  {
    figure: 'the same: left after the first year',
    source: depreciating,
    published: 1_200,
    ours: () => 1_500 - plant(1_500, 20, 'prime_cost')[1]!,
    tolerance: 1e-6,
  },
  {
    figure: '80,000 over five years by prime cost, in the fifth year',
    source: methods,
    published: 16_000,
    ours: () => plant(80_000, 20, 'prime_cost')[5]!,
    tolerance: 1e-6,
  },
  {
    figure: 'the same, in the sixth',
    source: methods,
    published: 0,
    ours: () => plant(80_000, 20, 'prime_cost')[6]! + 0,
    tolerance: 1e-6,
  },
  {
    figure: '80,000 over five years by diminishing value (40%), in the first year',
    source: methods,
    published: 32_000,
    ours: () => plant(80_000, 40, 'diminishing_value')[1]!,
    tolerance: 1e-6,
  },
  {
    figure: 'Meg: capital works of 200,000, in a year',
    source: works,
    published: 5_000,
    ours: () => building()[1]!,
    tolerance: 1e-6,
  },
  {
    figure: 'the same: in all, over the forty years',
    source: works,
    published: 200_000,
    ours: () => building().reduce((sum, amount) => sum + amount, 0),
    tolerance: 1e-6,
  },
]
