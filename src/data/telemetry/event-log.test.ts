import { describe, expect, it } from 'vitest'
import { appError } from '../errors.ts'
import { EventLog, failureOf, largestBatch, mostKept, readsInOne, type Sent } from './event-log.ts'
import type { TelemetryEvent } from './telemetry-event.ts'

/** A log whose server answers as told, with the batches it was sent. */
function setUp({ answers = [], random = () => 0 }: { answers?: Sent[]; random?: () => number } = {}) {
  const batches: (readonly TelemetryEvent[])[] = []
  const clock = { now: Date.UTC(2026, 0, 1) }
  const send = async (events: readonly TelemetryEvent[]) => {
    batches.push(events)
    return answers.shift() ?? 'taken'
  }
  return { log: new EventLog({ send, now: () => clock.now, random }), batches, clock }
}

const names = (batches: readonly (readonly TelemetryEvent[])[]) =>
  batches.map((batch) => batch.map(({ attributes }) => attributes?.feature))

describe('a log', () => {
  it('keeps what happens until it is known that it may be sent', async () => {
    const { log, batches } = setUp()
    log.feature('undo')
    await log.flush()
    expect(batches).toEqual([])
    log.setSharing(true)
    await log.flush()
    expect(batches).toEqual([
      [
        {
          session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          name: 'feature',
          attributes: { feature: 'undo' },
          occurred_at: '2026-01-01T00:00:00.000Z',
        },
      ],
    ])
  })

  it('forgets what it kept once that may not be sent, and keeps nothing more', async () => {
    const { log, batches } = setUp()
    log.feature('undo')
    log.setSharing(false)
    log.feature('bulk_edit')
    await log.flush()
    await log.leave()
    log.setSharing(true)
    await log.leave()
    expect(batches).toEqual([])
  })

  it('tells the server once that the user is here, and again when asked to, without any event', async () => {
    const { log, batches } = setUp()
    log.setSharing(true)
    await log.flush()
    await log.flush()
    expect(batches).toEqual([[]])
    log.announce()
    await log.flush()
    expect(batches).toEqual([[], []])
  })

  it('sends a full batch without waiting for its turn, and never more than a request takes', async () => {
    const { log, batches } = setUp()
    log.setSharing(true)
    for (let event = 0; event < 49; event++) log.feature('undo')
    expect(batches).toHaveLength(0)
    log.feature('undo')
    expect(batches.map((batch) => batch.length)).toEqual([50])

    const slow = setUp()
    for (let event = 0; event < 250; event++) slow.log.feature('undo')
    slow.log.setSharing(true)
    await slow.log.flush()
    expect(slow.batches.map((batch) => batch.length)).toEqual([largestBatch])
  })

  it('keeps a batch that did not arrive before what came later, and tries again more and more rarely', async () => {
    const { log, batches, clock } = setUp({ answers: ['later', 'later'] })
    log.setSharing(true)
    log.feature('undo')
    await log.flush()
    log.feature('bulk_edit')
    await log.flush()
    expect(names(batches), 'it rests').toEqual([['undo']])
    clock.now += 15_000
    await log.flush()
    clock.now += 15_000
    await log.flush()
    expect(names(batches), 'it rests twice as long').toEqual([['undo'], ['undo', 'bulk_edit']])
    clock.now += 15_000
    await log.flush()
    await log.flush()
    expect(names(batches)).toEqual([['undo'], ['undo', 'bulk_edit'], ['undo', 'bulk_edit']])
  })

  it('rests as shortly as at first once a batch has arrived', async () => {
    const { log, batches, clock } = setUp({ answers: ['later', 'taken', 'later'] })
    log.setSharing(true)
    for (let time = 0; time < 4; time++) {
      log.feature('undo')
      await log.flush()
      clock.now += 15_000
    }
    expect(batches.map((batch) => batch.length)).toEqual([1, 2, 1, 2])
  })

  it('sends at once when the network is back', async () => {
    const { log, batches } = setUp({ answers: ['later'] })
    log.setSharing(true)
    log.feature('undo')
    await log.flush()
    log.wake()
    expect(names(batches)).toEqual([['undo'], ['undo']])
  })

  it('lets a batch go that was refused, and rests', async () => {
    const { log, batches, clock } = setUp({ answers: ['refused'] })
    log.setSharing(true)
    log.feature('undo')
    await log.flush()
    log.feature('bulk_edit')
    clock.now += 9 * 60_000
    await log.flush()
    expect(names(batches)).toEqual([['undo']])
    clock.now += 60_000
    await log.flush()
    expect(names(batches)).toEqual([['undo'], ['bulk_edit']])
  })

  it('keeps the newest of what cannot be sent', async () => {
    const { log, batches } = setUp({ answers: ['later'] })
    log.feature('undo')
    for (let event = 0; event < mostKept; event++) log.feature('bulk_edit')
    log.setSharing(true)
    for (let batch = 0; batch < 10; batch++) {
      log.wake()
      await Promise.resolve()
      await Promise.resolve()
    }
    const [, ...taken] = batches
    expect(taken.flat().length).toBe(mostKept)
    expect(names(batches).flat()).not.toContain('undo')
  })

  it('sends what is left when the page is left, although another batch is on its way', () => {
    const { log, batches } = setUp()
    log.setSharing(true)
    log.feature('undo')
    void log.flush()
    log.feature('bulk_edit')
    void log.flush()
    expect(names(batches)).toEqual([['undo']])
    void log.leave()
    expect(names(batches)).toEqual([['undo'], ['bulk_edit']])
  })

  it('keeps and sends nothing once the user is gone, also of what was on its way then', async () => {
    const { log, batches, clock } = setUp({ answers: ['later'] })
    log.setSharing(true)
    log.feature('undo')
    const onItsWay = log.flush()
    log.close()
    await onItsWay
    log.feature('bulk_edit')
    clock.now += 60_000
    await log.flush()
    await log.leave()
    expect(names(batches)).toEqual([['undo']])

    const unheard = setUp()
    unheard.log.setSharing(true)
    unheard.log.close()
    await unheard.log.flush()
    expect(unheard.batches).toEqual([])
  })
})

