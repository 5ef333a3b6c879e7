import { expect, it } from 'vitest'
import type { InstanceContent } from '#domain/instances/types.ts'
import { type Event, unexplained } from './checker.ts'

const content = (value: number, rate = 1): InstanceContent => ({
  name: 'x',
  status: 'active',
  params: { value, rate },
})
const created = (id: string): Event => ({
  name: `create ${id}`,
  touches: [{ instanceId: id, version: 1, content: content(0) }],
})
const edit = (id: string, onVersion: number, value: number): Event => ({
  name: `edit ${value}`,
  touches: [{ instanceId: id, version: onVersion + 1, onVersion, content: content(value) }],
})
const change = (current: number, result: number) =>
  ({
    field: 'params.value',
    base: current,
    current,
    proposed: result,
    outcome: 'proposed_only',
    resolution: null,
    result,
  }) as const
const final = (...rows: [string, number, InstanceContent][]) =>
  new Map(rows.map(([id, version, last]) => [id, { version, content: last }]))

it('accepts writes in order', () => {
  const apply: Event = {
    name: 'apply',
    touches: [{ instanceId: 'a', version: 3, content: content(7), fields: [change(5, 7)] }],
  }
  expect(unexplained([apply, edit('a', 1, 5), created('a')], final(['a', 3, content(7)]))).toEqual([])
})

it('finds a lost update: a write that did not see the one before it', () => {
  const apply: Event = {
    name: 'apply',
    touches: [{ instanceId: 'a', version: 3, content: content(7), fields: [change(0, 7)] }],
  }
  expect(unexplained([created('a'), edit('a', 1, 5), apply], final(['a', 3, content(7)]))).toHaveLength(1)
})

it('finds a write that carried along an old value of another field', () => {
  const apply: Event = {
    name: 'apply',
    touches: [{ instanceId: 'a', version: 2, content: content(7, 2), fields: [change(0, 7)] }],
  }
  expect(unexplained([created('a'), apply], final(['a', 2, content(7, 2)]))).toHaveLength(1)
})

it('finds two writes of one version, a version nobody wrote, and an edit on an old version', () => {
  expect(
    unexplained([created('a'), edit('a', 1, 5), edit('a', 1, 6)], final(['a', 2, content(6)])),
  ).toHaveLength(1)
  expect(unexplained([created('a'), edit('a', 2, 5)], final(['a', 3, content(5)]))).toHaveLength(1)
  const late = { name: 'late', touches: [{ instanceId: 'a', version: 3, onVersion: 1, content: content(6) }] }
  expect(unexplained([created('a'), edit('a', 1, 5), late], final(['a', 3, content(6)]))).toHaveLength(1)
})

it('finds a final state that is not what the last write left', () => {
  expect(unexplained([created('a'), edit('a', 1, 5)], final(['a', 2, content(6)]))).toHaveLength(1)
})

it('finds two applies that each came before the other', () => {
  const both = (name: string, a: number, b: number): Event => ({
    name,
    touches: [
      { instanceId: 'a', version: a, content: content(a) },
      { instanceId: 'b', version: b, content: content(b) },
    ],
  })
  const events = [created('a'), created('b'), both('one', 2, 3), both('two', 3, 2)]
  expect(unexplained(events, final(['a', 3, content(3)], ['b', 3, content(3)]))).toEqual([
    'no order explains one, two',
  ])
})

it('finds an apply that saw half of another', () => {
  const writer: Event = {
    name: 'writer',
    touches: [
      { instanceId: 'a', version: 2, content: content(1) },
      { instanceId: 'b', version: 2, content: content(1) },
    ],
  }
  const reader: Event = {
    name: 'reader',
    touches: [
      { instanceId: 'a', version: 2 },
      { instanceId: 'b', version: 1 },
    ],
  }
  const events = [created('a'), created('b'), writer, reader]
  expect(unexplained(events, final(['a', 2, content(1)], ['b', 2, content(1)]))).toEqual([
    'no order explains writer, reader',
  ])
})
