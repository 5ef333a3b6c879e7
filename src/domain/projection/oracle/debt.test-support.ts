/** A loan by itself of the plain model in oracle.test-support.ts. */
import { Holding } from './holding.test-support.ts'
import type { World } from './world.test-support.ts'

export class Debt extends Holding {
  protected endMonth(world: World) {
    const interest = this.repay(world)
    const said = this.params.values.interest_deductible
    const property = this.property
    if (said || (said === null && property?.isLet)) this.net -= interest
    if (said === false || !property) return
    if (property.isLet) {
      this.letting.interest += interest
      if (world.month >= this.reform.from) this.dwellingNet -= interest
    } else if (said === null && world.month >= property.since) property.bear(interest)
  }
}
