import { createScenario, openTab, textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

test('one figure is found for an amount, and to be as good as reality', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'What must be true')
  await openTab(page, 'Projections')
  await page.getByText('What matters most', { exact: true }).click()
  const section = page.getByRole('region', { name: 'What must be true' })
  await section.getByRole('button', { name: 'Find it' }).click()
  await expect(section.getByText('Choose the figure to find.')).toBeVisible()

  await section.getByRole('combobox', { name: 'Figure' }).pressSequentially('index funds: exp')
  await page.keyboard.press('Enter')
  await section.getByLabel('So that it is enough to').selectOption('end with as much as reality')
  await section.getByRole('button', { name: 'Find it' }).click()
  // The scenario is as reality: what it is now is enough.
  await expect(section.getByRole('status')).toContainText(
    'Index funds: Expected return, to end with as much as reality',
  )
  await expect(section.getByRole('status')).toContainText(/([\d.]+)% a year or more.*Now it is \1% a year/s)

  await section.getByLabel('So that it is enough to').selectOption('end with an amount')
  await typeInto(textbox(page, 'Net worth at the end'), '900000000000')
  await page.keyboard.press('Enter')
  await expect(section.getByRole('status')).toContainText('Nothing between')
})

test('what is found for a chance of the goal, typed in, brings that chance', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'Enough for the goal')
  await openTab(page, 'Assumptions')
  await typeInto(textbox(page, 'Net worth to reach'), '2000000')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('The assumptions of this scenario are saved.')).toBeVisible()
  await openTab(page, 'Projections')
  await page.getByText('What matters most', { exact: true }).click()
  const section = page.getByRole('region', { name: 'What must be true' })
  await section.getByRole('combobox', { name: 'Figure' }).pressSequentially('salary: am')
  await page.keyboard.press('Enter')
  await section.getByRole('button', { name: 'Find it' }).click()
  const answer = section.getByRole('status').filter({ hasText: 'or more' })
  await expect(answer).toContainText('reach the goal in 80% of simulated futures')
  const [, found] = /\$([\d,.]+) a month or more/.exec((await answer.textContent()) ?? '') ?? []

  await answer.getByRole('link').focus()
  await page.keyboard.press('Enter')
  await expect(textbox(page, 'Amount')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(found ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Cancel' })).toBeHidden()
  await page.goBack()
  await openTab(page, 'Overview')
  await expect(page.getByText('Reaches the goal in about 80% of the futures')).toBeVisible()
})
