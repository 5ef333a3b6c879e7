/** One session, several tabs, and a laptop that sleeps: what is typed stays its user's, and nothing is lost. */
import type { Page } from '@playwright/test'
import { createChanged, openTab, textbox, typeInto } from './support/scenarios.ts'
import { storedSession } from './support/session.ts'
import {
  expect,
  loadSample,
  type Person,
  signIn,
  signOut,
  signUp,
  somebody,
  test,
  visit,
} from './support/test.ts'

/** The laptop was shut until its access token had run out: timers stood still, and it wakes on the open page. */
async function sleepPastExpiry(page: Page) {
  const { key, value } = await storedSession(page)
  const expired = { ...JSON.parse(value), expires_at: Math.floor(Date.now() / 1000) - 3_600 }
  await page.evaluate(([name, session]) => localStorage.setItem(name, session), [
    key,
    JSON.stringify(expired),
  ] as const)
}

async function editIndexFunds(page: Page, value: string) {
  await page.getByRole('main').getByRole('link', { name: 'Index funds', exact: true }).click()
  await typeInto(textbox(page, 'Value'), value)
}

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
const refreshes = /auth\/v1\/token\?grant_type=refresh_token/
const question = (page: Page) => page.getByRole('dialog', { name: 'Sign in again to go on' })

async function signInAgain(page: Page, person: Person) {
  await question(page).getByLabel('Password', { exact: true }).pressSequentially(person.password)
  await question(page).getByLabel('Password', { exact: true }).press('Enter')
  await expect(question(page)).toBeHidden()
}

test('a laptop that slept past the end of its token goes on where it was', async ({ investor: page }) => {
  await loadSample(page)
  await editIndexFunds(page, '140000')
  await sleepPastExpiry(page)
  await save(page)
  await expect(page.getByText('“Index funds” is saved.')).toBeVisible()
})

test('two tabs that wake at once share the renewed session, and both save', async ({
  investor: page,
  context,
}) => {
  await loadSample(page)
  const other = await context.newPage()
  await other.goto('/instances')
  await editIndexFunds(page, '140000')
  await other.getByRole('main').getByRole('link', { name: 'Car loan', exact: true }).click()
  await typeInto(textbox(other, 'Name'), 'Small car')
  await sleepPastExpiry(page)
  await Promise.all([save(page), save(other)])
  await expect(page.getByText('“Index funds” is saved.')).toBeVisible()
  await expect(other.getByText('“Small car” is saved.')).toBeVisible()
})

