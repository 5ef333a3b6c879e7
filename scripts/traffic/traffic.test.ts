import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sure } from '../sure.ts'
import { reasonToAccept } from './accepted-differences.ts'
import { replayStory } from './replay-story.ts'
import { readStories } from './stories.ts'
import { type Exchange, type Json, shapeOf } from './story.ts'
import { chooseStories, signatureOf, tellStory } from './tell-story.ts'

const key = 'sb_publishable_key'
const token = 'eyJhbGciOi.J9eyJzdWIiOi.c2lnbmF0dXJl1'
const [flat, funds, requestId, user] = [1, 2, 3, 4].map((n) => `0000000${n}-0000-4000-8000-000000000000`)

function exchange(method: string, address: string, body: Json, status: number, answer: Json): Exchange {
  const authorization = `Bearer ${address.startsWith('/auth') ? key : token}`
  return {
    method,
    address,
    headers: { authorization, 'content-type': 'application/json', cookie: 'left=out' },
    body,
    status,
    answerHeaders: { 'content-type': 'application/json; charset=utf-8', date: 'left out' },
    answer,
  }
}

const email = `investor-${requestId}@example.com`
const exchanges = [
  exchange('POST', '/auth/v1/signup', { email }, 200, {
    access_token: token,
    user: { id: sure(user), email },
  }),
  exchange('GET', '/rest/v1/instances?select=*', null, 200, [
    { id: sure(flat), name: 'Flat', version: 1 },
    { id: sure(funds), name: 'Funds', version: 1 },
  ]),
  exchange('PATCH', `/rest/v1/instances?id=eq.${funds}`, { name: 'New' }, 200, [
    { id: sure(funds), name: 'New' },
  ]),
  exchange('POST', '/rest/v1/rpc/apply', { resolutions: { [sure(flat)]: 'x' }, id: sure(requestId) }, 200, {
    ok: true,
  }),
]

const story = sure(tellStory('a story', exchanges, key))

/** A server that gives other ids, in another order, and answers as one says. */
function server(change: (path: string, answer: Json) => { status?: number; body?: Json } = () => ({})) {
  const asked: { url: string; authorization: string | null; body: Json }[] = []
  const ids = { flat: crypto.randomUUID(), funds: crypto.randomUUID() }
  const ask: typeof fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input))
    const headers = new Headers(init?.headers)
    asked.push({
      url: pathname + search,
      authorization: headers.get('authorization'),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
    })
    const answers: Record<string, Json> = {
      '/auth/v1/signup': {
        access_token: 'another.token.of.2',
        user: { id: crypto.randomUUID(), email: 'a@example.com' },
      },
      '/rest/v1/instances': [
        { id: ids.funds, name: 'Funds', version: 1 },
        { id: ids.flat, name: 'Flat', version: 1 },
      ],
      '/rest/v1/rpc/apply': { ok: true },
    }
    const answer = init?.method === 'PATCH' ? [{ id: ids.funds, name: 'New' }] : (answers[pathname] ?? null)
    const { status = 200, body = answer } = change(pathname, answer)
    return Response.json(body, { status })
  }
  return {
    asked,
    ids,
    replay: () => replayStory(story, { apiUrl: 'http://api.test', key: 'their_key', fetch: ask }),
  }
}

