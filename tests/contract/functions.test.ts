/** Every function of the API, called by everyone there is: who gets an answer of which shape, and who is refused how. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { previewRevert } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import type { Database } from '#data/database.types.ts'
import { featureFlagSchema } from '#data/feature-flags/feature-flags.api.ts'
import { createInstances, importedInstancesSchema } from '#data/instances/instances.api.ts'
import { bulkEditSchema } from '#data/scenario-instances/scenario-instances.api.ts'
import { scenarioSchema } from '#data/scenarios/scenario.ts'
import {
  createdScenarioSchema,
  duplicatedScenarioSchema,
  importedScenarioSchema,
  importPreviewSchema,
} from '#data/scenarios/scenarios.api.ts'
import { copiedSchema } from '#data/shapes/copied.ts'
import { applicationAnswerSchema, previewSchema } from '#data/shapes/plan.ts'
import { instancesDocument, scenarioDocument } from '#domain/documents/write-document.ts'
import { tickSchema } from '../../scripts/operations/tick.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { flagName, newInstance, propose, type Sandbox, sandbox, type Two } from '../support/factories.ts'
import {
  deletedAccountSchema,
  flagSetSchema,
  integritySchema,
  killedFeatureSchema,
  purgedSchema,
  purgedTelemetrySchema,
  recordedTelemetrySchema,
} from '../support/operations-answers.ts'
import { refusalOf } from '../support/refusal.ts'
import { actedSchema, alertSchema, judgedGatesSchema } from '../support/rollout-answers.ts'
import { adminConnection, anonymous, serviceRole, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()

type Functions = Database['public']['Functions']
type FunctionName = keyof Functions

const actors = [
  'anonymous',
  'another user',
  'owner',
  'admin',
  'ops',
  'service role',
  'deleted account',
] as const
type Actor = (typeof actors)[number]
type Expected = Record<Actor, 'an answer' | '42501' | 'PT401' | 'PT403' | 'PT404' | 'PT409'>

const everyone: Expected = {
  anonymous: '42501',
  'another user': 'an answer',
  owner: 'an answer',
  admin: 'an answer',
  ops: 'an answer',
  'service role': 'an answer',
  'deleted account': 'an answer',
}
const nobody = { 'service role': 'PT401', 'deleted account': 'PT401' } as const
/** For whoever has an account, about what is their own. */
const everyUser: Expected = { ...everyone, ...nobody }
/** About rows of one user, which nobody else can tell from missing ones, whatever their role. */
const theOwner: Expected = {
  ...everyUser,
  'another user': 'PT404',
  admin: 'PT404',
  ops: 'PT404',
}
const operators: Expected = {
  ...everyone,
  'another user': 'PT403',
  owner: 'PT403',
  'deleted account': 'PT403',
}
const admins: Expected = { ...operators, ops: 'PT403' }
/** Refused to admins too on a stack where everybody has the feature already: nobody loses it by a rollout that begins. */
const adminsInVain: Expected = { ...admins, admin: 'PT409', 'service role': 'PT409' }

interface Contract<Name extends FunctionName> {
  expected: Expected
  answer: z.ZodType
  /** Arguments that the owner's call succeeds with. */
  values: () => Functions[Name]['Args'] | Promise<Functions[Name]['Args']>
}

let clients: Record<Actor, Client>
let owner: TestUser
let box: Sandbox<Two>
let flag: string

const requestId = randomUUID
const scenarioId = () => box.scenario.id
const instanceIds = () => box.instances.map(({ id }) => id)

/** A change that is applied and not reverted yet. */
async function applied() {
  const own = await sandbox(owner.client)
  await propose(owner.client, own.copies[0], { params: { value: 2_000 } })
  return (await apply(owner.client, own.scenario.id)).application_id
}

