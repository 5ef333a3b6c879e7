/** A name has something in it that a person can see; browser and database agree on what that is. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { nameSchema, storedNameSchema } from '#domain/instances/schema.ts'
import { tidyName } from '#domain/instances/tidy-name.ts'
import { sure } from '../../scripts/sure.ts'
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

it.each(nothing)('a name is not %j, of an instance, a copy or a scenario', async (name) => {
  const { client } = user
  const { kind, params } = newInstance()
  const writes = [
    client.from('instances').insert({ kind, name, params }),
    client.from('instances').update({ name }).eq('id', box.instances[0].id),
    client.from('scenario_instances').insert({ scenario_id: box.scenario.id, kind, name, params }),
    client.from('scenario_instances').update({ name }).eq('id', box.copies[0].id),
    client.from('scenarios').insert({ name }),
    client.from('scenarios').update({ name }).eq('id', box.scenario.id),
    client.rpc('create_scenario', { p_request_id: randomUUID(), p_name: name }),
  ]
  for (const write of writes) {
    const { error } = await write
    expect(error?.code, error?.message).toBe('PT422')
    expect(refusalOf(error)).toMatchObject({ reason: 'invalid_content', field: 'name', problem: 'required' })
  }
})

it.each(nothing)('a name is not %j in a document', async (name) => {
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
  expect(refusalOf(error)).toMatchObject({
    errors: [
      { path: 'scenario.name', problem: 'required' },
      { path: 'instances[0].name', problem: 'required' },
    ],
  })
})

it.each(['a\u{e0041}', 'a\u200c', '\u0301\u0323'])(
  'a name is refused before it costs when it is %j very many times',
  async (part) => {
    const { kind, params } = newInstance()
    const { error } = await user.client.from('instances').insert({ kind, params, name: part.repeat(100_000) })
    expect(refusalOf(error)).toMatchObject({
      reason: 'invalid_content',
      field: 'name',
      problem: 'wrong_length',
    })
  },
)

const severalLines = ['two\nlines', 'a\ttab', 'bell\u0007', '\u0085ends', 'of\u2028pages']

it.each(severalLines)('a name is on one line and without controls, unlike %j', async (name) => {
  const { client } = user
  const { kind, params } = newInstance()
  const writes = {
    name: [
      client.from('instances').insert({ kind, name, params }),
      client.from('scenario_instances').update({ name }).eq('id', box.copies[0].id),
      client.from('scenarios').insert({ name }),
    ],
    tags: [client.from('scenarios').insert({ name: 'Tagged', tags: ['fine', name] })],
  }
  for (const [field, attempts] of Object.entries(writes))
    for (const attempt of attempts)
      expect(refusalOf((await attempt).error)).toMatchObject({
        reason: 'invalid_content',
        field,
        problem: 'wrong_form',
      })
})

it('a name is stored without what nobody sees, wherever it is written', async () => {
  const { client } = user
  const { kind, params } = newInstance()
  const typed = ' Fl\u200bat\u00ad  by\u202e the sea\ufe0f '
  const stored = 'Flat by the sea'
  const { data: instance } = await client
    .from('instances')
    .insert({ kind, name: typed, params })
    .select()
    .single()
  expect(sure(instance).name).toBe(stored)
  const { data: again } = await client
    .from('instances')
    .update({ name: typed })
    .eq('id', sure(instance).id)
    .select('name, version')
    .single()
  expect(again).toEqual({ name: stored, version: 1 })
  const { data: scenario } = await client
    .from('scenarios')
    .insert({ name: typed, tags: [typed, 'one'] })
    .select()
    .single()
  expect(scenario).toMatchObject({ name: stored, tags: [stored, 'one'] })
  const { data: copy } = await client
    .from('scenario_instances')
    .update({ name: typed })
    .eq('id', box.copies[0].id)
    .select()
    .single()
  expect(sure(copy).name).toBe(stored)
})

it('what nobody sees in a name makes no change and no conflict', async () => {
  const { client } = user
  const { scenario, copies, instances } = await sandbox(client)
  const [copy, instance] = [copies[0], instances[0]]
  const bulk = async (name: string) =>
    (
      await client
        .rpc('bulk_edit_scenario_instances', {
          p_scenario_id: scenario.id,
          p_scenario_instance_ids: [copy.id],
          p_changes: { name: { set: name } },
          p_request_id: randomUUID(),
        })
        .throwOnError()
    ).data
  await bulk(`${copy.name}\u200b`)
  const { data: same } = await client.from('scenario_instances').select('version').eq('id', copy.id).single()
  expect(sure(same).version).toBe(copy.version)
  await bulk('Mine')
  await client.from('instances').update({ name: 'Theirs' }).eq('id', instance.id).throwOnError()
  const { data: plan } = await client
    .rpc('preview_apply', {
      p_scenario_id: scenario.id,
      p_scenario_instance_ids: [copy.id],
      p_resolutions: { [copy.id]: { name: { value: ' O\u200burs ' } } },
    })
    .throwOnError()
  expect(sure((plan as { items: { after: { name: string } }[] }).items[0]).after.name).toBe('Ours')
})

it('a tag needs something to be seen in it too', async () => {
  for (const tag of nothing) {
    const { error } = await user.client.from('scenarios').insert({ name: 'Tagged', tags: ['fine', tag] })
    expect(refusalOf(error), JSON.stringify(tag)).toMatchObject({ field: 'tags', problem: 'wrong_length' })
    const document = {
      format: 'scenarios/scenario',
      version: 2,
      scenario: { name: 'Tagged', tags: ['fine', tag] },
      instances: [],
    }
    const { error: refused } = await user.client.rpc('import_scenario', {
      p_document: document as never,
      p_request_id: randomUUID(),
    })
    expect(refusalOf(refused)).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ path: 'scenario.tags[1]', problem: 'wrong_length' }),
      ]),
    })
  }
})

it('a description may have lines and tabs, and no other controls', async () => {
  const write = (description: string) =>
    user.client.from('scenarios').update({ description }).eq('id', box.scenario.id)
  expect((await write('One\ttab\r\nand two lines')).error).toBeNull()
  expect(refusalOf(sure((await write('bell\u0007')).error))).toMatchObject({
    field: 'description',
    problem: 'wrong_form',
  })
})

it('a name is the same to browser and database, character by character', async () => {
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

it('a name is tidied the same by browser and database, for every character in every neighbourhood', async () => {
  const neighbourhoods = [
    ['', ''],
    ['a', 'b'],
    ['1', ''],
    ['👨', '👩'],
    ['م', 'ن'],
    ['a ', ' b'],
    ['🏴', '\u{e007f}'],
  ] as const
  // Where characters are that are not letters and signs by themselves.
  const ranges = [
    [1, 0x30ff],
    [0xa640, 0xabff],
    [0xf900, 0xffff],
    [0x1bca0, 0x1bcaf],
    [0x1d100, 0x1d1ff],
    [0x1f300, 0x1f6ff],
    [0xe0000, 0xe1000],
  ] as const
  const codes = ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  )
  for (const [before, after] of neighbourhoods) {
    const rows = await sql<{ tidied: string }[]>`
      select private.tidy_name(${before} || chr(code) || ${after}) as tidied
      from unnest(${codes}::int[]) with ordinality as given (code, place) order by place`
    const differ = codes.filter(
      (code, index) => sure(rows[index]).tidied !== tidyName(before + String.fromCodePoint(code) + after),
    )
    expect(
      differ.map((code) => code.toString(16)),
      JSON.stringify([before, after]),
    ).toEqual([])
  }
})
