/** A plan is decided, held against its preview, and concluded. */
import { deepStrictEqual } from 'node:assert'
import { sure } from '../../../scripts/sure.ts'
import { carryOut } from './model/carry-out.ts'
import { type Decide, type Decision, outcomesOf } from './model/merge.ts'
import { isLeft, isListed, type Row } from './model/plan.ts'
import { note } from './records.ts'
import { byKey, byText, sortedOrNull } from './same-text.ts'
import { stored } from './stored.ts'
import type { Answer, StoredItem, World } from './world.ts'

/** Answers to the conflicts of a plan, as they are asked; the same one twice is answered alike. */
export function decideBy(decisions: number[]): {
  decide: Decide
  resolutions: Record<string, Record<string, object>>
} {
  const resolutions: Record<string, Record<string, object>> = {}
  let asked = 0
  const known = new Map<string, Decision>()
  return {
    resolutions,
    decide: (key, field, outcome) => {
      const name = `${key} ${field}`
      if (!known.has(name)) {
        const choice = sure(decisions[asked++ % decisions.length])
        const decision: Decision =
          choice === 7
            ? { take: 'later' }
            : choice === 0 || outcome !== 'conflict'
              ? undefined
              : choice > 4 && field.startsWith('params.')
                ? { value: choice * 100 > 500 ? 7 : 8 }
                : { take: choice % 2 ? 'current' : 'proposed' }
        known.set(name, decision)
        if (decision) resolutions[key] = { ...resolutions[key], [field]: decision }
      }
      return known.get(name)
    },
  }
}

/** The preview says what the model plans. */
export function expectPlan(rows: Row[], items: StoredItem[]) {
  deepStrictEqual(
    byText(
      items.map((item) => ({
        copy: item.scenario_instance_id,
        instance: item.instance_id,
        action: item.action,
        after: sortedOrNull(item.after),
        outcomes: byKey(outcomesOf(item.fields)),
      })),
    ),
    byText(
      rows.filter(isListed).map((row) => ({
        copy: row.copyId,
        instance: row.instance,
        action: row.action,
        after: sortedOrNull(row.after),
        outcomes: byKey(outcomesOf(row.fields)),
      })),
    ),
  )
}

interface Conclusion {
  operation: 'apply' | 'revert'
  rows: Row[]
  answer: Answer
  scenario: string | null
  reverts: string | null
  isStale: boolean
}

/** What is answered is what the plan comes to, and the model is brought there. */
export async function conclude(world: World, conclusion: Conclusion): Promise<void> {
  const { operation, rows, answer, scenario, reverts, isStale } = conclusion
  const { model } = world
  const conflicts = rows
    .flatMap(({ fields }) => fields)
    .filter(({ outcome }) => outcome === 'conflict').length
  const total = rows.filter(isListed).length
  const isConflict = isStale || rows.some(({ isOpen }) => isOpen)
  deepStrictEqual(answer.status, isConflict ? 'conflict' : 'success')
  if (isConflict)
    return note(world, answer, operation, scenario, [], {
      status: 'conflict',
      isStale,
      total,
      applied: 0,
      conflicts,
      reverts,
    })
  const { instances } = await stored(world.sql, world.user.userId)
  const made = new Map(answer.items.map((item) => [item.scenario_instance_id, item.instance_id]))
  const applied = rows.filter((row) => row.action !== 'none' || (row.twin !== null && !isLeft(row))).length
  const items = carryOut(model, operation, rows, (copy) => {
    const id = sure(made.get(copy.id))
    const { lineage } = sure(instances.find((instance) => instance.id === id))
    return { id, lineage, mustBeNew: !model.isKnownLineage(lineage) }
  })
  const left = rows.flatMap(({ fields }) => fields).filter(({ isLeft }) => isLeft).length
  note(world, answer, operation, scenario, items, { total, applied, conflicts, left, reverts })
}
