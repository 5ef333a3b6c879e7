/** A name has something in it that a person can see; browser and database agree on what that is. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { nameSchema, storedNameSchema } from '#domain/instances/schema.ts'
import { newInstance, type Sandbox, sandbox } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
let user: TestUser
let box: Sandbox
beforeAll(async () => {
  user = await signUp()
  box = await sandbox(user.client)
})

const nothing = ['', ' ', '\t', '\u00a0\u200b\n', '\u2060\ufeff', '\u3000\u{e0020}']

it.each(nothing)('is not %j, of an instance, a copy or a scenario', async (name) => {
  const { client } = user
  const { kind, params } = newInstance()
  const writes = [
    client.from('instances').insert({ kind, name, params }),
    client.from('instances').update({ name }).eq('id', box.instances[0]!.id),
    client.from('scenario_instances').insert({ scenario_id: box.scenario.id, kind, name, params }),
    client.from('scenario_instances').update({ name }).eq('id', box.copies[0]!.id),
    client.from('scenarios').insert({ name }),
    client.from('scenarios').update({ name }).eq('id', box.scenario.id),
    client.rpc('create_scenario', { p_request_id: randomUUID(), p_name: name }),
  ]
  for (const write of writes) {
    const { error } = await write
    expect(error?.code, error?.message).toBe('PT422')
    expect(refusalOf(error!)).toMatchObject({ reason: 'invalid_content', field: 'name', problem: 'required' })
  }
})

it.each(nothing)('is not %j in a document', async (name) => {
  const document = {
    format: 'scenarios/scenario',
    version: 1,
    scenario: { name },
    instances: [{ ...newInstance(), name }],
  }
  const { error } = await user.client.rpc('import_scenario', {
    p_document: document as never,
    p_request_id: randomUUID(),
  })
  expect(refusalOf(error!)).toMatchObject({
    errors: [
      { path: 'scenario.name', problem: 'required' },
      { path: 'instances[0].name', problem: 'required' },
    ],
  })
})

const severalLines = ['two\nlines', 'a\ttab', 'bell\u0007', '\u0085ends', 'of\u2028pages']

it.each(severalLines)('is on one line and without controls, unlike %j', async (name) => {
  const { client } = user
  const { kind, params } = newInstance()
  const writes = {
    name: [
      client.from('instances').insert({ kind, name, params }),
      client.from('scenario_instances').update({ name }).eq('id', box.copies[0]!.id),
      client.from('scenarios').insert({ name }),
    ],
    tags: [client.from('scenarios').insert({ name: 'Tagged', tags: ['fine', name] })],
  }
  for (const [field, attempts] of Object.entries(writes))
    for (const attempt of attempts)
      expect(refusalOf((await attempt).error!)).toMatchObject({
        reason: 'invalid_content',
        field,
        problem: 'wrong_form',
      })
})

it('leaves lines and tabs to descriptions, and no other controls', async () => {
  const write = (description: string) =>
    user.client.from('scenarios').update({ description }).eq('id', box.scenario.id)
  expect((await write('One\ttab\r\nand two lines')).error).toBeNull()
  expect(refusalOf((await write('bell\u0007')).error!)).toMatchObject({
    field: 'description',
    problem: 'wrong_form',
  })
})

it('is the same to browser and database, character by character', async () => {
  const isCharacter = (code: number) => code < 0xd800 || code > 0xdfff
  const refusedHere = (nameOf: (character: string) => string, schema = nameSchema) =>
    Array.from({ length: 0x10ffff }, (_, index) => index + 1).filter(
      (code) => isCharacter(code) && !schema.safeParse(nameOf(String.fromCodePoint(code))).success,
    )
  const refusedThere = async (before: string, after: string) => {
    const rows = await sql<{ code: number }[]>`
      select code from generate_series(1, 1114111) as code where code not between 55296 and 57343
        and private.name_problem(${before} || chr(code) || ${after}) is not null order by code`
    return rows.map(({ code }) => code)
  }
  expect(await refusedThere('', '')).toEqual(refusedHere((character) => character))
  const inside = (character: string) => `a${character}b`
  expect(await refusedThere('a', 'b')).toEqual(refusedHere(inside, storedNameSchema as never))
})
