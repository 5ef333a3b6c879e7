import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sure } from '../sure.ts'
import { operate } from './in-development.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const tick = { skipped: null, ran: { act: { rolled_back: null } }, failed: [], duration_ms: 1 }

async function warningsOf(answers: (() => Response | Promise<Response>)[]) {
  const warn = vi.fn()
  const asked: string[] = []
  const fetch = async (request: Request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`)
    return sure(answers[asked.length - 1])()
  }
  const recurring = operate({ fetch } as never, warn)
  await vi.advanceTimersByTimeAsync((answers.length - 1) * 60_000 + 1)
  await recurring.stop()
  expect(asked).toEqual(answers.map(() => 'POST /rest/v1/rpc/operations_tick'))
  return warn.mock.calls.map(([line]) => line)
}

it('says nothing while all goes well', async () => {
  expect(await warningsOf([() => Response.json(tick), () => Response.json(tick)])).toEqual([])
})

it('says once what is wrong, and goes on', async () => {
  const failed = {
    ...tick,
    ran: { purge: { error: { code: 'P0001', message: 'No room' } }, act: { rolled_back: null } },
    failed: ['purge'],
  }
  expect(
    await warningsOf([
      () => Response.json(failed),
      () => Response.json(failed),
      () => Response.json({ message: 'The database is being closed.' }, { status: 500 }),
      () => Promise.reject(new Error('Gone')),
      () => Response.json(tick),
    ]),
  ).toEqual([
    'operations_tick: Failed: purge: No room (P0001)',
    'operations_tick: The database is being closed.',
    'operations_tick: Gone',
  ])
})
