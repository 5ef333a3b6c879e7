/** Sessions end: by themselves, under what is being typed, and by signing out while the server is away. */
import type { Page } from '@playwright/test'
import { textbox } from './support/scenarios.ts'
import { expect, loadSample, signIn, signOut, signUp, somebody, test, visit } from './support/test.ts'

const refreshes = /auth\/v1\/token\?grant_type=refresh_token/

/** From now on the server knows nothing of this session. */
async function endSession(page: Page) {
  await page.route('**/rest/v1/**', (route) =>
    route.fulfill({ status: 401, json: { code: 'PGRST301', message: 'JWT expired' } }),
  )
  await page.route(refreshes, (route) =>
    route.fulfill({
      status: 400,
      json: { code: 'refresh_token_not_found', message: 'Invalid Refresh Token' },
    }),
  )
}

async function bringBackServer(page: Page) {
  await page.unroute('**/rest/v1/**')
  await page.unroute(refreshes)
}

test.describe('a session that ends', () => {
  test.use({ expectedFailures: /status of (400|401)/ })

  test('waits for the same user to sign in again and loses nothing that was typed', async ({ page }) => {
    const person = somebody()
    await signUp(page, person)
    await loadSample(page)
    await page.getByRole('link', { name: 'Index funds' }).click()
    await textbox(page, 'Value').fill('140000')
    await endSession(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()

    const dialog = page.getByRole('dialog', { name: 'Sign in again to go on' })
    await expect(dialog).toContainText(person.email)
    await dialog.getByLabel('Password', { exact: true }).fill('wrong password')
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await expect(dialog.getByRole('alert')).toContainText('E-mail or password is wrong.')

    await bringBackServer(page)
    await dialog.getByLabel('Password', { exact: true }).fill(person.password)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await expect(dialog).toBeHidden()
    await expect(textbox(page, 'Value')).toHaveValue('140,000')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('“Index funds” is saved.')).toBeVisible()
  })

  test('can be left without saving, for somebody else to sign in', async ({ page }) => {
    await signUp(page, somebody())
    await loadSample(page)
    await page.getByRole('link', { name: 'Index funds' }).click()
    await textbox(page, 'Value').fill('140000')
    await endSession(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Leave without saving' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })

  test('leads to signing in when there is nothing to lose', async ({ page }) => {
    await signUp(page, somebody())
    // What the page still reads would lead there before anybody goes anywhere.
    await expect(page.getByRole('heading', { name: 'Begin with what you earn and spend' })).toBeVisible()
    await page.waitForLoadState('networkidle')
    await endSession(page)
    await visit(page, 'History')
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })
})

test('signing out asks before it takes unsaved changes along', async ({ investor: page }) => {
  await loadSample(page)
  await page.getByRole('link', { name: 'Index funds' }).click()
  await textbox(page, 'Value').fill('140000')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(textbox(page, 'Value')).toHaveValue('140,000')

  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('the next user reads no notice of the last', async ({ page }) => {
  const [first, second] = [somebody(), somebody()]
  await signUp(page, second)
  await signOut(page)
  await signUp(page, first)
  await loadSample(page)
  await page.getByRole('button', { name: 'Actions for Car loan' }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click()
  await expect(page.getByText('“Car loan” is archived.')).toBeVisible()
  await signOut(page)
  await signIn(page, second)
  await visit(page, 'Investments')
  await expect(page.getByRole('button', { name: 'Load a sample portfolio' })).toBeVisible()
  await expect(page.getByText('“Car loan” is archived.')).toBeHidden()
})

test.describe('signing out while the server is away', () => {
  test.use({ expectedFailures: /ERR_FAILED|Failed to fetch|Scenarios: .* cannot be reached/ })

  test('works, says what that means, and holds after a reload', async ({ investor: page }) => {
    await page.route('**/auth/v1/**', (route) => route.abort())
    await signOut(page)
    await expect(page.getByRole('status')).toContainText('You are signed out of this browser')
    await page.unroute('**/auth/v1/**')
    await page.goto('/instances')
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })
})