const contracts: { [Name in FunctionName]: Contract<Name> } = {
  create_scenario: {
    expected: theOwner,
    answer: createdScenarioSchema,
    values: () => ({ p_request_id: requestId(), p_name: 'Mine', p_instance_ids: instanceIds() }),
  },
  copy_instances_to_scenario: {
    expected: theOwner,
    answer: copiedSchema,
    values: () => ({ p_scenario_id: scenarioId(), p_instance_ids: instanceIds() }),
  },
  set_primary_scenario: {
    expected: theOwner,
    answer: scenarioSchema,
    values: () => ({ p_scenario_id: scenarioId() }),
  },
  preview_apply: {
    expected: theOwner,
    answer: previewSchema,
    values: () => ({ p_scenario_id: scenarioId() }),
  },
  apply_scenario: {
    expected: theOwner,
    answer: applicationAnswerSchema,
    values: () => ({ p_scenario_id: scenarioId(), p_request_id: requestId(), p_fingerprint: 'old' }),
  },
  refresh_scenario_instances: {
    expected: theOwner,
    answer: applicationAnswerSchema,
    values: () => ({ p_scenario_id: scenarioId(), p_request_id: requestId() }),
  },
  preview_revert: {
    expected: theOwner,
    answer: previewSchema,
    values: async () => ({ p_application_id: await applied() }),
  },
  revert_application: {
    expected: theOwner,
    answer: applicationAnswerSchema,
    values: async () => {
      const applicationId = await applied()
      const { fingerprint } = await previewRevert(owner.client, { applicationId })
      return { p_application_id: applicationId, p_request_id: requestId(), p_fingerprint: fingerprint }
    },
  },
  duplicate_scenario: {
    expected: theOwner,
    answer: duplicatedScenarioSchema,
    values: () => ({ p_scenario_id: scenarioId(), p_name: 'Twin', p_request_id: requestId() }),
  },
  bulk_edit_scenario_instances: {
    expected: theOwner,
    answer: bulkEditSchema,
    values: () => ({
      p_scenario_id: scenarioId(),
      p_scenario_instance_ids: [box.copies[0].id],
      p_changes: { 'params.value': { add: 1 } },
      p_request_id: requestId(),
    }),
  },
  preview_import_scenario: {
    expected: everyUser,
    answer: importPreviewSchema,
    values: () => ({ p_document: scenarioDocument(box.scenario, box.copies) as never }),
  },
  import_scenario: {
    expected: everyUser,
    answer: importedScenarioSchema,
    values: () => ({
      p_document: scenarioDocument(box.scenario, box.copies) as never,
      p_request_id: requestId(),
    }),
  },
  import_instances: {
    expected: everyUser,
    answer: importedInstancesSchema,
    values: () => ({ p_document: instancesDocument(box.instances) as never, p_request_id: requestId() }),
  },
  update_instances: {
    expected: theOwner,
    answer: applicationAnswerSchema,
    values: async () => {
      const [made] = await createInstances(owner.client, [newInstance()])
      const { id, version } = sure(made)
      return { p_changes: { [id]: { version, params: { value: 7 } } }, p_request_id: requestId() }
    },
  },
  evaluate_feature_flags: {
    expected: everyone,
    answer: z.array(featureFlagSchema).min(3),
    values: () => undefined as never,
  },
  verify_integrity: {
    expected: operators,
    answer: integritySchema.min(10),
    values: () => undefined as never,
  },
  purge_deleted: {
    expected: operators,
    answer: purgedSchema,
    values: () => ({ p_older_than: '30 days' }),
  },
  set_feature_flag_for_emails: {
    expected: admins,
    answer: flagSetSchema,
    values: () => ({ p_flag_name: flag, p_emails: [owner.email, 'nobody'], p_enabled: true }),
  },
  kill_feature: {
    expected: admins,
    answer: killedFeatureSchema,
    values: () => ({ p_flag_name: flag, p_reason: 'Contract' }),
  },
  record_telemetry: {
    expected: everyUser,
    answer: recordedTelemetrySchema,
    values: () => ({ p_events: [{ session_id: randomUUID(), name: 'feature' }] as never }),
  },
  purge_telemetry: {
    expected: operators,
    answer: purgedTelemetrySchema,
    values: () => ({ p_older_than: '90 days' }),
  },
  operations_tick: {
    expected: operators,
    answer: tickSchema,
    values: () => undefined as never,
  },
  evaluate_rollout_gates: {
    expected: operators,
    answer: judgedGatesSchema,
    values: () => ({}),
  },
  act_on_rollout: {
    expected: operators,
    answer: actedSchema,
    values: () => undefined as never,
  },
  acknowledge_alert: {
    expected: operators,
    answer: alertSchema,
    values: async () => {
      const alert = await sole(sql`
        insert into public.rollout_alerts (phase, kind, message) values ('beta', 'warn', 'Contract') returning id`)
      return { p_alert_id: alert.id, p_note: 'Seen' }
    },
  },
  advance_rollout: {
    expected: adminsInVain,
    answer: z.never(),
    values: () => ({ p_reason: 'Contract' }),
  },
  rollback_rollout: {
    expected: adminsInVain,
    answer: z.never(),
    values: () => ({ p_reason: 'Contract' }),
  },
  // The last: those who call it are gone.
  delete_account: {
    expected: everyUser,
    answer: deletedAccountSchema,
    values: () => undefined as never,
  },
}

/** One of each, fresh; the owner has a scenario with a change in it. */
async function meet() {
  const [someone, admin, ops, gone] = await Promise.all([signUp(), signUp(), signUp(), signUp()])
  owner = await signUp()
  await sql`insert into public.user_roles (user_id, role) values (${admin.id}, 'admin'), (${ops.id}, 'ops')`
  expect((await gone.client.rpc('delete_account')).error).toBeNull()
  clients = {
    anonymous: anonymous(),
    'another user': someone.client,
    owner: owner.client,
    admin: admin.client,
    ops: ops.client,
    'service role': serviceRole(),
    'deleted account': gone.client,
  }
  box = await sandbox(owner.client, [newInstance(), newInstance({ name: 'Second' })])
  await propose(owner.client, box.copies[0], { params: { value: 2_000 } })
}

beforeAll(async () => {
  await meet()
  // A flag of our own: nobody else is told that it is off.
  flag = flagName()
  await sql`insert into public.feature_flags (flag_name, enabled, rollout_percentage) values (${flag}, true, 100)`
})

it('has a contract for every function there is', async () => {
  const functions = await sql<{ name: string }[]>`
    select distinct proname as name from pg_proc
    where pronamespace = 'public'::regnamespace and prokind = 'f' and prorettype <> 'event_trigger'::regtype order by name`
  expect(Object.keys(contracts).sort()).toEqual(functions.map(({ name }) => name))
})

describe.each(Object.keys(contracts) as FunctionName[])('%s', (name) => {
  const { expected, answer, values } = contracts[name] as Contract<FunctionName>
  it.each(actors)(`gives %s what is due`, async (actor) => {
    const { data, error, status } = await clients[actor].rpc(name, (await values()) as never)
    if (expected[actor] === 'an answer') {
      expect(error).toBeNull()
      expect(answer.safeParse(data).error).toBeUndefined()
      return
    }
    expect(error).toMatchObject({ code: expected[actor] })
    expect(data).toBeNull()
    if (expected[actor] === '42501') expect(status).toBe(401)
    else {
      expect(status).toBe(Number(sure(error).code.slice(2)))
      refusalOf(error, name)
    }
  })
})
