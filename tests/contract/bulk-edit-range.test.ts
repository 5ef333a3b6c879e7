/** A change that leads past what a number can be is refused by the name of its field. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { newInstance, type Sandbox, sandbox } from '../support/factories.ts'
import { signUp, type TestUser } from '../support/stack.ts'

let user: TestUser
let box: Sandbox
beforeAll(async () => {
  user = await signUp()
  box = await sandbox(user.client, [newInstance({ params: { value: 1e12, interest_rate: 1e-290 } })])
})

it.each([
  ['params.value', { multiply: 1e299 }, 'not_representable'],
  ['params.value', { add: -1e300 }, 'out_of_range'],
  ['params.interest_rate', { multiply: 1e-290 }, 'not_representable'],
  ['params.interest_rate', { multiply: 1e-20 }, 'not_representable'],
])('a bulk edit of %s by %j is refused: %s', async (field, change, problem) => {
  const { data } = await user.client.rpc('bulk_edit_scenario_instances', {
    p_scenario_id: box.scenario.id,
    p_scenario_instance_ids: null as never,
    p_changes: { [field]: change } as never,
    p_request_id: randomUUID(),
  })
  expect(data).toMatchObject({
    status: 'failed',
    error: {
      code: 'PT422',
      detail: { reason: 'invalid_content', place: box.copies[0].id, field, problem },
      hint: expect.stringMatching(/\S/),
    },
  })
})
