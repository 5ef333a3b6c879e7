/** Every kind of host is told the same, and the page about deploying shows what a build writes. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sure } from '../sure.ts'
import { caching, securityHeaders } from './headers.ts'
import { headersFile, nginxFile, redirectsFile, vercelFile } from './hosts.ts'
import { hosting } from './plugin.ts'

const security = securityHeaders(['https://abc.supabase.co/'])

function directives(...serverUrls: string[]): Record<string, string[]> {
  const policy = sure(securityHeaders(serverUrls)['Content-Security-Policy'])
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name, ...sources] = directive.split(' ')
      return [sure(name), sources]
    }),
  )
}

describe('the policy', () => {
  it('lets scripts be what the site serves, and WebAssembly, and no text', () => {
    expect(directives()['script-src']).toEqual(["'self'", "'wasm-unsafe-eval'"])
    expect(directives()['default-src']).toEqual(["'none'"])
    expect(directives()['style-src-attr']).toEqual(["'none'"])
  })

  it.each([
    [[], ["'self'"]],
    [['https://abc.supabase.co'], ["'self'", 'https://abc.supabase.co']],
    [['https://abc.supabase.co/'], ["'self'", 'https://abc.supabase.co']],
    [['https://example.com:8443/supabase'], ["'self'", 'https://example.com:8443']],
    [['http://127.0.0.1:54321'], ["'self'", 'http://127.0.0.1:54321']],
    [
      ['https://abc.supabase.co', 'https://abc-all.supabase.co'],
      ["'self'", 'https://abc.supabase.co', 'https://abc-all.supabase.co'],
    ],
    [
      ['https://abc.supabase.co', 'https://abc.supabase.co/'],
      ["'self'", 'https://abc.supabase.co'],
    ],
  ])('with the addresses %j lets pages speak to %j alone', (serverUrls, sources) => {
    expect(directives(...serverUrls)['connect-src']).toEqual(sources)
  })

  it('has nothing that would end a header, a directive or a string early', () => {
    for (const value of Object.values(securityHeaders(['https://a.example/\'";\n,x'])))
      expect(value).not.toMatch(/["\n\r]/)
  })
})

/** What a build emits beside the app. */
function builtFiles() {
  const files: string[] = []
  const { generateBundle } = hosting(['https://abc.supabase.co'])
  const emitFile = ({ fileName }: { fileName: string }) => void files.push(fileName)
  Reflect.apply(generateBundle as () => void, { emitFile }, [])
  return files
}

/** What each file says about an address, read as its host reads it. */
const readers: Record<string, (address: string) => Record<string, string>> = {
  'Netlify and Cloudflare Pages': (address) => {
    const found: Record<string, string> = {}
    let applies = false
    for (const line of headersFile(security).trimEnd().split('\n')) {
      const [, name, value] = /^ {2}([^:]+): (.*)$/.exec(line) ?? []
      if (name === undefined)
        applies = line.endsWith('*') ? address.startsWith(line.slice(0, -1)) : address === line
      else if (applies) {
        expect(found, `${name} once for ${address}`).not.toHaveProperty(name)
        found[name] = sure(value)
      }
    }
    return found
  },
  Vercel: (address) => {
    const { headers } = JSON.parse(vercelFile(security)) as {
      headers: { source: string; headers: { key: string; value: string }[] }[]
    }
    const found: Record<string, string> = {}
    for (const rule of headers)
      if (new RegExp(`^${rule.source}$`).test(address))
        for (const { key, value } of rule.headers) {
          expect(found, `${key} once for ${address}`).not.toHaveProperty(key)
          found[key] = value
        }
    return found
  },
  nginx: (address) => {
    const locations = [...nginxFile(security).matchAll(/^ {2}location (\/\S*) \{\n(.*?)\n {2}\}/gms)]
    const [, , body] = sure(
      locations
        .filter(([, prefix]) => address.startsWith(sure(prefix)))
        .sort(([, a], [, b]) => sure(b).length - sure(a).length)[0],
    )
    return Object.fromEntries(
      [...sure(body).matchAll(/add_header (\S+) "([^"]*)"( always)?;/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    )
  },
}

describe.each(Object.entries(readers))('%s', (host, read) => {
  it.each(['/', '/index.html', '/scenarios/1/projections', '/assets/start-1.js', '/favicon.svg'])(
    'sends every security header with %s',
    (address) => {
      expect(read(address)).toMatchObject(security)
    },
  )

  it('keeps files that are named by their content, and asks for pages anew', () => {
    expect(read('/assets/start-1.js')).toMatchObject(caching.hashed)
    expect(read('/')).toMatchObject(caching.page)
    expect(read('/index.html')).toMatchObject(caching.page)
    // The first two ask anew for whatever has no rule.
    if (!host.startsWith('Netlify')) expect(read('/scenarios')).toMatchObject(caching.page)
  })
})

it('every host answers every address with the page, but for files of another version', () => {
  expect(redirectsFile()).toBe('/assets/* /index.html 404\n/* /index.html 200\n')
  const [rewrite] = JSON.parse(vercelFile(security)).rewrites
  const isRewritten = (address: string) => new RegExp(`^${rewrite.source}$`).test(address)
  expect(['/', '/scenarios/1', '/assets'].filter(isRewritten)).toHaveLength(3)
  expect(isRewritten('/assets/old-1.js')).toBe(false)
  // Cloudflare Pages looks for it beside what is missing. At the top it would take the page's place.
  expect(builtFiles().filter((name) => name.endsWith('404.html'))).toEqual(['assets/404.html'])
  expect(nginxFile(security)).toMatch(/location \/assets\/ \{[^}]*try_files \$uri =404;/)
  expect(nginxFile(security)).toMatch(/location \/ \{[^}]*try_files \$uri \/index\.html;/)
})

it('the page about deploying shows what a build writes for a host', async () => {
  const page = await readFile(path.resolve(import.meta.dirname, '../../docs/how-to/deploy.md'), 'utf8')
  const shown = [...page.matchAll(/^```(?:text|nginx|json)\n(.*?)^```$/gms)].map(([, block]) => block)
  for (const file of [headersFile(security), redirectsFile(), vercelFile(security), nginxFile(security)])
    expect(shown).toContain(file)
})
