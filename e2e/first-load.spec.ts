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

test('text is drawn in the font that the theme names, and every figure is as wide as the others', async ({
  page,
}) => {
  const fonts: string[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'font') fonts.push(response.url())
  })
  await page.goto('/sign-in')
  await expect(page.getByLabel('E-mail')).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  const found = await page.evaluate(() => {
    const named = getComputedStyle(document.body).fontFamily.split(',')[0]?.replaceAll('"', '')
    const width = (text: string) => {
      const span = document.body.appendChild(document.createElement('span'))
      span.textContent = text
      const { width } = span.getBoundingClientRect()
      span.remove()
      return width
    }
    return {
      isThere: [...document.fonts].some(({ family, status }) => family === named && status === 'loaded'),
      // Without tabular figures a one of this font is narrower.
      widths: new Set(['11111111', '00000000', '48484848'].map(width)).size,
      input: getComputedStyle(document.querySelector('input') ?? document.body).fontVariantNumeric,
    }
  })
  expect(found).toEqual({ isThere: true, widths: 1, input: 'tabular-nums' })
  expect(fonts.map((url) => new URL(url).origin)).toEqual([new URL(page.url()).origin])
})
