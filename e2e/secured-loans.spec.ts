import { createScenario, openTab, textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

// A whole story: many steps.
test.describe.configure({ timeout: 180_000 })

const flat = 'Two-bedroom flat, Brunswick'

test('a second loan on a property is chosen by its name, counts in the loan to value, and is repaid by the sale', async ({
  investor: page,
}) => {
  await loadSample(page)
  const open = async (name: string) => {
    await visit(page, 'Investments')
    await page.getByRole('main').getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  }
  const save = async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('link', { name: 'Cancel' })).toBeHidden()
  }

  await page.goto('/instances/new?kind=loan')
  await typeInto(textbox(page, 'Name'), 'Top-up')
  await typeInto(textbox(page, 'Balance owed'), '50000')
  const securedOn = page.getByRole('combobox', { name: 'Secured on' })
  await securedOn.click()
  await securedOn.pressSequentially('Brun')
  await page.getByRole('option', { name: flat }).waitFor()
  await securedOn.press('ArrowDown')
  await securedOn.press('Enter')
  await expect(securedOn).toHaveValue(flat)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('“Top-up” was added.')).toBeVisible()

  await open(flat)
  const comesTo = page.getByRole('region', { name: 'What it would mean' })
  await expect(comesTo).toContainText('Also secured on it: Top-up $50,000.')
  await expect(comesTo).toContainText('Loan to value with it: 80%.')
  const year = new Date().getFullYear() + 5
  await typeInto(textbox(page, 'Sale month'), `${year}-06`)
  await save()

  await open('Top-up')
  await expect(securedOn).toHaveValue(flat)
  await expect(comesTo).toContainText(`It is repaid in June ${year}`)

  // A loan that is owed later than that is refused beside the field, before anything is sent.
  await typeInto(textbox(page, 'Start month'), `${year}-07`)
  await expect(
    page.getByText('This property is sold before the loan is owed.', { exact: true }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('One value is refused. See the marked fields.')).toBeVisible()
  await typeInto(textbox(page, 'Start month'), `${year}-06`)
  await save()

  // Nor is the property sold before the loan is owed, in reality or in a scenario: said beside the month while it is typed.
  const problem = 'Top-up” is secured on this property, and owed only after it is sold.'
  await open(flat)
  await typeInto(textbox(page, 'Sale month'), `${year}-05`)
  await expect(page.getByText(problem)).toBeVisible()
  await typeInto(textbox(page, 'Sale month'), `${year}-06`)
  await expect(page.getByText(problem)).toBeHidden()
  await createScenario(page, 'Sell sooner')
  await openTab(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: flat, exact: true }).click()
  await typeInto(textbox(page, 'Sale month'), `${year}-04`)
  await expect(page.getByText(problem)).toBeVisible()
})
