/**
 * Judges a concurrent run by what clients were answered, and by nothing else: is there one order of all writes in
 * which each answer is what that write would have answered alone?
 *
 * Versions order the writes of one instance; each write must have seen exactly what the one before left. An apply
 * writes several instances at once, so these orders must also fit into a single one, without a circle.
 */
import { isDeepStrictEqual } from 'node:util'
import type { PlanField } from '#data/shapes/plan.ts'
import { fieldsOfContent } from '#domain/instances/content.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { sure } from '../../scripts/sure.ts'

/** One instance in an answer: written at `version`, or (without `content`) seen at `version`. */
interface Touch {
  instanceId: string
  version: number
  content?: InstanceContent
  /** What an apply or revert says that it found and did; an edit replaces the content whole. */
  fields?: readonly PlanField[]
  /** The version that an edit was made on. */
  onVersion?: number
}

/** What one answer told. */
export interface Event {
  name: string
  touches: readonly Touch[]
}

export type Final = ReadonlyMap<string, { version: number; content: InstanceContent }>

interface Write {
  event: number
  touch: Touch
}

/** Everything in the answers that no order explains; empty when there is one. */
export function unexplained(events: readonly Event[], final: Final): string[] {
  const problems: string[] = []
  const writes = new Map<string, Map<number, Write>>()
  const edges: [number, number][] = []
  for (const [event, { name, touches }] of events.entries()) {
    for (const touch of touches) {
      if (!touch.content) continue
      const versions = writes.get(touch.instanceId) ?? new Map<number, Write>()
      writes.set(touch.instanceId, versions)
      const other = versions.get(touch.version)
      if (other)
        problems.push(
          `${name} and ${sure(events[other.event]).name} both wrote version ${touch.version} of ${touch.instanceId}`,
        )
      versions.set(touch.version, { event, touch })
    }
  }

  for (const [instanceId, versions] of writes) {
    const last = final.get(instanceId)
    if (!last) problems.push(`${instanceId} is gone`)
    for (let version = 1; version <= Math.max(last?.version ?? 0, ...versions.keys()); version++) {
      const write = versions.get(version)
      if (!write) {
        problems.push(`nobody was told of version ${version} of ${instanceId}`)
        continue
      }
      const before = versions.get(version - 1)
      if (before) edges.push([before.event, write.event])
      problems.push(
        ...disagreements(write.touch, before?.touch.content).map(
          (problem) => `${sure(events[write.event]).name}: ${problem}`,
        ),
      )
    }
    const newest = last && versions.get(last.version)
    if (newest && !isDeepStrictEqual(newest.touch.content, last.content))
      problems.push(`${instanceId} is not what its last write left`)
  }

  for (const [event, { touches }] of events.entries()) {
    for (const { instanceId, version, content } of touches) {
      if (content) continue
      const versions = writes.get(instanceId)
      const [seen, next] = [versions?.get(version), versions?.get(version + 1)]
      if (seen && seen.event !== event) edges.push([seen.event, event])
      if (next && next.event !== event) edges.push([event, next.event])
    }
  }
  return [...problems, ...circles(events, edges)]
}

/** Where a write does not follow from what was there before it. */
function disagreements(touch: Touch, before: InstanceContent | undefined): string[] {
  if (touch.onVersion !== undefined && touch.version !== touch.onVersion + 1)
    return [`edited version ${touch.onVersion} but wrote version ${touch.version} of ${touch.instanceId}`]
  if (!touch.fields || !before) return []
  const expected: Record<string, unknown> = { ...fieldsOfContent(before) }
  const problems: string[] = []
  for (const { field, current, result } of touch.fields) {
    if ((expected[field] ?? null) !== current)
      problems.push(
        `found ${field} = ${current} where ${expected[field]} stood in ${touch.instanceId} before version ${touch.version}`,
      )
    if (result === null) delete expected[field]
    else expected[field] = result
  }
  if (!isDeepStrictEqual({ ...fieldsOfContent(sure(touch.content)) }, expected))
    problems.push(`changed more, or less, than it says of version ${touch.version} of ${touch.instanceId}`)
  return problems
}

/** Takes away whatever comes after nothing that is left; what remains goes round in circles. */
function circles(events: readonly Event[], edges: readonly [number, number][]): string[] {
  const after = new Map<number, number[]>()
  const waiting = new Array<number>(events.length).fill(0)
  for (const [from, to] of edges) {
    after.set(from, [...(after.get(from) ?? []), to])
    waiting[to] = sure(waiting[to]) + 1
  }
  const free = waiting.flatMap((count, event) => (count === 0 ? [event] : []))
  let ordered = 0
  for (let event = free.pop(); event !== undefined; event = free.pop()) {
    ordered++
    for (const next of after.get(event) ?? []) {
      const left = sure(waiting[next]) - 1
      waiting[next] = left
      if (left === 0) free.push(next)
    }
  }
  if (ordered === events.length) return []
  const stuck = events.filter((_, event) => sure(waiting[event]) > 0).map(({ name }) => name)
  return [
    `no order explains ${stuck.slice(0, 5).join(', ')}${stuck.length > 5 ? ` and ${stuck.length - 5} more` : ''}`,
  ]
}
