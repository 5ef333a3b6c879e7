/** What must hold for apply, refresh and revert whatever the user, reality and the decisions are. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Preview, Resolution, Resolutions } from '#data/shapes/plan.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { defaultsOf } from '#domain/merge/three-way.ts'
import { sure } from '../../scripts/sure.ts'
import { type Direct, direct } from '../support/direct.ts'
import { contentOf } from '../support/factories.ts'
import { adminConnection, signUp } from '../support/stack.ts'
import { decide, picks, type Row, rows } from './arbitraries.ts'

const sql = adminConnection()
let user: Direct
beforeAll(async () => {
  user = direct(sql, (await signUp()).id)
})

const runs = { numRuns: 40 }

interface Case {
  scenarioId: string
  instanceIds: string[]
  copyIds: string[]
}

/** Brings database rows into the state that the case describes. */
async function arrange(cases: Row[]): Promise<Case> {
  const copied = cases.filter((row) => row.base !== null)
  const instanceIds =
    copied.length > 0
      ? await user.insertInstances(copied.map((row) => ({ kind: 'property' as const, ...sure(row.base) })))
      : []
  const scenarioId = await user.createScenario(instanceIds)
  for (const { proposed } of cases.filter((row) => row.base === null))
    await user.as(
      (transaction) => transaction`
      insert into public.scenario_instances (scenario_id, kind, name, status, params)
      values (${scenarioId}, 'property', ${proposed.name}, ${proposed.status}, ${transaction.json(proposed.params)})`,
    )
  const copies = await user.copies(scenarioId)
  for (const [index, { base, current, proposed }] of copied.entries()) {
    const id = sure(instanceIds[index])
    const copy = sure(copies.find(({ source_instance_id }) => source_instance_id === id))
    if (proposed !== base) await user.updateContent('scenario_instances', copy.id, proposed)
    if (current === null) await user.deleteRow('instances', id)
    else if (current !== base) await user.updateContent('instances', id, current)
  }
  return { scenarioId, instanceIds, copyIds: copies.map(({ id }) => id) }
}

async function reality(ids: string[]) {
  return new Map((await user.instances(ids)).map((row) => [row.id, row]))
}

it('applies exactly what the preview showed, and nothing else', () =>
  fc.assert(
    fc.asyncProperty(rows, picks, async (cases, choice) => {
      const { scenarioId, instanceIds } = await arrange(cases)
      const before = await reality(instanceIds)
      const resolutions = decide(await user.preview(scenarioId), choice)
      const preview = await user.preview(scenarioId, resolutions)
      expect(preview.conflicts).toEqual([])
      const answer = await user.apply({ scenarioId, fingerprint: preview.fingerprint, resolutions })
      expect(answer.status).toBe('success')
      expect(answer.items.map(({ after, action, fields }) => ({ after, action, fields }))).toEqual(
        preview.items.map(({ after, action, fields }) => ({ after, action, fields })),
      )
      const touched = answer.items.map(({ instance_id }) => sure(instance_id))
      const now = await reality([...instanceIds, ...touched])
      for (const { action, instance_id, after, version } of answer.items) {
        if (action === 'discard') expect(now.has(sure(instance_id))).toBe(false)
        else
          expect({
            ...contentOf(sure(now.get(sure(instance_id)))),
            version: sure(now.get(sure(instance_id))).version,
          }).toEqual({
            ...after,
            version,
          })
      }
      const changed = new Set(
        answer.items.filter(({ action }) => action !== 'none').map(({ instance_id }) => instance_id),
      )
      for (const [id, row] of before) if (!changed.has(id)) expect(now.get(id)).toEqual(row)
      for (const copy of await user.copies(scenarioId)) {
        const source = sure(now.get(sure(copy.source_instance_id)))
        expect(copy).toMatchObject({
          ...contentOf(source),
          base: contentOf(source),
          base_version: source.version,
        })
      }
    }),
    runs,
  ))

it('applies once however often the request is repeated, and a second apply changes nothing', () =>
  fc.assert(
    fc.asyncProperty(rows, picks, async (cases, choice) => {
      const { scenarioId, instanceIds } = await arrange(cases)
      const { fingerprint, ...plan } = await user.preview(scenarioId)
      const resolutions = decide({ fingerprint, ...plan }, choice)
      const input = { scenarioId, fingerprint, resolutions, requestId: randomUUID() }
      const answer = await user.apply(input)
      const ids = [...instanceIds, ...answer.items.map(({ instance_id }) => sure(instance_id))]
      const once = await reality(ids)
      expect(await user.apply(input)).toEqual({ ...answer, replayed: true })
      expect(await reality(ids)).toEqual(once)

      const next = await user.preview(scenarioId)
      expect(next.items).toEqual([])
      expect(await user.apply({ scenarioId, fingerprint: next.fingerprint })).toMatchObject({
        status: 'success',
        items: [],
      })
      expect(await reality(ids)).toEqual(once)
    }),
    runs,
  ))

