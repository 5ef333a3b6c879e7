/**
 * The app's own client with a real replica (streaming replication) at the address for reads, which is stopped in time to be
 * behind: whoever saved sees what they saved, others read from the replica, and nothing is decided on what is old.
 */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import {
  applyScenario,
  listApplications,
  previewApply,
  previewRevert,
} from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { VersionConflictError } from '#data/errors.ts'
import { evaluateFeatureFlags } from '#data/feature-flags/feature-flags.api.ts'
import { type getInstance, listInstances, updateInstance } from '#data/instances/instances.api.ts'
import { createScenario, previewImportScenario } from '#data/scenarios/scenarios.api.ts'
import { isRead } from '#data/telemetry/operation.ts'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import { type Replica, replicated, startReplica } from '../../scripts/stack/replica.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { contentOf, propose, sandbox } from '../support/factories.ts'
import { ownStack } from '../support/own-stack.ts'
import { serviceRole, signUp } from '../support/stack.ts'

let stack: Stack
let replica: Replica
beforeAll(async () => {
  stack = await ownStack({ settings: replicated, pooled: false })
  replica = await startReplica(stack.server)
})
afterAll(async () => {
  await replica?.stop()
  await stack?.stop()
})

/** Which server answered the reads since it was last emptied. */
const answered: ('primary' | 'replica')[] = []
const plainFetch = fetch

