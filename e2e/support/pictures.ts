/** Pictures for documents: the same at each run, and small. */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'

const quality = 82

/** A day on which every rate of tax holds that the sample uses; in an afternoon, so that it is the same day everywhere near. */
const today = new Date('2026-03-02T14:00:00+11:00')
const times = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?=\+00|Z)/g

/** A lineage says which random numbers a holding meets: in pictures those of its name, so that futures are the same futures. */
function withLineageOfName(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('lineage_id' in value && 'name' in value)) return value
  const digest = createHash('sha256').update(String(value.name)).digest('hex')
  const lineage = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
  return { ...value, lineage_id: lineage }
}

/** Stops the page's clock, and has what the server chose be the same each time too when pictures are taken. */
export async function standStill(page: Page, isForPictures: boolean) {
  await page.clock.setFixedTime(today)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  if (!isForPictures) return
  await page.setViewportSize({ width: 1120, height: 800 })
  await page.route(/\/rest\/v1\//, async (route) => {
    const response = await route.fetch()
    const text = await response.text()
    const isJson = text !== '' && response.headers()['content-type']?.includes('json')
    const body = isJson ? JSON.stringify(JSON.parse(text, withLineageOfName)) : text
    await route.fulfill({ response, body: body.replaceAll(times, today.toISOString().slice(0, 19)) })
  })
}

/** What is in view, without notices and the cursor of a text. */
export async function takePicture(page: Page, folder: string, name: string) {
  const notices = page.getByRole('button', { name: 'Dismiss' })
  while ((await notices.count()) > 0)
    // One that goes by itself meanwhile is gone as well.
    await notices
      .first()
      .click({ timeout: 2_000 })
      .catch(() => {})
  await page.addStyleTag({ content: '* { caret-color: transparent !important }' })
  await page.evaluate(() => document.fonts.ready)
  // Playwright's own pictures are PNG, three times as large.
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality })
  await session.detach()
  await writeFile(path.join(folder, `${name}.webp`), Buffer.from(data, 'base64'))
}