it('refreshes without losing a conflict; applying then ends as applying at once with the same choices', () =>
  fc.assert(
    fc.asyncProperty(rows, picks, async (cases, choice) => {
      const [atOnce, refreshed] = [await arrange(cases), await arrange(cases)]
      const end = async ({ scenarioId, instanceIds, copyIds }: Case) => {
        const preview = await user.preview(scenarioId)
        // The same conflict gets the same decision in both, wherever it stands in the list.
        const ordered = [...preview.conflicts].sort((a, b) =>
          `${copyIds.indexOf(sure(a.scenario_instance_id))} ${a.field}` <
          `${copyIds.indexOf(sure(b.scenario_instance_id))} ${b.field}`
            ? -1
            : 1,
        )
        const resolutions = decide({ ...preview, conflicts: ordered }, choice)
        const answer = await user.apply({ scenarioId, fingerprint: preview.fingerprint, resolutions })
        expect(answer.status).toBe('success')
        const created = answer.items.flatMap(({ action, instance_id }) =>
          action === 'create' ? [sure(instance_id)] : [],
        )
        const now = await reality([...instanceIds, ...created])
        return {
          conflicts: ordered.map(({ scenario_instance_id, field }) => [
            copyIds.indexOf(sure(scenario_instance_id)),
            field,
          ]),
          contents: [...instanceIds, ...created].map((id) =>
            now.has(id) ? contentOf(sure(now.get(id))) : null,
          ),
        }
      }
      const answer = await user.refresh(refreshed.scenarioId)
      const open = await user.preview(refreshed.scenarioId)
      expect(answer.conflicts).toEqual(open.conflicts)
      expect(await end(refreshed)).toEqual(await end(atOnce))
    }),
    runs,
  ))

it('leaves for later what is to wait, as pending as it was; applied then, all ends as applied at once', () =>
  fc.assert(
    fc.asyncProperty(rows, picks, fc.infiniteStream(fc.boolean()), async (cases, choice, waits) => {
      const [atOnce, inTwo] = [await arrange(cases), await arrange(cases)]
      /** Fields by the place of their copy: both scenarios have the same ones. */
      const placed = ({ copyIds }: Case, resolutions: Resolutions) =>
        Object.entries(resolutions).map(([id, fields]) => [copyIds.indexOf(id), fields] as const)
      const of = ({ copyIds }: Case, decisions: ReturnType<typeof placed>): Resolutions =>
        Object.fromEntries(decisions.map(([place, fields]) => [sure(copyIds[place]), fields]))
      const end = async ({ copyIds, scenarioId }: Case) => {
        const copies = new Map((await user.copies(scenarioId)).map((copy) => [copy.id, copy]))
        const sources = copyIds.map((id) => copies.get(id)?.source_instance_id ?? null)
        const now = await reality(sources.filter((id) => id !== null))
        return copyIds.map((id, place) => {
          const copy = copies.get(id)
          const source = sources[place] ? now.get(sources[place]) : undefined
          return copy && { copy: contentOf(copy), base: copy.base, reality: source && contentOf(source) }
        })
      }
      const settled = async (about: Case, decisions: ReturnType<typeof placed>) => {
        const { fingerprint, conflicts } = await user.preview(about.scenarioId)
        const asked = new Set(conflicts.map((open) => `${open.scenario_instance_id} ${open.field}`))
        const resolutions = Object.fromEntries(
          Object.entries(of(about, decisions))
            .map(([id, fields]) => [
              id,
              Object.fromEntries(Object.entries(fields).filter(([field]) => asked.has(`${id} ${field}`))),
            ])
            // What was settled before may have left the scenario with it.
            .filter(([, fields]) => Object.keys(sure(fields)).length > 0),
        )
        expect((await user.apply({ ...about, fingerprint, resolutions })).status).toBe('success')
      }
      const decisions = placed(atOnce, decide(await user.preview(atOnce.scenarioId), choice))
      const plan = await user.preview(inTwo.scenarioId)
      const left: Resolutions = Object.fromEntries(
        plan.items.map(({ scenario_instance_id, action, fields }) => [
          sure(scenario_instance_id),
          Object.fromEntries(
            fields
              .filter(
                ({ field, outcome, proposed }) =>
                  (outcome === 'conflict' || outcome === 'proposed_only') &&
                  // What is new does not come without these; and without a default it means the same.
                  !(
                    action === 'create' &&
                    (['name', 'status', 'params.value'].includes(field) ||
                      proposed === defaultsOf('property')(field))
                  ) &&
                  sure(waits.next().value),
              )
              .map(({ field }): [string, Resolution] => [field, { take: 'later' }]),
          ),
        ]),
      )
      const first = of(inTwo, decisions)
      const resolutions = Object.fromEntries(
        inTwo.copyIds
          .map((id) => [id, { ...first[id], ...left[id] }])
          .filter(([, fields]) => Object.keys(sure(fields)).length > 0),
      )
      const step = await user.apply({ ...inTwo, fingerprint: plan.fingerprint, resolutions })
      expect(step.status).toBe('success')
      const fieldsOf = ({ items }: Preview, isIn: (row: string, field: string) => boolean) =>
        items.flatMap(({ scenario_instance_id, fields }) =>
          fields
            .filter(({ field }) => isIn(sure(scenario_instance_id), field))
            .map(({ resolution, result, base, ...asked }) => ({
              ...asked,
              // Where reality holds the default that base leaves out, base has it as reality does.
              base: asked.outcome === 'conflict' ? base : asked.current,
              scenario_instance_id,
            })),
        )
      // What only reality changed is taken; of what was left all is said as it was before.
      expect(fieldsOf(await user.preview(inTwo.scenarioId), () => true)).toEqual(
        fieldsOf(plan, (row, field) => left[row]?.[field] !== undefined),
      )
      await settled(inTwo, decisions)
      await settled(atOnce, decisions)
      expect(await end(inTwo)).toEqual(await end(atOnce))
    }),
    runs,
  ))