describe('a story', () => {
  it('keeps requests with references in the place of what differs from run to run', () => {
    expect(story.steps.map(({ name, address, body }) => [name, address, body])).toEqual([
      ['signup', '/auth/v1/signup', { email: 'investor-{{new-1}}@example.com' }],
      ['instances', '/rest/v1/instances?select=*', null],
      ['instances-2', '/rest/v1/instances?id=eq.{{instances.[name=Funds].id}}', { name: 'New' }],
      [
        'apply',
        '/rest/v1/rpc/apply',
        { resolutions: { '{{instances.[name=Flat].id}}': 'x' }, id: '{{new-1}}' },
      ],
    ])
    expect(sure(story.steps[1]).headers).toEqual({
      authorization: 'Bearer {{signup.access_token}}',
      'content-type': 'application/json',
    })
  })

  it('keeps of answers their shape, and no value', () => {
    expect(sure(story.steps[1]).shape).toEqual([
      ': list',
      '[]: object',
      '[].id: uuid',
      '[].name: text',
      '[].version: number',
    ])
    expect(JSON.stringify(story)).not.toContain(flat)
    expect(JSON.stringify(story)).not.toContain(token)
    expect(JSON.stringify(story)).not.toContain(key)
  })

  it('is none when a request has a token that nobody was given', () => {
    expect(tellStory('x', exchanges.slice(1), key)).toBe(null)
  })

  it('leaves out reads that nothing needs and that are tried already', () => {
    const twice = {
      ...story,
      title: 'b',
      steps: [...story.steps.slice(0, 2), { ...sure(story.steps[1]), name: 'again' }],
    }
    const [chosen, ...others] = chooseStories([story, twice])
    expect(others).toEqual([])
    expect(sure(chosen).steps.map(signatureOf)).toEqual(story.steps.map(signatureOf))
  })
})

describe('a replay', () => {
  it('carries ids over from what it is answered, and finds nothing where all is as recorded', async () => {
    const { asked, ids, replay } = server()
    expect((await replay()).differences).toEqual([])
    expect(asked[2]).toMatchObject({
      url: `/rest/v1/instances?id=eq.${ids.funds}`,
      authorization: 'Bearer another.token.of.2',
    })
    expect(sure(asked[3]).body).toMatchObject({ resolutions: { [ids.flat]: 'x' } })
    expect(sure(asked.at(-1)).url).toBe('/rest/v1/rpc/delete_account')
  })

  it('tells which accounts it could not delete, and tries each', async () => {
    const refused = server((path) => (path.endsWith('delete_account') ? { status: 503, body: 'Busy' } : {}))
    const { undeleted, differences } = await refused.replay()
    expect(differences).toEqual([])
    expect(undeleted).toEqual([expect.stringMatching(/^[0-9a-f-]{36}: 503 "Busy"$/)])
    expect((await server().replay()).undeleted).toEqual([])
  })

  it('ends with what broke first, also when its accounts cannot be deleted then', async () => {
    const { replay } = server((path) => {
      if (path.endsWith('delete_account')) throw new TypeError('fetch failed')
      if (path.endsWith('apply')) throw new Error('The line is dead')
      return {}
    })
    await expect(replay()).rejects.toThrow(/^The line is dead\nNot deleted: [0-9a-f-]{36}: fetch failed$/)
  })

  it('does not delete an account again that the story deleted', async () => {
    const farewell = exchange('POST', '/rest/v1/rpc/delete_account', {}, 200, null)
    const asked: string[] = []
    const { undeleted } = await replayStory(sure(tellStory('c', [sure(exchanges[0]), farewell], key)), {
      apiUrl: 'http://api.test',
      key: 'their_key',
      fetch: async (input) => {
        asked.push(new URL(String(input)).pathname)
        return asked.length === 1
          ? Response.json({ access_token: 'another.token.of.2', user: { id: sure(user), email } })
          : Response.json(null)
      },
    })
    expect(asked).toEqual(['/auth/v1/signup', '/rest/v1/rpc/delete_account'])
    expect(undeleted).toEqual([])
  })

  it('signs in as accounts that are given, whenever the story signs in', async () => {
    const again = exchange(
      'POST',
      '/auth/v1/token?grant_type=password',
      { email, password: 'recorded' },
      200,
      {},
    )
    const twice = sure(tellStory('b', [sure(exchanges[0]), again], key))
    const bodies: Json[] = []
    await replayStory(twice, {
      apiUrl: 'http://api.test',
      key: 'their_key',
      nextAccount: async () => ({ email: 'given@example.com', password: 'theirs' }),
      fetch: async (_input, init) => {
        bodies.push(JSON.parse(String(init?.body)))
        return Response.json({
          access_token: 'another.token.of.2',
          user: { id: sure(user), email: 'given@example.com' },
        })
      },
    })
    const given = { email: 'given@example.com', password: 'theirs' }
    expect(bodies.slice(0, 2)).toEqual([given, given])
  })

  it('reports another status, with what was said', async () => {
    const { replay } = server((path) =>
      path.endsWith('apply') ? { status: 409, body: { code: 'PT409' } } : {},
    )
    expect((await replay()).differences).toMatchObject([
      { what: 'status', recorded: '200', seen: '409 {"code":"PT409"}', step: 'apply' },
    ])
  })

  it('reports a key that is missing, one that is new, and one of another kind', async () => {
    const { replay } = server((path) =>
      path === '/rest/v1/rpc/apply' ? { body: { okay: true } } : path.startsWith('/rest') ? {} : {},
    )
    expect((await replay()).differences).toMatchObject([
      { what: 'shape', place: 'ok', recorded: 'boolean', seen: null },
      { what: 'shape', place: 'okay', recorded: null, seen: 'boolean' },
    ])
  })

  it('says when a value that a request needs was not answered, and does not send it', async () => {
    const { asked, replay } = server((path) => (path === '/rest/v1/instances' ? { body: [] } : {}))
    const { differences } = await replay()
    expect(differences).toContainEqual(
      expect.objectContaining({ what: 'reference', place: 'instances.[name=Funds].id', step: 'instances-2' }),
    )
    expect(asked.filter(({ url }) => url.includes('{{'))).toEqual([])
  })
})

