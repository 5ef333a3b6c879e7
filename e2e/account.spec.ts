import { typeInto } from './support/scenarios.ts'
import { expect, loadSample, signIn, signOut, signUp, somebody, test, visit } from './support/test.ts'

test('opens with signing in, and remembers where the visitor wanted to go', async ({ page }) => {
  const person = somebody()
  await signUp(page, person)
  await signOut(page)

  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

test('says beside each field what is wrong, and keeps what was typed', async ({ page }) => {
  await page.goto('/sign-up')
  await page.getByLabel('E-mail').fill('not an address')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText('This does not look like an e-mail address.')).toBeVisible()
  await expect(page.getByText('Use at least 8 characters.')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue('not an address')
})

test.describe('refused credentials', () => {
  test.use({ expectedFailures: /auth\/v1\/(token|signup)/ })

  test('a wrong password is refused in plain words', async ({ page }) => {
    const person = somebody()
    await signUp(page, person)
    await signOut(page)
    await signIn(page, { ...person, password: 'wrong password' })
    await expect(page.getByRole('alert')).toContainText('E-mail or password is wrong.')
    await expect(page.getByLabel('E-mail')).toHaveValue(person.email)
  })

  test('an account can be opened once for an e-mail', async ({ page }) => {
    const person = somebody()
    await signUp(page, person)
    await signOut(page)
    await page.goto('/sign-up')
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill('another password')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('alert')).toContainText('There is already an account with this e-mail.')
  })
})

test('the next user of the same browser sees nothing of the first', async ({ page }) => {
  await signUp(page, somebody())
  await loadSample(page)
  await page.getByRole('link', { name: 'Index funds' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Index funds')
  const address = page.url()
  await signOut(page)

  await signUp(page, somebody())
  await visit(page, 'Investments')
  await expect(page.getByRole('button', { name: 'Load a sample portfolio' })).toBeVisible()
  await page.goto(address)
  await expect(
    page.getByRole('heading', { name: /does not exist|not found|nothing here|no such/i }),
  ).toBeVisible()
})

test('display settings hold after a reload', async ({ investor: page }) => {
  await visit(page, 'Settings')
  await page.getByRole('combobox', { name: 'Numbers and dates' }).click()
  await page.getByRole('option', { name: 'German (Germany)' }).click()
  await expect(page.getByText('1.234.567,89')).toBeVisible()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')

  await page.reload()
  await expect(page.getByText('1.234.567,89')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')

  await typeInto(page.getByRole('textbox', { name: 'Opening balance' }), '1200')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('Your assumptions are saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Opening balance' })).toHaveValue('1.200')
})

test.describe('a deleted account', () => {
  test.use({ expectedFailures: /auth\/v1\/(token|logout|user)/ })

  test('is gone for good, after two questions', async ({ page }) => {
    const person = somebody()
    await signUp(page, person)
    await loadSample(page)
    await visit(page, 'Settings')
    await page.getByRole('button', { name: 'Delete the account' }).click()
    await expect(page.getByRole('button', { name: 'Delete everything' })).toBeDisabled()
    await page.getByLabel('Your e-mail, to be sure').fill(person.email)
    await page.getByRole('button', { name: 'Delete everything' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await signIn(page, person)
    await expect(page.getByRole('alert')).toContainText('E-mail or password is wrong.')
  })
})

test('an unknown address shows ways on', async ({ investor: page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Investments' }).click()
  await expect(page.getByRole('heading', { name: 'Investments', level: 1 })).toBeVisible()
})

test('assumptions changed in two tabs are decided about, not overwritten', async ({
  investor: page,
  context,
}) => {
  await page.goto('/settings')
  const other = await context.newPage()
  await other.goto('/settings')
  const inflation = (tab: typeof page) => tab.getByRole('textbox', { name: 'Inflation' })
  await typeInto(inflation(page), '3')
  await typeInto(inflation(other), '2')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('Your assumptions are saved.')).toBeVisible()
  await other.getByRole('button', { name: 'Save assumptions' }).click()
  const changes = other.getByRole('table', { name: 'What changed meanwhile' })
  await expect(changes.getByRole('row', { name: /^Inflation/ })).toContainText('3')
  await other.getByRole('button', { name: 'Save my changes on top' }).click()
  await expect(other.getByText('Your assumptions are saved.')).toBeVisible()
  await page.reload()
  await expect(inflation(page)).toHaveValue('2')
})
