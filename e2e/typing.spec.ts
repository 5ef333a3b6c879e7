/** What a value would mean shows while it is typed, and is the figure that the overview has once it is saved. */
import { createScenario, openTab, textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test.describe.configure({ timeout: 90_000 })

test('a rate that is typed or slid shows what it would mean, and saved it is the same figure on the overview', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Higher rates')
  await openTab(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: 'Two-bedroom flat, Brunswick', exact: true }).click()
  const panel = page.getByRole('region', { name: 'What it would mean' })
  const netWorth = panel.getByText(/^Net worth, \w+ \d{4}$/).locator('xpath=following-sibling::*[1]')
  const difference = panel.getByText('Difference from reality').locator('xpath=following-sibling::*[1]')
  await expect(netWorth).toHaveText(/^\$[\d,]{7,}$/)
  await expect(difference).toHaveText('$0')
  const before = (await netWorth.textContent()) ?? ''

  const growth = textbox(page, 'Growth in value')
  await typeInto(growth, '6')
  await expect(netWorth).not.toHaveText(before)
  await expect(difference).toHaveText(/^\+\$[\d,]+$/)
  const typed = (await netWorth.textContent()) ?? ''

  await growth.press('ArrowRight')
  await growth.pressSequentially('x')
  await expect(panel.getByText('The figures are those before it.')).toBeVisible()
  await expect(netWorth).toHaveText(typed)
  await growth.press('Backspace')

  const slider = panel.getByRole('slider', { name: 'Growth in value' })
  await slider.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(growth).toHaveValue('5.9')
  await expect(netWorth).not.toHaveText(typed)
  const [slid, lead] = [(await netWorth.textContent()) ?? '', (await difference.textContent()) ?? '']

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('is saved in the scenario')).toBeVisible()
  await expect(netWorth).toHaveText(slid)
  await page.getByRole('link', { name: 'Higher rates', exact: true }).first().click()
  await openTab(page, 'Overview')
  const card = (label: RegExp) => page.getByRole('main').getByText(label).locator('..')
  await expect(card(/^Net worth, \w+ \d{4}$/).getByText(slid, { exact: true })).toBeVisible()
  await expect(card(/^Difference from reality$/).getByText(lead, { exact: true })).toBeVisible()
})

test('what is typed of an investment itself shows what it would mean beside what is saved, and is that figure on the first page', async ({
  investor: page,
}) => {
  await loadSample(page)
  await visit(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: 'Index funds', exact: true }).click()
  const panel = page.getByRole('region', { name: 'What it would mean' })
  const netWorth = panel.getByText(/^Net worth, \w+ \d{4}$/).locator('xpath=following-sibling::*[1]')
  const difference = panel.getByText('Difference from what is saved').locator('xpath=following-sibling::*[1]')
  await expect(difference).toHaveText('$0')
  const before = (await netWorth.textContent()) ?? ''

  // One key more, so that there is one figure to come.
  const contribution = textbox(page, 'Monthly contribution')
  await contribution.press('End')
  await contribution.press('0')
  await expect(difference).toHaveText(/^[+−-]\$[\d,]+$/)
  await expect(netWorth).not.toHaveText(before)
  await expect(panel.getByText(`As saved, in the middle: ${before}`)).toBeVisible()
  await expect(panel.getByText('What it comes to')).toBeVisible()
  // Said once the keys are still, of all that is typed.
  await expect(panel.getByText(/^Net worth in .+ from what is saved\.$/)).toBeAttached()
  const typed = (await netWorth.textContent()) ?? ''

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('“Index funds” is saved.')).toBeVisible()
  await expect(difference).toHaveText('$0')
  await expect(netWorth).toHaveText(typed)
  await visit(page, 'Overview')
  await expect(page.getByRole('main').getByText(typed, { exact: true }).first()).toBeVisible()
})
