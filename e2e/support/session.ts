/** The session that a browser keeps. */
import { expect, type Page } from '@playwright/test'
import { sure } from '../../scripts/sure.ts'

/** Under which key of the browser's storage it is, and its text. */
export async function storedSession(page: Page): Promise<{ key: string; value: string }> {
  const stored = await page.evaluate(() => Object.entries<string>(localStorage))
  const [key, value] = sure(stored.find(([name]) => /^sb-.*-auth-token$/.test(name)))
  return { key, value }
}

/** The id of whoever is signed in on the page. */
export async function userIdOf(page: Page): Promise<string> {
  const { user } = JSON.parse((await storedSession(page)).value)
  expect(user.id).toMatch(/^[0-9a-f-]{36}$/)
  return user.id
}
