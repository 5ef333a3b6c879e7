/** The traffic recorded from the embedded backend, replayed against native PostgreSQL. */
import { expect, it, vi } from 'vitest'
import { sure } from '../../scripts/sure.ts'
import { replay, reportInWords } from '../../scripts/traffic/replay.ts'
import { readStories } from '../../scripts/traffic/stories.ts'
import type { Step } from '../../scripts/traffic/story.ts'
import { stack } from '../support/stack.ts'

vi.setConfig({ testTimeout: 300_000 })

const readsInstances = ({ method, address }: Step) =>
  method === 'GET' && address.startsWith('/rest/v1/instances?')

const here = { apiUrl: stack.apiUrl, key: stack.publishableKey, users: [], words: '' }

it('recorded traffic is answered as it was recorded', async () => {
  const report = await replay(here)
  expect(reportInWords(report)).toMatch(/answered as recorded\.$/)
  expect(report.undeleted).toEqual([])
  expect(report.requests).toBeGreaterThan(50)
})

it('a replay says where a status is wrong or a key is missing', async () => {
  const stories = await readStories()
  const makesScenario = ({ address }: Step) => address.includes('/rpc/create_scenario')
  const { title } = sure(stories.find(({ steps }) => steps.some(makesScenario) && steps.some(readsInstances)))
  const spoiled: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    const { pathname } = new URL(String(input))
    if (pathname === '/rest/v1/instances' && init?.method === 'GET')
      return new Response('[]', { status: 404 })
    if (!pathname.endsWith('/create_scenario')) return response
    const { copied: _copied, ...rest } = await response.json()
    return Response.json(rest, { status: response.status })
  }
  const { differences } = await replay({ ...here, words: title, fetch: spoiled })
  expect(differences).toContainEqual(
    expect.objectContaining({ what: 'shape', place: 'copied', seen: null, step: 'create_scenario' }),
  )
  const report = reportInWords({ stories: 1, requests: 1, differences, accepted: new Map(), undeleted: [] })
  expect(report).toMatch(/shape copied: \w+ when recorded, nothing here/)
  expect(report).toMatch(/status: 200 when recorded, 404 \[\] here/)
})

it('recorded traffic stays readable: a bounded number of requests, and no token, key or address of anybody in them', async () => {
  const stories = await readStories()
  const steps = stories.flatMap((story) => story.steps)
  expect(steps.length).toBeLessThanOrEqual(400)
  const text = JSON.stringify(stories)
  expect(text).not.toContain(stack.publishableKey)
  expect(text).not.toMatch(/eyJ[A-Za-z0-9_-]{20}/)
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/)
})
