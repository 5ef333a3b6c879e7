/** What the server refuses of the content that a plan would write, in words: it speaks in ids, keys and codes. */
import { z } from 'zod'
import type { PlanItem } from '#data/shapes/plan.ts'
import { wordRefusal } from '#domain/documents/problem-words.ts'
import { fieldLabel } from '#domain/instances/catalogue.ts'

const refusalSchema = z.object({
  reason: z.literal('invalid_content'),
  // What stands against it elsewhere is named by the server, in its own sentence.
  scenario_id: z.undefined().optional(),
  names: z.undefined().optional(),
  errors: z
    .array(
      z.object({
        /** Missing: of the assumptions of the profile. */
        place: z.string().optional(),
        field: z.string(),
        problem: z.string(),
        min: z.number().optional(),
        max: z.number().optional(),
        options: z.array(z.string()).optional(),
      }),
    )
    .min(1),
})

/**
 * A sentence for each field that is refused, naming its investment; null for any other refusal, or where the plan does not
 * know the row. @param detail as the server gave it.
 */
export function refusedContent(
  detail: unknown,
  items: readonly Pick<PlanItem, 'name' | 'kind' | 'instance_id' | 'scenario_instance_id'>[],
): string | null {
  const refusal = refusalSchema.safeParse(detail)
  if (!refusal.success) return null
  const sentences = refusal.data.errors.map(({ place, field, ...problem }) => {
    const { message } = wordRefusal({ path: field, ...problem })
    if (field.startsWith('assumptions.'))
      return `${fieldLabel('assumptions', field.replace('assumptions.', 'params.'))}: ${message}`
    const item = items.find((row) => row.instance_id === place || row.scenario_instance_id === place)
    if (!item) return null
    return `“${item.name}”, ${fieldLabel(item.kind, field)}: ${message}`
  })
  return sentences.includes(null) ? null : sentences.join(' ')
}
