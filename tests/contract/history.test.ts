import { beforeAll, expect, it } from 'vitest'
import {
  type HistoryCursor,
  listApplicationItems,
  listApplications,
} from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { apply, recordOf } from '../support/apply.ts'
import { clash, contentOf, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

it('records every attempt, with what each did', async () => {
  const { scenario, instance, copy } = await clash(client)
  const failed = await apply(client, scenario.id)
  const done = await apply(client, scenario.id, {
    resolutions: { [copy.id]: { 'params.value': { take: 'proposed' } } },
  })
  const { applications } = await listApplications(client, { scenarioId: scenario.id })
  expect(applications.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    'apply success',
    'apply conflict',
    'create success',
  ])
  expect(await recordOf(client, failed.application_id)).toMatchObject({
    conflict_count: 1,
    items_applied: 0,
  })
  expect(await listApplicationItems(client, failed.application_id)).toEqual([])
  expect(await listApplicationItems(client, done.application_id)).toMatchObject([
    {
      action: 'update',
      instance_id: instance.id,
      before: contentOf(instance),
      after: { params: { value: 2_000 } },
      before_version: 2,
      after_version: 3,
      fields: [
        { field: 'params.value', outcome: 'conflict', resolution: { take: 'proposed' }, result: 2_000 },
      ],
    },
  ])
})

it('lists the record in pages that neither repeat nor skip', async () => {
  const { client: own } = await signUp()
  for (let index = 0; index < 5; index++) await sandbox(own)
  const seen: string[] = []
  let after: HistoryCursor | null = null
  do {
    const page: Awaited<ReturnType<typeof listApplications>> = await listApplications(own, {
      after,
      limit: 2,
    })
    seen.push(...page.applications.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  const all = await listApplications(own)
  expect(seen).toEqual(all.applications.map(({ id }) => id))
  // What was added to reality, and the scenario of it.
  expect(seen).toHaveLength(10)
})
