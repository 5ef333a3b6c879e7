/** What the building and the plant of a dwelling let the plain model of oracle.test-support.ts deduct. */
import type { HoldingParams } from './holding-params.test-support.ts'

export class Depreciation {
  readonly #params: HoldingParams
  /** The month of its amounts. */
  readonly #since: number
  #buildingLeft = 0
  #plantLeft = 0
  /** What was left of the plant when a year of it began. */
  #plantAtRise = 0

  constructor(params: HoldingParams, since: number) {
    this.#params = params
    this.#since = since
  }

  /** Amounts as they were entered. */
  take() {
    const params = this.#params
    this.#buildingLeft = params.money('building_depreciation') * params.number('building_depreciation_years')
    this.#plantLeft = params.money('plant_value')
    this.#plantAtRise =
      this.#plantLeft /
      (1 - (params.number('plant_depreciation_rate') / 1200) * params.monthsIntoYear(this.#since))
  }

  /** The deduction of a month. */
  deduct(month: number): number {
    const params = this.#params
    const building = Math.min(params.money('building_depreciation') / 12, this.#buildingLeft)
    const passed = month - this.#since
    if (passed > 0 && (passed + params.monthsIntoYear(this.#since)) % 12 === 0)
      this.#plantAtRise = this.#plantLeft
    const isPrimeCost = params.values.plant_depreciation_method === 'prime_cost'
    const isCostGiven = (params.values.plant_cost ?? null) !== null
    const base = isPrimeCost ? params.money(isCostGiven ? 'plant_cost' : 'plant_value') : this.#plantAtRise
    const plant = Math.min((params.number('plant_depreciation_rate') / 1200) * base, this.#plantLeft)
    this.#buildingLeft -= building
    this.#plantLeft -= plant
    return building + plant
  }
}
