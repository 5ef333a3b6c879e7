import fc from 'fast-check'
import type { Preview, Resolution, Resolutions } from '#data/shapes/plan.ts'
import type { InstanceContent, Scalar } from '#domain/instances/types.ts'
import { sure } from '../../scripts/sure.ts'

/**
 * Few values a field, so that base, current and proposed meet in every way; both kinds of number, text, month.
 * Defaults are among them, written out (4, 0, let, diminishing_value) and left out.
 */
const choices: Record<string, readonly (Scalar | undefined)[]> = {
  value: [0, 250_000, 250_000.5, 1e12],
  growth_rate: [undefined, 3, 3.25, 4, -1],
  weekly_rent: [undefined, 0, 510],
  use: [undefined, 'own_use', 'let'],
  sale_month: [undefined, '2031-07', '2040-01'],
  plant_depreciation_method: [undefined, 'prime_cost', 'diminishing_value'],
}

const params = fc
  .record(
    Object.fromEntries(Object.entries(choices).map(([key, values]) => [key, fc.constantFrom(...values)])),
  )
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)))

export const content: fc.Arbitrary<InstanceContent> = fc.record({
  name: fc.constantFrom('Home', 'Beach house', 'Ünïted ✓ "quoted" \\'),
  status: fc.constantFrom('active', 'archived'),
  params: params as fc.Arbitrary<Record<string, Scalar>>,
})

export interface Row {
  base: InstanceContent | null
  current: InstanceContent | null
  proposed: InstanceContent
}

const copied = fc.record<Row>({ base: content, current: fc.option(content, { freq: 8 }), proposed: content })
const untouched = content.map((same): Row => ({ base: same, current: same, proposed: same }))
const proposedOnly = fc
  .tuple(content, content)
  .map(([base, proposed]): Row => ({ base, current: base, proposed }))
const created = content.map((proposed): Row => ({ base: null, current: null, proposed }))

/** The rows of a scenario: copies that both sides changed, that one side did, that nobody did, and new ones. */
export const rows = fc.array(
  fc.oneof({ weight: 5, arbitrary: copied }, { weight: 2, arbitrary: proposedOnly }, untouched, created),
  { minLength: 1, maxLength: 4 },
)

/** A decision for each open conflict of a plan, taken from a stream of numbers. */
export function decide(
  preview: Preview,
  picks: readonly number[],
  key: 'scenario_instance_id' | 'instance_id' = 'scenario_instance_id',
): Resolutions {
  const resolutions: Record<string, Record<string, Resolution>> = {}
  for (const [index, conflict] of preview.conflicts.entries()) {
    const { field } = conflict
    const options: Resolution[] = [{ take: 'current' }, { take: 'proposed' }]
    const own = choices[field.replace('params.', '')]?.findLast((value) => value !== undefined)
    if (own !== undefined) options.push({ value: own })
    const pick = sure(options[sure(picks[index % picks.length]) % options.length])
    const row = sure(conflict[key])
    resolutions[row] = { ...resolutions[row], [field]: pick }
  }
  return resolutions
}

export const picks = fc.array(fc.nat(5), { minLength: 1, maxLength: 8 })
