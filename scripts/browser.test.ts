import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it } from 'vitest'
import { disabledFeatures } from './browser.ts'
import { sure } from './sure.ts'

it('switches off all features of a browser that Playwright does', () => {
  const playwright = path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
  const bundle = readFileSync(path.join(playwright, 'lib/coreBundle.js'), 'utf8')
  const list = /disabledFeatures = \[([^\]]+)\]/.exec(bundle)?.[1] ?? ''
  const theirs = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => sure(name))
  expect(theirs).toContain('PaintHolding')
  // Those that begin with "ms" are of Edge.
  expect(theirs.filter((name) => !name.startsWith('ms') && !disabledFeatures.includes(name))).toEqual([])
})