describe('a request', () => {
  it('by a decision of the user is always kept, one by a screen now and then, whatever came of it', async () => {
    let turn = 0
    const { log, batches } = setUp({ random: () => (turn++ % readsInOne) / readsInOne })
    for (let time = 0; time < 10; time++) {
      log.request({ operation: 'apply_scenario', ms: 12.3456, status: 200 })
      log.request({ operation: 'select instances', ms: 3, status: 200 })
      log.request({ operation: 'preview_apply', ms: 3, code: 'offline' })
    }
    log.setSharing(true)
    await log.flush()
    const count = (operation: string) =>
      batches.flat().filter(({ attributes }) => attributes?.operation === operation).length
    expect([count('apply_scenario'), count('select instances'), count('preview_apply')]).toEqual([10, 2, 2])
    expect(batches[0]![0]).toMatchObject({
      name: 'api_request',
      value: 12.346,
      unit: 'ms',
      attributes: { operation: 'apply_scenario', status: 200 },
    })
  })
})

describe('a failure', () => {
  it('that goes on is noted once a minute', async () => {
    const { log, batches, clock } = setUp()
    log.error('busy', 'select instances', '/')
    log.error('busy', 'select instances', '/instances')
    log.error('busy', 'select scenarios', '/')
    clock.now += 60_000
    log.error('busy', 'select instances', '/')
    log.setSharing(true)
    await log.flush()
    expect(batches.flat().map(({ attributes }) => attributes)).toEqual([
      { code: 'busy', operation: 'select instances', route: '/' },
      { code: 'busy', operation: 'select scenarios', route: '/' },
      { code: 'busy', operation: 'select instances', route: '/' },
    ])
  })

  it('is told by its code and what was asked, never by its words', () => {
    expect(
      failureOf(appError('invalid', { message: 'Flat in Fitzroy', operation: 'apply_scenario' })),
    ).toEqual({
      code: 'invalid',
      operation: 'apply_scenario',
    })
    expect(failureOf(new TypeError('Flat in Fitzroy is undefined'))).toEqual({
      code: 'unexpected',
      operation: 'page',
    })
  })
})
