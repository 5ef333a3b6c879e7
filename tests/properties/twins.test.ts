/** Whatever is done with a new holding, its duplicates and its copies: reality gets another one only by saying so. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Resolutions } from '#data/shapes/plan.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { type Direct, direct } from '../support/direct.ts'
import { newInstance } from '../support/factories.ts'
import { adminConnection, signUp } from '../support/stack.ts'

const sql = adminConnection()
let user: Direct
const step = fc.record({
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constant('apply' as const) },
    { weight: 4, arbitrary: fc.constantFrom('revert', 'duplicate', 'remove', 'copy') },
    { weight: 2, arbitrary: fc.constantFrom('edit', 'restore', 'purge', 'refresh') },
  ),
  /** Which scenario, instance or application: one of those there are. */
  which: fc.nat(20),
  takes: fc.array(fc.constantFrom('current', 'proposed'), { minLength: 1, maxLength: 4 }),
  value: fc.constantFrom(1_000, 2_000, 3_000),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** Each question answered in turn. */
function answers(
  conflicts: readonly { scenario_instance_id: string | null; instance_id: string | null; field: string }[],
  takes: Step['takes'],
  key: 'scenario_instance_id' | 'instance_id' = 'scenario_instance_id',
): Resolutions {
  const resolutions: Record<string, Record<string, { take: Step['takes'][number] }>> = {}
  for (const [index, conflict] of conflicts.entries()) {
    const row = sure(conflict[key])
    resolutions[row] = { ...resolutions[row], [conflict.field]: { take: sure(takes[index % takes.length]) } }
  }
  return resolutions
}

const instances = () => sql<{ id: string; lineage_id: string; is_live: boolean }[]>`
  select id, lineage_id, deleted_at is null as is_live from public.instances
  where user_id = ${user.userId} order by created_at, id`
const liveIds = async () => (await instances()).filter(({ is_live }) => is_live).map(({ id }) => id)

async function duplicate(scenarioId: string): Promise<string> {
  const answer = await user.call('duplicate_scenario', {
    p_scenario_id: scenarioId,
    p_name: 'Again',
    p_request_id: crypto.randomUUID(),
  })
  return (answer as { scenario: { id: string } }).scenario.id
}

/** What is planned with all questions answered is what is done, and nothing is left to ask. */
async function apply(scenarioId: string, takes: Step['takes']): Promise<string> {
  const before = await liveIds()
  const { conflicts } = await user.preview(scenarioId)
  const resolutions = answers(conflicts, takes)
  const preview = await user.preview(scenarioId, resolutions)
  const answer = await user.apply({ scenarioId, fingerprint: preview.fingerprint, resolutions })
  expect(answer.status).toBe('success')
  const written = (items: typeof answer.items) =>
    items.map(({ action, after, fields }) => ({ action, after, fields }))
  expect(written(answer.items)).toEqual(written(preview.items))
  const made = answer.items.filter(({ action }) => action === 'create' || action === 'recreate')
  expect(await liveIds()).toHaveLength(before.length + made.length)
  // Only what was new and met nothing, or was asked about and is to be another, is created.
  for (const { action, fields } of answer.items)
    if (action === 'create' && sure(fields[0]).field === '*')
      expect(sure(fields[0]).resolution).toEqual({ take: 'proposed' })
  expect((await user.preview(scenarioId)).conflicts).toEqual([])
  return answer.application_id
}

it(
  'never gives a lineage to two instances, and does what the preview showed',
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        user = direct(sql, (await signUp()).id)
        const scenarioIds = [await user.createScenario([])]
        await user.as(
          (transaction) => transaction`
        insert into public.scenario_instances (scenario_id, kind, name, params)
        values (${sure(scenarioIds[0])}, 'cash', 'Boat fund', ${transaction.json(newInstance().params)})`,
        )
        scenarioIds.push(await duplicate(sure(scenarioIds[0])))
        const applicationIds: string[] = []
        for (const { act, which, takes, value } of steps) {
          const scenarioId = sure(scenarioIds[which % scenarioIds.length])
          const rows = await instances()
          const row = rows[which % (rows.length || 1)]
          if (act === 'duplicate') scenarioIds.push(await duplicate(scenarioId))
          else if (act === 'apply') applicationIds.push(await apply(scenarioId, takes))
          else if (act === 'edit')
            for (const copy of await user.copies(scenarioId))
              await user.updateContent('scenario_instances', copy.id, {
                ...copy,
                params: { ...copy.params, value },
              })
          else if (act === 'remove' && row) await user.deleteRow('instances', row.id)
          else if (act === 'restore' && row)
            await user.as(
              (transaction) =>
                transaction`update public.instances set deleted_at = null where id = ${row.id}`,
            )
          else if (act === 'purge' && row && !row.is_live)
            await sql`delete from public.instances where id = ${row.id}`
          else if (act === 'copy' && row?.is_live)
            await user.call('copy_instances_to_scenario', {
              p_scenario_id: scenarioId,
              p_instance_ids: [row.id],
            })
          else if (act === 'refresh') {
            const answer = await user.refresh(scenarioId)
            expect(answer.conflicts).toEqual((await user.preview(scenarioId)).conflicts)
          } else if (act === 'revert' && applicationIds.length > 0) {
            const [applicationId] = applicationIds.splice(which % applicationIds.length, 1)
            const { conflicts } = await user.previewRevert(sure(applicationId))
            const resolutions = answers(conflicts, takes, 'instance_id')
            const { fingerprint, items } = await user.previewRevert(sure(applicationId), resolutions)
            const isNothing = items.every(
              ({ action, fields }) =>
                action === 'none' &&
                fields.every(({ reason, outcome }) => reason === undefined && outcome !== 'conflict'),
            )
            if (isNothing) {
              const undoing = user.revert({ applicationId: sure(applicationId), fingerprint, resolutions })
              await expect(undoing).rejects.toThrow('There is nothing to undo')
              continue
            }
            const answer = await user.revert({ applicationId: sure(applicationId), fingerprint, resolutions })
            expect(answer.status).toBe('success')
            expect(answer.items.map(({ action, after }) => ({ action, after }))).toEqual(
              items.map(({ action, after }) => ({ action, after })),
            )
            applicationIds.push(answer.application_id)
          }
          const lineages = (await instances()).map(({ lineage_id }) => lineage_id)
          expect(new Set(lineages).size).toBe(lineages.length)
        }
        const integrity = await sole(sql`select public.verify_integrity() as answer`)
        const broken = (integrity.answer as { name: string; violations: number }[]).filter(
          ({ violations }) => violations > 0,
        )
        expect(broken).toEqual([])
      }),
      { numRuns: 40 },
    ),
  240_000,
)
