import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import { expect, it } from 'vitest'
import { deleteAccount } from '#data/auth/auth.api.ts'
import type { Client } from '#data/client-type.ts'
import type { Database } from '#data/database.types.ts'
import { createInstances } from '#data/instances/instances.api.ts'
import { saveProfile } from '#data/profiles/profiles.api.ts'
import { createScenarioInstance } from '#data/scenario-instances/scenario-instances.api.ts'
import { createScenario, setPrimaryScenario } from '#data/scenarios/scenarios.api.ts'
import { newInstance, sandbox } from '../support/factories.ts'
import { adminConnection, signUp, stack } from '../support/stack.ts'

const sql = adminConnection()

it('leaves nothing of an account, and its token can do nothing', async () => {
  const { id, client, accessToken } = await signUp()
  const { scenario } = await sandbox(client)
  await deleteAccount(client)
  for (const table of ['instances', 'scenarios', 'scenario_applications', 'profiles'])
    expect(await sql`select from ${sql(table)} where user_id = ${id}`, table).toHaveLength(0)

  // The token itself stays good until it runs out.
  const late: Client = createClient<Database>(stack.apiUrl, stack.publishableKey, {
    accessToken: async () => accessToken,
  })
  const attempts: Record<string, () => Promise<unknown>> = {
    insert: () => createInstances(late, [newInstance()]),
    'insert into a scenario': () =>
      createScenarioInstance(late, { ...newInstance(), scenarioId: scenario.id }),
    profile: () => saveProfile(late, { theme: 'dark' }),
    function: () => createScenario(late, { requestId: randomUUID(), name: 'x', instanceIds: [] }),
    'function without a request': () => setPrimaryScenario(late, scenario.id),
    'the same again': () => deleteAccount(late),
  }
  for (const [name, attempt] of Object.entries(attempts))
    await expect(attempt(), name).rejects.toMatchObject({
      code: 'signed_out',
      detail: { reason: 'account_deleted' },
    })
})
