/** Where requests go when there is an address for reads: to a replica that is behind, or to the primary. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const primary = 'https://abc.supabase.co'
const replica = 'https://abc-all.supabase.co'
const own = '/rest/v1/instances?select=name'

/** What every tab of a browser has in common. */
const storage = new Map<string, string>()
const localStorage = {
  getItem: (key: string) => storage.get(key) ?? null,
  setItem: (key: string, value: string) => void storage.set(key, value),
}

let sent: string[] = []
const answer = vi.fn<(url: string, init?: RequestInit) => Promise<Response>>()

/** The module as another tab has it, with nothing in its memory. */
async function openTab() {
  vi.resetModules()
  const { fetchFromProject, replicaHasItWithin } = await import('./reads.ts')
  const ask = async (path: string, init?: RequestInit) => {
    sent = []
    const response = await fetchFromProject(primary + path, init)
    return { response, to: sent.map((url) => new URL(url).origin) }
  }
  return { ask, wait: () => vi.advanceTimersByTime(replicaHasItWithin) }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubEnv('VITE_SUPABASE_URL', primary)
  vi.stubEnv('VITE_SUPABASE_ANON_KEY', 'key')
  vi.stubEnv('VITE_SUPABASE_READ_URL', `${replica}/`)
  vi.stubGlobal('localStorage', localStorage)
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) => {
    sent.push(String(input))
    return answer(String(input), init)
  })
  answer.mockImplementation(async () => Response.json([]))
})

