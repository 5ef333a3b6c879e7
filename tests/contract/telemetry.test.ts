/** What the app may tell of itself, through the real API: what is taken, dropped, refused and bounded, and for whom. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { giveFeedback } from '#data/feedback/feedback.api.ts'
import { getProfile, noteFeedbackAsked, saveProfile } from '#data/profiles/profiles.api.ts'
import { sure } from '../../scripts/sure.ts'
import { persistently } from '../support/locks.ts'
import { recordedTelemetrySchema } from '../support/operations-answers.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
const session = randomUUID()
const event = <Overrides extends object>(overrides?: Overrides) => ({
  session_id: session,
  name: 'api_request',
  value: 12.5,
  unit: 'ms',
  ...overrides,
})

async function record({ client }: TestUser, events: unknown) {
  const { data, error } = await client.rpc('record_telemetry', { p_events: events as never })
  if (error) throw error
  return recordedTelemetrySchema.parse(data)
}

const eventsOf = (user: TestUser) => sql`select * from public.telemetry_events where user_id = ${user.id}`

describe('an event', () => {
  it('is kept with its user, its measure and the clock of the server', async () => {
    const user = await signUp()
    const attributes = { operation: 'instances', status: 200, cached: false }
    const sent = event({ attributes })
    expect(await record(user, [sent])).toEqual({ accepted: 1, dropped: 0, reasons: {} })
    const [kept] = await eventsOf(user)
    expect(kept).toMatchObject({ name: 'api_request', value: 12.5, unit: 'ms', attributes })
    expect(Math.abs(Date.now() - sure(kept).created_at.getTime())).toBeLessThan(60_000)
  })

  it.each([
    ['without a session', event({ session_id: null }), 'session_id required'],
    ['of no kind of name', event({ name: 'Robert; drop' }), 'name wrong_form'],
    ['without a name', event({ name: undefined }), 'name required'],
    ['that is no object', 7, 'session_id required'],
    ['from 1970', event({ occurred_at: '1970-01-01T00:00:00Z' }), 'occurred_at out_of_range'],
    ['from 2400', event({ occurred_at: '2400-01-01T00:00:00Z' }), 'occurred_at out_of_range'],
    ['from tomorrow', event({ occurred_at: 'tomorrow' }), 'occurred_at out_of_range'],
    ['of no time', event({ occurred_at: 'soon' }), 'event wrong_form'],
    ['with a word for a value', event({ value: 'much' }), 'event wrong_form'],
    ['with a value past every measure', event({ value: 1e300 }), 'value out_of_range'],
    ['with nested attributes', event({ attributes: { a: { b: 1 } } }), 'attributes wrong_form'],
    ['with attributes that are a list', event({ attributes: [1] }), 'attributes wrong_type'],
    ['with a long text', event({ attributes: { comment: 'x'.repeat(81) } }), 'attributes wrong_form'],
    [
      'with many attributes',
      event({ attributes: Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`k${n}`, n])) }),
      'attributes wrong_length',
    ],
  ])('%s is dropped, said why, and the rest is taken', async (_name, wrong, reason) => {
    const user = await signUp()
    expect(await record(user, [wrong, event()])).toEqual({
      accepted: 1,
      dropped: 1,
      reasons: { [reason]: 1 },
    })
    expect(await eventsOf(user)).toHaveLength(1)
  })

  it('never belongs to somebody else, whatever it claims', async () => {
    const [user, other] = await Promise.all([signUp(), signUp()])
    await record(user, [event({ user_id: other.id, created_at: '2001-01-01T00:00:00Z' })])
    expect(await eventsOf(other)).toHaveLength(0)
    expect(await eventsOf(user)).toHaveLength(1)
    const forged = await user.client
      .from('telemetry_events')
      .insert({ ...event(), user_id: other.id } as never)
    expect(forged.error?.code ?? 'taken as their own').toMatch(/^(42501|taken as their own)$/)
    expect(await eventsOf(other)).toHaveLength(0)
  })

  it.each([
    ['from 1970', { occurred_at: '1970-01-01T00:00:00Z' }, { field: 'occurred_at', problem: 'out_of_range' }],
    ['from 2400', { occurred_at: '2400-01-01T00:00:00Z' }, { field: 'occurred_at', problem: 'out_of_range' }],
    ['of no kind of name', { name: 'Robert; drop' }, { field: 'name', problem: 'wrong_form' }],
    ['of ten megabytes', { attributes: { a: 'x'.repeat(10_000_000) } }, { field: 'attributes' }],
  ])('%s is refused by the table too, said why', async (_name, wrong, detail) => {
    const user = await signUp()
    const { error } = await user.client.from('telemetry_events').insert({ ...event(), ...wrong } as never)
    expect(error?.code).toBe('PT422')
    expect(refusalOf(error)).toMatchObject(detail)
    expect(await eventsOf(user)).toHaveLength(0)
  })

  it('cannot be read, changed or removed by whoever sent it', async () => {
    const user = await signUp()
    await record(user, [event()])
    expect((await user.client.from('telemetry_events').select()).data).toEqual([])
    await user.client.from('telemetry_events').update({ name: 'feature' }).eq('name', 'api_request')
    await user.client.from('telemetry_events').delete().eq('name', 'api_request')
    expect((await eventsOf(user)).map(({ name }) => name)).toEqual(['api_request'])
  })
})

describe('a flood', () => {
  it('of more than 200 events in a request is refused whole', async () => {
    const user = await signUp()
    const { error } = await user.client.rpc('record_telemetry', {
      p_events: Array.from({ length: 201 }, () => event()) as never,
    })
    expect(refusalOf(error, 'record_telemetry')).toMatchObject({
      limit: 'max_telemetry_events_a_request',
    })
    expect(await eventsOf(user)).toHaveLength(0)
  })

  it('of more than 2,000 events in an hour is refused, by function and by table', async () => {
    const user = await signUp()
    const full = Array.from({ length: 200 }, () => event())
    for (let request = 0; request < 10; request++) await record(user, full)
    const { error } = await user.client.rpc('record_telemetry', { p_events: [event()] as never })
    expect(error).toMatchObject({ code: 'PT422' })
    expect(refusalOf(error, 'record_telemetry')).toMatchObject({
      limit: 'max_telemetry_events_an_hour',
    })
    // Before a look at what it brings.
    const wrong = await user.client.rpc('record_telemetry', { p_events: [{}] as never })
    expect(wrong.error).toMatchObject({ code: 'PT422' })
    expect(await record(user, [])).toMatchObject({ accepted: 0 })
    const direct = await user.client
      .from('telemetry_events')
      .insert({ session_id: session, name: 'feature' } as never)
    expect(direct.error).toMatchObject({ code: 'PT422' })
    expect(await eventsOf(user)).toHaveLength(2_000)
  })

  it('of ten megabytes is refused before it is looked at', async () => {
    const user = await signUp()
    const { error } = await user.client.rpc('record_telemetry', {
      p_events: [event({ attributes: { a: 'x'.repeat(10_000_000) } })] as never,
    })
    expect(error).toMatchObject({ code: 'PT422' })
    expect(await eventsOf(user)).toHaveLength(0)
  })
})

describe('an exposure', () => {
  it('is what the database evaluates, once a version of the flag', async () => {
    const user = await signUp()
    await record(user, [event({ attributes: { enabled: false } })])
    await record(user, [])
    const seen = await sql`
      select exposure.enabled, exposure.flag_version = flag.version as is_current, exposure.reason
      from public.flag_exposures as exposure join public.feature_flags as flag using (flag_name)
      where user_id = ${user.id} and flag_name = 'feature:scenarios'`
    expect(seen).toEqual([{ enabled: true, is_current: true, reason: 'rollout' }])
  })
})

describe('sharing that is switched off', () => {
  it('takes no event and notes no exposure, and takes them again once it is on', async () => {
    const user = await signUp()
    await saveProfile(user.client, { shares_usage: false })
    expect(await record(user, [event(), event()])).toEqual({
      accepted: 0,
      dropped: 2,
      reasons: { switched_off: 2 },
    })
    expect(await record(user, [])).toEqual({ accepted: 0, dropped: 0, reasons: {} })
    const direct = await user.client
      .from('telemetry_events')
      .insert({ session_id: session, name: 'feature' } as never)
    expect(direct.error).toMatchObject({ code: '42501' })
    expect(await eventsOf(user)).toHaveLength(0)
    expect(await sql`select from public.flag_exposures where user_id = ${user.id}`).toHaveLength(0)
    await saveProfile(user.client, { shares_usage: true })
    expect(await record(user, [event()])).toMatchObject({ accepted: 1 })
  })
})

describe('feedback', () => {
  it('given unasked or asked for is remembered, once, by the clock of the server', async () => {
    const [unasked, asked] = await Promise.all([signUp(), signUp()])
    expect(await getProfile(unasked.client)).toMatchObject({ feedback_asked_at: null, version: 1 })
    await giveFeedback(unasked.client, { score: 4, comment: '', kind: 'praise', context: {} })
    expect(await getProfile(unasked.client)).toMatchObject({
      feedback_asked_at: expect.any(String),
      version: 1,
    })

    const first = await noteFeedbackAsked(asked.client)
    await asked.client.from('profiles').update({ feedback_asked_at: '2001-01-01' }).eq('user_id', asked.id)
    await asked.client.from('profiles').update({ feedback_asked_at: null }).eq('user_id', asked.id)
    expect((await getProfile(asked.client))?.feedback_asked_at).toBe(first.feedback_asked_at)
    expect(Math.abs(Date.now() - Date.parse(sure(first.feedback_asked_at)))).toBeLessThan(60_000)
  })

  it('is kept, and read by whoever gave it', async () => {
    const user = await signUp()
    const given = { score: 4, comment: ' Fine ', kind: 'praise', context: { page: 'apply' } }
    expect((await user.client.from('feedback').insert(given as never)).error).toBeNull()
    const { data } = await user.client.from('feedback').select('score, comment, kind, context')
    expect(data).toEqual([{ ...given, comment: 'Fine' }])
  })

  it.each([
    ['that says nothing', { comment: '  ' }, 'required'],
    ['with a score of six', { score: 6 }, 'out_of_range'],
    ['of an unknown kind', { score: 3, kind: 'rage' }, 'not_an_option'],
    ['of 2,001 characters', { comment: 'x'.repeat(2_001) }, 'wrong_length'],
    ['with a nested context', { score: 3, context: { a: [] } }, 'wrong_form'],
  ])('%s is refused', async (_name, wrong, problem) => {
    const user = await signUp()
    const { error } = await user.client.from('feedback').insert(wrong as never)
    expect(error).toMatchObject({ code: 'PT422' })
    expect(refusalOf(error, 'feedback')).toMatchObject({ problem })
  })

  it('is taken twenty times a day', async () => {
    const user = await signUp()
    for (let time = 0; time < 20; time++)
      expect((await user.client.from('feedback').insert({ score: 3 } as never)).error).toBeNull()
    expect((await user.client.from('feedback').insert({ score: 3 } as never)).error).toMatchObject({
      code: 'PT422',
    })
  })

  it('is taken no oftener when it is sent all at once', async () => {
    const user = await signUp()
    const sent = await Promise.all(
      Array.from({ length: 30 }, () =>
        persistently(async () => {
          const { error } = await user.client.from('feedback').insert({ score: 3 } as never)
          if (error?.code === 'PT503') throw error
          return error?.code ?? 'taken'
        }),
      ),
    )
    expect(sent.filter((code) => code === 'taken')).toHaveLength(20)
    expect(sent.filter((code) => code === 'PT422')).toHaveLength(10)
  })
})
