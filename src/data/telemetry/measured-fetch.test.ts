import { afterEach, expect, it, vi } from 'vitest'
import { setCurrentLog } from './current-log.ts'
import { keptLog } from './kept-log.fixture.ts'
import { measuredFetch } from './measured-fetch.ts'

const url = 'https://abc.supabase.co/rest/v1/rpc/apply_scenario'
const post = { method: 'POST' }

afterEach(() => setCurrentLog(null))

it('notes what was asked and answered, and hands the answer on untouched', async () => {
  const { log, told } = keptLog()
  setCurrentLog(log)
  const answer = await measuredFetch(async () => Response.json({ status: 'success' }))(url, post)
  expect(await answer.json()).toEqual({ status: 'success' })
  expect(await told()).toEqual([{ name: 'api_request', operation: 'apply_scenario', status: 200 }])
})

it('notes a refusal by the code that the app gives it', async () => {
  const { log, told } = keptLog()
  setCurrentLog(log)
  const refuse = async () => Response.json({ code: 'PT403', message: 'Off.' }, { status: 403 })
  const answer = await measuredFetch(refuse)(url, post)
  expect(await answer.json()).toMatchObject({ code: 'PT403' })
  await vi.waitFor(async () =>
    expect(await told()).toEqual([
      { name: 'api_request', operation: 'apply_scenario', status: 403, code: 'forbidden' },
    ]),
  )
})

it('notes that there was no answer, unless the page itself gave up', async () => {
  const { log, told } = keptLog()
  setCurrentLog(log)
  const fail = measuredFetch(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(fail(url, { ...post, signal: AbortSignal.abort() })).rejects.toThrow()
  await expect(fail(url, post)).rejects.toThrow('Failed to fetch')
  expect(await told()).toEqual([{ name: 'api_request', operation: 'apply_scenario', code: 'offline' }])
})

it('notes what one user began for nobody else, and nothing for nobody', async () => {
  const [first, next] = [keptLog(), keptLog()]
  await measuredFetch(async () => Response.json({}))(url, post)
  setCurrentLog(first.log)
  let answer = (_: Response) => {}
  const pending = measuredFetch(() => new Promise((resolve) => (answer = resolve)))(url, post)
  first.log.close()
  setCurrentLog(next.log)
  answer(Response.json({}))
  await pending
  expect(await first.told()).toEqual([])
  expect(await next.told()).toEqual([])
})