afterEach(() => {
  storage.clear()
  vi.restoreAllMocks()
  answer.mockReset()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('without an address for reads', () => {
  it('sends everything to the project, and notes nothing', async () => {
    vi.stubEnv('VITE_SUPABASE_READ_URL', '')
    const { ask } = await openTab()
    for (const method of ['GET', 'POST', 'PATCH']) expect((await ask(own, { method })).to).toEqual([primary])
    expect(storage.size).toBe(0)
  })
})

describe('reads', () => {
  it.each([own, '/rest/v1/rpc/preview_apply?p_scenario_id=x', '/rest/v1/rpc/evaluate_feature_flags'])(
    'of %s go to the replica, word for word',
    async (path) => {
      const { ask } = await openTab()
      const headers = { authorization: 'Bearer x' }
      await ask(path, { headers })
      expect(sent).toEqual([replica + path])
      expect(answer).toHaveBeenLastCalledWith(replica + path, { headers })
    },
  )

  it('of the sign-in server go to the primary, which alone has it', async () => {
    const { ask } = await openTab()
    expect((await ask('/auth/v1/user')).to).toEqual([primary])
  })
})

describe('after a write', () => {
  it.each([
    ['to a table', '/rest/v1/instances?id=eq.1', 'PATCH'],
    ['that adds rows', '/rest/v1/instances', 'POST'],
    ['that deletes', '/rest/v1/scenario_instances?id=eq.1', 'DELETE'],
    ['by a function', '/rest/v1/rpc/apply_scenario', 'POST'],
    ['of an account', '/auth/v1/signup', 'POST'],
    ['of a session', '/auth/v1/token?grant_type=password', 'POST'],
    ['of a password', '/auth/v1/user', 'PUT'],
  ])('%s reads go to the primary until the replica has it', async (_, path, method) => {
    const { ask, wait } = await openTab()
    expect((await ask(path, { method })).to).toEqual([primary])
    expect((await ask(own)).to).toEqual([primary])
    wait()
    expect((await ask(own)).to).toEqual([replica])
  })

  it('counts from its answer, however late that comes', async () => {
    const { ask, wait } = await openTab()
    const late = Promise.withResolvers<Response>()
    answer.mockReturnValueOnce(late.promise)
    const writing = ask(own, { method: 'PATCH' })
    wait()
    late.resolve(Response.json([]))
    await writing
    expect((await ask(own)).to).toEqual([primary])
  })

  it('counts while it is under way, and when no answer comes', async () => {
    const { ask } = await openTab()
    const never = Promise.withResolvers<Response>()
    answer.mockReturnValueOnce(never.promise)
    const writing = ask(own, { method: 'PATCH' })
    expect((await ask(own)).to).toEqual([primary])
    never.reject(new TypeError('Failed to fetch'))
    await expect(writing).rejects.toThrow('Failed to fetch')
    expect((await ask(own)).to).toEqual([primary])
  })

  it('holds in every tab of the browser', async () => {
    const first = await openTab()
    const second = await openTab()
    await first.ask(own, { method: 'PATCH' })
    expect((await second.ask(own)).to).toEqual([primary])
    second.wait()
    expect((await second.ask(own)).to).toEqual([replica])
  })

  it('holds in its own tab where the browser keeps nothing', async () => {
    vi.stubGlobal('localStorage', undefined)
    const { ask } = await openTab()
    expect((await ask(own)).to).toEqual([replica])
    await ask(own, { method: 'PATCH' })
    expect((await ask(own)).to).toEqual([primary])
  })

  it.each(['preview_apply', 'preview_revert', 'preview_import_scenario'])(
    'is not what %s is, which is only asked by POST',
    async (name) => {
      const { ask } = await openTab()
      expect((await ask(`/rest/v1/rpc/${name}`, { method: 'POST' })).to).toEqual([primary])
      expect((await ask(own)).to).toEqual([replica])
    },
  )
})

describe('a replica', () => {
  const failing = (failure: () => Promise<Response>) =>
    answer.mockImplementation(async (url) => (url.startsWith(replica) ? failure() : Response.json(['mine'])))

  it.each([
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['does not work', async () => new Response('', { status: 503 })],
    [
      'is a host of pages',
      async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    ],
  ])('that %s is asked once, then not again for a while, and the console says so', async (_, failure) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    failing(failure)
    const { ask, wait } = await openTab()
    const { response, to } = await ask(own)
    expect(to).toEqual([replica, primary])
    expect(await response.json()).toEqual(['mine'])
    expect(told).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/abc-all.*VITE_SUPABASE_READ_URL.* does not answer/),
    )
    expect((await ask(own)).to).toEqual([primary])
    // Another tab finds out by itself.
    expect((await (await openTab()).ask(own)).to).toEqual([replica, primary])
    wait()
    expect((await ask(own)).to).toEqual([replica, primary])
  })

  it('is not blamed for a connection that reaches nothing', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    answer.mockRejectedValue(new TypeError('Failed to fetch'))
    const { ask } = await openTab()
    await expect(ask(own)).rejects.toThrow('Failed to fetch')
    expect(told).not.toHaveBeenCalled()
  })

  it('that refuses is not believed: what it lacks may be on its way', async () => {
    failing(async () => Response.json({ code: 'PT404' }, { status: 404 }))
    const { ask } = await openTab()
    expect((await ask(own)).to).toEqual([replica, primary])
    expect((await ask(own)).to).toEqual([replica, primary])
  })

  it('is not followed by the primary when the page gave the request up', async () => {
    const { ask } = await openTab()
    const given = new AbortController()
    failing(async () => {
      given.abort()
      throw given.signal.reason
    })
    await expect(ask(own, { signal: given.signal })).rejects.toThrow('aborted')
    expect(sent).toEqual([replica + own])
    failing(async () => Response.json([]))
    expect((await ask(own)).to).toEqual([replica])
  })
})

describe('a function that reads is called', () => {
  const id = '0b7f9d0e-3c55-4b0e-9d2a-3f1f0a6f8f11'
  it.each([
    ['by GET with nothing to say', {}, true],
    ['by GET with an id', { p_scenario_id: id }, true],
    ['by GET with a list of ids', { p_scenario_id: id, p_scenario_instance_ids: [id, id] }, true],
    ['by POST with more ids than an address holds', { p_scenario_instance_ids: Array(200).fill(id) }, false],
    ['by POST with what people decided', { p_scenario_id: id, p_resolutions: { [id]: 'current' } }, false],
    ['by POST with a document', { p_document: { scenario: {} } }, false],
  ])('%s', async (_, values, get) => {
    const { readsBy } = await import('./reads.ts')
    expect(readsBy(values)).toEqual({ get })
  })
})
