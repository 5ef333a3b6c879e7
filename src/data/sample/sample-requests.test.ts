import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Instance } from '../instances/instance.ts'
import { namesOfSample, sampleRequests } from './sample-requests.ts'

const begun = { month: toMonth('2026-01'), country: null }
const { instances, scenarios } = namesOfSample(begun)
const requestIds = new Map([...instances, ...scenarios].map((name) => [name, `request for ${name}`]))
const requests = sampleRequests({ ...begun, requestIds })

const rows = requests.instances.map(
  ({ requestId, ...content }): Instance => ({
    ...content,
    ...{ id: requestId, lineage_id: requestId, version: 1, deleted_at: null },
    ...{ created_at: new Date(0), updated_at: new Date(0) },
  }),
)

it('copies every investment into each scenario', () => {
  for (const { document } of requests.scenarios(rows))
    expect(document.instances.map(({ source_instance_id }) => source_instance_id)).toEqual(
      expect.arrayContaining(rows.map(({ id }) => id)),
    )
})

it('refuses in words a scenario without an investment that has another name since the first try', () => {
  const [first, ...others] = rows
  const renamed = first ? [{ ...first, name: 'Our house' }, ...others] : []
  expect(() => requests.scenarios(renamed)).toThrow(
    `They need “${first?.name}”, which has been renamed or deleted since: give it this name again, or restore it.`,
  )
})