it('takes elements of a list together', () => {
  expect(shapeOf([{ a: 1 }, { a: null, b: '2026-11-22 08:27:26+00' }])).toEqual([
    ': list',
    '[]: object',
    '[].a: null|number',
    '[].b: time',
  ])
})

it('accepts what is known of other servers, and nothing beside it', () => {
  const difference = { story: 's', step: 't', method: 'POST', address: '/rest/v1/profiles', place: '' }
  const of = (what: 'status' | 'shape', recorded: string, seen: string) =>
    reasonToAccept({ ...difference, what, recorded, seen })
  expect(of('status', '201', '200')).toMatch(/upsert/)
  expect(of('status', '201', '409 {"code":"23505"}')).toBe(null)
  expect(of('shape', 'text', 'number')).toBe(null)
})

describe('what is recorded', () => {
  const methods: Record<string, string> = {
    select: 'GET',
    insert: 'POST',
    upsert: 'POST',
    update: 'PATCH',
    delete: 'DELETE',
  }
  /** Only operators read these, and whoever replays is none. */
  const ofOperators = ['GET operator_findings']

  it('has every function and every table in each way that the app uses it', async () => {
    const data = path.resolve(import.meta.dirname, '../../src/data')
    const files = (await readdir(data, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file))
    const text = (await Promise.all(files.map((file) => readFile(path.join(data, file), 'utf8')))).join('\n')
    const used = [
      ...[...text.matchAll(/\.from\('(\w+)'\)\s*\.(\w+)\(/g)].map(
        ([, table, way]) => `${methods[sure(way)] ?? way} ${table}`,
      ),
      ...[...text.matchAll(/\brpc\(\s*'(\w+)'/g)].map(([, name]) => `rpc/${name}`),
    ]
    expect(new Set(used).size).toBeGreaterThan(25)
    const recorded = new Set(
      (await readStories())
        .flatMap(({ steps }) => steps)
        .flatMap(({ method, address }) => {
          const [, name] = /^\/rest\/v1\/([\w/]+)/.exec(address) ?? []
          return name ? [name.startsWith('rpc/') ? name : `${method} ${name}`] : []
        }),
    )
    const missing = [...new Set(used)].filter((use) => !recorded.has(use)).sort()
    expect(missing).toEqual(ofOperators)
  })
})