it('reverts every field to what it was, byte for byte, and proposes the same again', () =>
  fc.assert(
    fc.asyncProperty(rows, picks, async (cases, choice) => {
      const { scenarioId, instanceIds } = await arrange(cases)
      const before = await user.texts(instanceIds)
      const preview = await user.preview(scenarioId)
      const resolutions = decide(preview, choice)
      const applied = await user.apply({ scenarioId, fingerprint: preview.fingerprint, resolutions })
      const { fingerprint, conflicts, items } = await user.previewRevert(applied.application_id)
      expect(conflicts).toEqual([])
      // What was brought back archived, say, is archived already.
      if (items.every(({ action }) => action === 'none')) {
        const undoing = user.revert({ applicationId: applied.application_id, fingerprint })
        await expect(undoing).rejects.toThrow('There is nothing to undo')
        return
      }
      const reverted = await user.revert({ applicationId: applied.application_id, fingerprint })
      expect(reverted.status).toBe('success')
      const written = (plan: typeof items) =>
        plan.map(({ scenario_instance_id, action, after }) => ({ scenario_instance_id, action, after }))
      expect(written(reverted.items)).toEqual(written(items))
      const made = applied.items.flatMap(({ action, instance_id }) =>
        action === 'create' || action === 'recreate' ? [sure(instance_id)] : [],
      )
      expect(await user.texts(instanceIds.filter((id) => !made.includes(id)))).toEqual(before)
      for (const row of await user.instances(made)) expect(row.status).toBe('archived')

      const pending = await user.preview(scenarioId)
      // What the apply discarded is back as the question it was: its source is still gone.
      const discarded = applied.items.flatMap(({ action, scenario_instance_id }) =>
        action === 'discard' ? [scenario_instance_id] : [],
      )
      expect(
        items.flatMap((item) => (item.action === 'create' ? [item.scenario_instance_id] : [])).sort(),
      ).toEqual([...discarded].sort())
      for (const { field, scenario_instance_id } of pending.conflicts) {
        expect(field).toBe('*')
        expect(discarded).toContain(scenario_instance_id)
      }
      const wanted = (items: typeof pending.items) =>
        new Map<string | null, InstanceContent | null>(
          items
            .filter(({ action }) => action === 'update')
            .map(({ instance_id, after }) => [instance_id, after]),
        )
      const again = wanted(pending.items)
      for (const [id, after] of wanted(applied.items)) expect(again.get(id)).toEqual(after)
    }),
    runs,
  ))
