import { gzipSync } from 'node:zlib'
import { expect, test } from './support/test.ts'

test('signing in needs at most 170 kB of compressed JavaScript, and nothing of the app behind it', async ({
  page,
}) => {
  const scripts = new Map<string, number>()
  page.on('response', async (response) => {
    if (response.request().resourceType() === 'script')
      scripts.set(new URL(response.url()).pathname, gzipSync(await response.body(), { level: 9 }).length)
  })
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  const total = [...scripts.values()].reduce((sum, size) => sum + size, 0)
  expect(total).toBeGreaterThan(50_000)
  expect(total, JSON.stringify(Object.fromEntries(scripts))).toBeLessThanOrEqual(170_000)
})