test.describe('a laptop that wakes without a network', () => {
  test.use({ expectedFailures: /ERR_FAILED|Failed to fetch|status of 503|AuthRetryableFetchError/ })

  test('is not called signed out, and saves once the network is back', async ({ investor: page }) => {
    await loadSample(page)
    await editIndexFunds(page, '140000')
    await page.route(refreshes, (route) => route.abort())
    await sleepPastExpiry(page)
    await save(page)
    await expect(page.getByRole('alert').filter({ hasText: 'The server cannot be reached' })).toBeVisible({
      timeout: 40_000,
    })
    await expect(question(page)).toBeHidden()
    await expect(textbox(page, 'Value')).toHaveValue('140,000')
    await page.unroute(refreshes)
    // The client of the sign-in server asks again after a minute at the latest; signing in elsewhere ends its wait too.
    await expect(async () => {
      await save(page)
      await expect(page.getByText('“Index funds” is saved.')).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 90_000 })
  })

  test('does not send whoever opens a page to sign in', async ({ investor: page }) => {
    await sleepPastExpiry(page)
    await page.route(refreshes, (route) => route.fulfill({ status: 503, json: { message: 'unavailable' } }))
    await page.goto('/history')
    await expect(page.getByRole('alert')).toContainText('You are still signed in.', { timeout: 45_000 })
    await page.unroute(refreshes)
    await page.getByRole('button', { name: 'Try again' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible()
  })

  test.setTimeout(180_000)
})

test.describe('a session that was revoked while the laptop slept', () => {
  test.use({ expectedFailures: /status of (400|401)/ })

  test('waits for its user with everything that was typed', async ({ page }) => {
    const person = somebody()
    await signUp(page, person)
    await loadSample(page)
    await editIndexFunds(page, '140000')
    // GoTrue, tokens/service.go: the family of a token that was used twice is revoked.
    await page.route(refreshes, (route) =>
      route.fulfill({
        status: 400,
        headers: { 'x-supabase-api-version': '2024-01-01' },
        json: { code: 'refresh_token_already_used', message: 'Invalid Refresh Token: Already Used' },
      }),
    )
    await sleepPastExpiry(page)
    await save(page)
    await expect(question(page)).toContainText('Your session has ended.')
    await signInAgain(page, person)
    await expect(textbox(page, 'Value')).toHaveValue('140,000')
    await save(page)
    await expect(page.getByText('“Index funds” is saved.')).toBeVisible()
  })
})

test.describe('somebody else who signs in in another tab', () => {
  test('neither takes along what was typed nor sees or saves anything of it', async ({ page, context }) => {
    const [first, second] = [somebody(), somebody()]
    await signUp(page, second)
    await signOut(page)
    await signUp(page, first)
    await loadSample(page)
    await editIndexFunds(page, '140000')
    const names: (string | null)[] = []
    page.on('request', (request) => {
      if (request.url().includes('/rest/v1/')) names.push(request.headers().authorization ?? null)
    })

    const other = await context.newPage()
    await other.goto('/instances')
    await signOut(other)
    await expect(question(page)).toContainText('Your session has ended.')
    await signIn(other, second)
    await expect(other.getByRole('button', { name: `Account of ${second.email}` })).toBeVisible()
    await expect(question(page)).toContainText(second.email)
    await expect(question(page)).toContainText('Nothing of this page is shown or sent to them.')
    // Returning to the tab is when its screens ask the server again.
    await page.bringToFront()
    const token = JSON.parse((await storedSession(other)).value).access_token as string
    await signInAgain(page, first)
    expect(names).not.toContain(`Bearer ${token}`)
    await expect(textbox(page, 'Value')).toHaveValue('140,000')
    await save(page)
    await expect(page.getByText('“Index funds” is saved.')).toBeVisible()
    // The other tab held nothing: it is the first user's now, from the overview.
    await expect(other.getByRole('button', { name: `Account of ${first.email}` })).toBeVisible()
  })

  test('gets the page once what was typed is given up, from the overview', async ({ page, context }) => {
    const [first, second] = [somebody(), somebody()]
    await signUp(page, second)
    await signOut(page)
    await signUp(page, first)
    await loadSample(page)
    await editIndexFunds(page, '140000')
    const other = await context.newPage()
    await other.goto('/instances')
    await signOut(other)
    await signIn(other, second)
    await expect(question(page)).toContainText(second.email)
    await page.getByRole('button', { name: 'Leave without saving' }).press('Enter')
    await expect(page.getByRole('button', { name: `Account of ${second.email}` })).toBeVisible()
    await visit(page, 'Investments')
    await expect(page.getByRole('button', { name: 'Load a sample portfolio' })).toBeVisible()
  })
})

const draftsIn = (page: Page) =>
  page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('scenarios.draft.')))

test('decisions about an apply are asked about when signing out, and then leave the tab', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createChanged(page, 'Lower rates', ['Index funds', 'Value', '140000'])
  await openTab(page, 'Apply')
  await page.getByRole('checkbox', { name: 'Apply Index funds' }).press('Space')
  await expect.poll(() => draftsIn(page)).toHaveLength(1)
  // At once, whether or not the page has read its draft yet.
  await page.reload()
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Leave without saving' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => draftsIn(page)).toEqual([])
})