beforeEach(() => {
  answered.length = 0
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.stubEnv('VITE_SUPABASE_URL', stack.apiUrl)
  vi.stubEnv('VITE_SUPABASE_ANON_KEY', stack.publishableKey)
  vi.stubEnv('VITE_SUPABASE_READ_URL', replica.apiUrl)
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const response = await plainFetch(input, init)
    if (String(input).includes('/rest/') && (init?.method ?? 'GET') === 'GET')
      answered.push(String(input).startsWith(replica.apiUrl) ? 'replica' : 'primary')
    return response
  })
})
afterEach(async () => {
  await replica.catchUp()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

/** Another browser of the same person: the app's own client, signed in. */
async function openBrowser(credentials: { email: string; password: string }) {
  vi.resetModules()
  const { supabase } = await import('#data/client.ts')
  const { replicaHasItWithin } = await import('#data/reads.ts')
  const { error } = await supabase.auth.signInWithPassword(credentials)
  expect(error).toBeNull()
  const settle = () => vi.setSystemTime(Date.now() + replicaHasItWithin)
  settle()
  return { client: supabase as Client, settle }
}

/** What somebody has who proposes something, all of it on the replica too, which from then on stands still. */
async function prepare() {
  const user = await signUp(stack)
  const box = await sandbox(user.client)
  await propose(user.client, box.copies[0], { params: { value: 2_000 } })
  await replica.catchUp()
  await replica.pause()
  const [instance] = box.instances
  const browser = await openBrowser(user)
  answered.length = 0
  return { ...box, ...browser, user, instance: sure(instance) }
}

const rename = (client: Client, row: Awaited<ReturnType<typeof getInstance>>, name: string) =>
  updateInstance(client, { id: row.id, version: row.version, content: { ...contentOf(row), name } })

it('reads from the replica, and after a save from the primary, so that it is seen', async () => {
  const { client, instance, settle } = await prepare()
  expect(sure((await listInstances(client))[0]).name).toBe('Deposit')
  expect(answered).toEqual(['replica'])

  await rename(client, instance, 'Savings')
  expect(sure((await listInstances(client))[0]).name).toBe('Savings')
  expect(answered).toEqual(['replica', 'primary'])

  settle()
  await replica.catchUp()
  expect(sure((await listInstances(client))[0]).name).toBe('Savings')
  expect(answered).toEqual(['replica', 'primary', 'replica'])
})

it('shows another browser what the replica has, which is the state before', async () => {
  const { client, user, instance } = await prepare()
  await rename(client, instance, 'Savings')
  const other = await openBrowser(user)
  expect(sure((await listInstances(other.client))[0]).name).toBe('Deposit')
  await replica.catchUp()
  expect(sure((await listInstances(other.client))[0]).name).toBe('Savings')
})

it('saves nothing over what it has not seen: the version is the primary’s to judge', async () => {
  const { client, user, instance } = await prepare()
  await rename(client, instance, 'Savings')
  const other = await openBrowser(user)
  const [old] = await listInstances(other.client)
  const error = await rename(other.client, sure(old), 'Mine').catch((reason) => reason)
  // A fresh module brings a class of its own.
  expect(error).toMatchObject({
    name: VersionConflictError.name,
    code: 'conflict',
    current: { name: 'Savings' },
  })
  expect(sure((await listInstances(other.client))[0]).name).toBe('Savings')
})

it('applies nothing on an old preview: the fingerprint is the primary’s to judge', async () => {
  const { client, user, scenario, instance } = await prepare()
  await rename(client, instance, 'Savings')
  const other = await openBrowser(user)
  answered.length = 0
  const old = await previewApply(other.client, { scenarioId: scenario.id })
  expect(answered).toEqual(['replica'])
  const input = { scenarioId: scenario.id, requestId: randomUUID(), fingerprint: old.fingerprint }
  const answer = await applyScenario(other.client, input)
  expect(answer).toMatchObject({ status: 'conflict', stale: true })
  // What it shows next is the primary's.
  expect((await previewApply(other.client, { scenarioId: scenario.id })).fingerprint).toBe(answer.fingerprint)
})

it('lets nothing be written while a feature is off, whatever the replica still says of it', async () => {
  const { client, settle } = await prepare()
  const operator = serviceRole(stack)
  await operator.rpc('kill_feature', { p_flag_name: 'feature:scenarios', p_reason: 'Test' })
  try {
    const flags = await evaluateFeatureFlags(client)
    expect(answered).toEqual(['replica'])
    expect(flags.find(({ flag_name }) => flag_name === 'feature:scenarios')?.enabled).toBe(true)
    await expect(createScenario(client, { requestId: randomUUID(), name: 'Late' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    settle()
    await replica.catchUp()
    const later = await evaluateFeatureFlags(client)
    expect(later.find(({ flag_name }) => flag_name === 'feature:scenarios')?.enabled).toBe(false)
  } finally {
    await operator.from('feature_flags').update({ enabled: true }).eq('flag_name', 'feature:scenarios')
  }
})

it('lets somebody who just signed up in, whom the replica does not know yet', async () => {
  await replica.pause()
  vi.resetModules()
  const { supabase } = await import('#data/client.ts')
  await supabase.auth.signUp({ email: `${randomUUID()}@example.com`, password: 'correct horse battery' })
  const { data } = await supabase.from('profiles').select('id')
  expect(data).toHaveLength(1)
  expect(answered).toEqual(['primary'])
})

it('asks the primary for what the replica does not have yet', async () => {
  const { client, user } = await prepare()
  const { scenario } = await createScenario(user.client, { requestId: randomUUID(), name: 'New' })
  const { items } = await previewApply(client, { scenarioId: scenario.id })
  expect(items).toEqual([])
  expect(answered).toEqual(['replica', 'primary'])
})

it('what only reads is answered by the replica, and what is typed by the primary', async () => {
  const { client, user, scenario, copies } = await prepare()
  await replica.catchUp()
  const { application_id: applicationId } = await apply(user.client, scenario.id)
  await replica.catchUp()
  answered.length = 0
  const { sent } = watch()
  const ids = copies.map(({ id }) => id)
  await previewApply(client, { scenarioId: scenario.id })
  await previewApply(client, { scenarioId: scenario.id, scenarioInstanceIds: ids })
  await previewRevert(client, { applicationId })
  await evaluateFeatureFlags(client)
  await listApplications(client)
  expect(answered).toEqual(Array(5).fill('replica'))
  await previewImportScenario(client, scenarioDocument(scenario, copies))
  expect(sent.at(-1)).toBe(`POST ${stack.apiUrl}/rest/v1/rpc/preview_import_scenario`)
})

it('no function that can write is taken for reading', async () => {
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {} })
  const functions = await sql<{ name: string; volatility: string }[]>`
    select proname as name, provolatile as volatility from pg_proc as p
    where pronamespace = 'public'::regnamespace and prokind = 'f' and prorettype <> 'trigger'::regtype
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')`
  await sql.end()
  const read = functions.filter(({ name }) => isRead(name))
  expect(read.filter(({ volatility }) => volatility === 'v')).toEqual([])
  // And the other way round, but for what only operators call.
  const stable = functions.filter(({ volatility }) => volatility !== 'v').map(({ name }) => name)
  expect(stable.sort()).toEqual([...read.map(({ name }) => name), 'verify_integrity'].sort())
})

it('writes nothing on the replica, which refuses it', async () => {
  const { error } = await serviceRole({ ...stack, apiUrl: replica.apiUrl }).rpc('operations_tick')
  expect(error?.code).toBe('25006')
})

/** Method and address of every request. */
function watch() {
  const sent: string[] = []
  const before = fetch
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) => {
    sent.push(`${init?.method} ${input}`)
    return before(input, init)
  })
  return { sent }
}
