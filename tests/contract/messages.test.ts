/**
 * A message is one line. PostgREST sends the message of a PT error as the HTTP status line, as it is: a line break in
 * what somebody typed would end that line and begin a header of their choice.
 */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { sole, sure } from '../../scripts/sure.ts'
import { asUser } from '../support/as-user.ts'
import { flagName, newInstance, type Sandbox, sandbox } from '../support/factories.ts'
import { rawPost } from '../support/raw-request.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
let user: TestUser
let admin: TestUser
let box: Sandbox
beforeAll(async () => {
  user = await signUp()
  admin = await signUp()
  await sql`insert into public.user_roles (user_id, role) values (${admin.id}, 'admin')`
  box = await sandbox(user.client)
})

const hostile = {
  'a line break': 'two\nlines',
  'a header': 'x\r\nSet-Cookie: session=theirs\r\n\r\n<script>',
  'a tab': 'a\ttab',
  'the first control': 'a\u0001b',
  'an escape sequence': '\u001b[2Jb',
  DEL: 'a\u007fb',
  'a next line of C1': 'a\u0085b',
  'a line separator': 'a\u2028b',
  'a paragraph separator': 'a\u2029b',
}
const controls = /[\p{Cc}\u2028\u2029]/u

const document = (kind: string, rest: object) => ({
  p_document: { format: `scenarios/${kind}`, version: 1, instances: [], ...rest },
  p_request_id: randomUUID(),
})

/** Where a request can carry text of its own, and who sends it. */
const places: Record<string, (text: string) => { path: string; body: unknown; by?: TestUser }> = {
  'the name of an instance': (text) => ({ path: 'instances', body: { ...newInstance(), name: text } }),
  'the name of a scenario': (text) => ({ path: 'scenarios', body: { name: text } }),
  'the name of a new scenario': (text) => ({
    path: 'rpc/create_scenario',
    body: { p_request_id: randomUUID(), p_name: text },
  }),
  'the kind of an instance': (text) => ({ path: 'instances', body: { ...newInstance(), kind: text } }),
  'a key of params': (text) => ({
    path: 'instances',
    body: { ...newInstance(), params: { value: 1, [text]: 1 } },
  }),
  'a key of assumptions': (text) => ({
    path: 'scenarios',
    body: { name: 'x', assumptions: { [text]: 1 } },
  }),
  'a tag': (text) => ({ path: 'scenarios', body: { name: 'x', tags: [text] } }),
  'a key of a document': (text) => ({
    path: 'rpc/import_instances',
    body: document('instances', { [text]: 1 }),
  }),
  'the format of a document': (text) => ({
    path: 'rpc/import_instances',
    body: document('instances', { format: text }),
  }),
  'a key in an entry of a document': (text) => ({
    path: 'rpc/preview_import_scenario',
    body: { p_document: document('scenario', { instances: [{ [text]: 1 }] }).p_document },
  }),
  'the field of a change': (text) => ({
    path: 'rpc/bulk_edit_scenario_instances',
    body: {
      p_scenario_id: box.scenario.id,
      p_scenario_instance_ids: [box.copies[0].id],
      p_changes: { [text]: { set: 1 } },
      p_request_id: randomUUID(),
    },
  }),
  'the row of a resolution': (text) => ({
    path: 'rpc/preview_apply',
    body: { p_scenario_id: box.scenario.id, p_resolutions: { [text]: { name: { take: 'current' } } } },
  }),
  'the field of a resolution': (text) => ({
    path: 'rpc/preview_apply',
    body: {
      p_scenario_id: box.scenario.id,
      p_resolutions: { [box.copies[0].id]: { [text]: { take: 'current' } } },
    },
  }),
  'the name of a flag': (text) => ({ path: 'feature_flags', body: { flag_name: text }, by: admin }),
  'a flag to kill': (text) => ({
    path: 'rpc/kill_feature',
    body: { p_flag_name: text, p_reason: 'x' },
    by: admin,
  }),
  'an address of nobody': (text) => ({
    path: 'rpc/set_feature_flag_for_emails',
    body: { p_flag_name: text, p_emails: [text], p_enabled: true, p_reason: text },
    by: admin,
  }),
  'a currency': (text) => ({ path: 'profiles', body: { currency: text } }),
  'a role': (text) => ({ path: 'user_roles', body: { user_id: user.id, role: text }, by: admin }),
  'feedback of a kind': (text) => ({ path: 'feedback', body: { kind: text, comment: 'x' } }),
  'a phase to begin at': (text) => ({
    path: 'rpc/advance_rollout',
    body: { p_reason: 'x', p_phase: text },
    by: admin,
  }),
}

describe.each(Object.keys(places))('in %s', (place) => {
  it.each(Object.entries(hostile))(
    '%s neither ends the status line nor reaches the message',
    async (_, text) => {
      const { path, body, by = user } = sure(places[place])(text)
      const answer = await rawPost(by, `/rest/v1/${path}`, body)
      expect(answer.status, answer.body).toBeGreaterThanOrEqual(400)
      const lines = answer.head.split('\r\n')
      expect(lines[0]).toMatch(/^HTTP\/1\.[01] \d{3} [ -~]*$/)
      // PostgREST's status line holds the message, which may name such a header; a line of its own would be one.
      for (const line of lines.slice(1)) expect(line).toMatch(/^(?!set-cookie)[a-z-]+: [ -~]*$/i)
      const { code, message } = JSON.parse(answer.body) as { code: string; message: string }
      if (code.startsWith('PT')) {
        expect(message).toMatch(/\S/)
        expect(message).not.toMatch(controls)
      }
    },
  )
})

it('answers a request that holds nul with a refusal of its own', async () => {
  const answer = await rawPost(user, '/rest/v1/instances', { ...newInstance(), name: 'a\u0000b' })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.head).not.toMatch(/[^\r\n -~]/)
})

it('says a flag’s own words on one line when it is off', async () => {
  const flag = flagName()
  await sql`
    insert into public.feature_flags (flag_name, enabled, disabled_message, change_reason)
    values (${flag}, false, ${'Back\r\nat\tnoon.'}, 'A test of its words.')`
  const refusal = await asUser(sql, user.id, (transaction) =>
    transaction`select private.require_feature(${flag})`.catch((error: unknown) => error),
  ).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'PT403', message: 'Back at noon.' })
})

describe('a message', () => {
  const lineOf = async (text: string) => {
    const row = await sole(sql`select private.status_line(${text}) as line`)
    return row.line as string
  }
  it('holds none of the characters that end or change a line', async () => {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code))
      .slice(1)
      .filter((character) => controls.test(character))
    expect(all.length).toBe(66)
    expect(await lineOf(all.map((character) => `a${character}`).join(''))).toBe('a '.repeat(66))
  })
  it('keeps what people write: letters of any script, and emoji in one piece', async () => {
    const text = 'Zürich → 東京 👩‍👩‍👧 עברית 5 000 €'
    expect(await lineOf(text)).toBe(text)
  })
  it('is short, since proxies refuse a long status line', async () => {
    expect(await lineOf('x'.repeat(300))).toBe('x'.repeat(300))
    expect(await lineOf('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`)
  })
})
