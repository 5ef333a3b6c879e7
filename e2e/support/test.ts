/** The test of this folder: any complaint on a browser's console fails it, and people sign up as people do. */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { sure } from '../../scripts/sure.ts'
import { enterHousehold } from './household.ts'
import { openAccount } from './open-account.ts'
import { recordTraffic } from './traffic.ts'

export { expect }

export interface Person {
  email: string
  password: string
}

interface Fixtures {
  /** Requests that are meant to fail here; the browser reports them, and that is not a complaint. */
  expectedFailures: RegExp | null
  /** The page of somebody new who has an account and has said where they live. */
  investor: Page
}

export const test = base.extend<Fixtures>({
  expectedFailures: [null, { option: true }],

  context: async ({ context, expectedFailures }, use, { titlePath }) => {
    const complaints = listen(context, expectedFailures)
    const { E2E_TRAFFIC: traffic } = process.env
    if (traffic) await recordTraffic(context, traffic, titlePath.slice(1).join(' '))
    await use(context)
    expect(complaints, 'the browser console is silent').toEqual([])
  },

  investor: async ({ page, context, baseURL, locale }, use) => {
    // What is recorded is all that a browser sends.
    if (process.env.E2E_TRAFFIC) await signUp(page, somebody())
    else {
      await openAccount(context, sure(baseURL), sure(locale), somebody())
      await page.goto('/')
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    }
    await use(page)
  },
})

/** Collects what a context's pages complain about. */
function listen(context: BrowserContext, expectedFailures: RegExp | null = null): string[] {
  const complaints: string[] = []
  const add = (text: string) => {
    if (!expectedFailures?.test(text)) complaints.push(text)
  }
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) add(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => add(String(error.error())))
  return complaints
}

/** Credentials that no other test has. */
export function somebody(): Person {
  return { email: `investor-${crypto.randomUUID()}@example.com`, password: 'correct horse battery' }
}

export async function signUp(page: Page, person: Person) {
  await createAccount(page, person)
  await answerCountry(page)
}

/** As far as what everybody new is asked before anything else. */
export async function createAccount(page: Page, { email, password }: Person) {
  await page.goto('/sign-up')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
}

/** Agrees with where the browser says one lives. */
async function answerCountry(page: Page) {
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'Where do you live?' })).toBeHidden()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
}

export async function signIn(page: Page, { email, password }: Person) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

export async function signOut(page: Page) {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
}

/** Goes somewhere through the main navigation, as people do. */
export async function visit(
  page: Page,
  entry: 'Overview' | 'Investments' | 'Scenarios' | 'History' | 'Settings' | 'Help',
) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: entry, exact: true }).click()
}

/** Gives whoever is signed in the household of the tests, and goes to its list. */
export async function loadSample(page: Page) {
  await enterHousehold(page)
  await page.reload()
  await visit(page, 'Investments')
  await expect(page.getByText('8 investments')).toBeVisible()
}
