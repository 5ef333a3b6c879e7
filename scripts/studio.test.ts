/** Who gets into Studio: its own pages, and programs of this machine. */
import { type IncomingHttpHeaders, request } from 'node:http'
import type { App } from '@supabase/lite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStudio, type Studio } from './studio.ts'
import { sure } from './sure.ts'

let studio: Studio
const reached: string[] = []
const app = {
  fetch: async ({ url, method }: Request, env: { peerAddress: string }) => {
    reached.push(`${method} ${new URL(url).pathname} ${env.peerAddress}`)
    return new Response('{}')
  },
} as unknown as App

beforeAll(async () => {
  studio = await openStudio(Promise.resolve(app), 0)
})
afterAll(() => studio.close())

function ask(method: string, path: string, headers: IncomingHttpHeaders = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    request(studio.url, { method, path, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(sure(response.statusCode)))
    })
      .on('error', reject)
      .end()
  })
}

const own = () => `http://127.0.0.1:${studio.port}`
const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36'
const data = [
  '/rest/v1/feature_flags',
  '/_system/info',
  '/%72est/v1/feature_flags',
  '/auth/v1/signup',
  '/storage/v1/bucket',
]

const insiders: [string, () => IncomingHttpHeaders][] = [
  ['a program of this machine', () => ({})],
  ['a page of Studio', () => ({ 'sec-fetch-site': 'same-origin', 'user-agent': browser })],
  [
    'a page of Studio that writes',
    () => ({ origin: own(), 'sec-fetch-site': 'same-origin', 'user-agent': browser }),
  ],
  ['a program that names the origin', () => ({ origin: own() })],
  ['somebody who types the address', () => ({ 'sec-fetch-site': 'none', 'user-agent': browser })],
  ['localhost', () => ({ host: `localhost:${studio.port}` })],
]
it.each(insiders)('Studio answers %s', async (_who, headers) => {
  for (const path of data)
    for (const method of ['GET', 'PATCH'])
      expect(await ask(method, path, headers()), `${method} ${path}`).toBe(200)
  expect(reached.splice(0)).toContain('PATCH /rest/v1/feature_flags 127.0.0.1')
})

const outsiders: [string, () => IncomingHttpHeaders][] = [
  ['a page of another site', () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })],
  ['a picture on another site', () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })],
  ['a link on another site', () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })],
  ['a page of the app', () => ({ origin: 'http://127.0.0.1:5173', 'sec-fetch-site': 'same-site' })],
  ['a page without an origin', () => ({ origin: 'null', 'sec-fetch-site': 'cross-site' })],
  ['another site in a browser that does not tell', () => ({ origin: 'https://evil.example' })],
  ['a file in a browser that does not tell', () => ({ origin: 'null' })],
  ['a browser that tells nothing', () => ({ 'user-agent': browser })],
  ['a name that leads here', () => ({ host: 'evil.example', 'sec-fetch-site': 'same-origin' })],
  [
    'a name that leads here, with the port',
    () => ({ host: `evil.example:${studio.port}`, origin: `http://evil.example:${studio.port}` }),
  ],
  ['another port', () => ({ host: '127.0.0.1:1' })],
]
it.each(outsiders)('Studio refuses %s', async (_who, headers) => {
  for (const path of data)
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS'])
      expect(await ask(method, path, headers()), `${method} ${path}`).toBe(403)
  expect(reached).toEqual([])
})

it('Studio serves its pages to a link from anywhere, and none under another name', async () => {
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'user-agent': browser }
  for (const path of ['/', '/editor', '/editor/public.feature_flags', '/editor?x=1'])
    expect(await ask('GET', path, link), path).toBe(200)
  expect(await ask('GET', '/', { ...link, host: `evil.example:${studio.port}` })).toBe(403)
  expect(await ask('POST', '/editor', link)).toBe(403)
  reached.length = 0
})

it('Studio serves nothing but its own files', async () => {
  expect(await ask('GET', '/static/favicon.ico')).toBe(200)
  for (const path of [
    '/static/',
    '/static/../index.js',
    '/static/..%2findex.js',
    '/static/../../package.json',
    '/static/nothing.js',
  ])
    expect(await ask('GET', path), path).toBe(404)
  expect(reached).toEqual([])
})

it('Studio takes another port where the one it wants is taken', async () => {
  const second = await openStudio(Promise.resolve(app), studio.port)
  expect(second.port).not.toBe(studio.port)
  await second.close()
})
