import {
  applyAndConfirm,
  changeCopy,
  changeReality,
  createChanged,
  createScenario,
  expectReality,
  openScenario,
  openTab,
  textbox,
  typeInto,
} from './support/scenarios.ts'
import { expect, loadSample, signOut, signUp, somebody, test, visit } from './support/test.ts'

// These are whole stories: many steps each.
test.describe.configure({ timeout: 180_000 })

test('a scenario is changed, projected beside reality, previewed and applied in one step', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Invest more')
  await expect(page.getByText('Difference from reality').first()).toBeVisible()

  await changeCopy(page, 'Index funds', 'Monthly contribution', '1500')
  await openScenario(page, 'Invest more')
  await openTab(page, 'Investments')
  await page.getByRole('link', { name: 'Create new' }).click()
  await page.getByRole('link', { name: /^Cash deposit/ }).click()
  await textbox(page, 'Name').fill('Emergency fund')
  await textbox(page, 'Balance').fill('10000')
  await page
    .getByRole('button', { name: /^(Add|Create)/ })
    .last()
    .click()
  await expect(page.getByText('9 investments')).toBeVisible()

  await openTab(page, 'Projections')
  await expect(page.getByRole('row', { name: /^Difference/ })).toContainText('+$10,000')
  await page.getByText('Future money', { exact: true }).click()
  await expect(page).toHaveURL(/\?/)

  await openTab(page, 'Apply')
  await expect(page.getByText('Will be created')).toBeVisible()
  await expect(page.getByText('$1,500').first()).toBeVisible()
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()

  await visit(page, 'Investments')
  await expect(page.getByText('9 investments')).toBeVisible()
  await expectReality(page, 'Index funds', 'Monthly contribution', '1,500')
  await expectReality(page, 'Emergency fund', 'Balance', '10,000')

  await openScenario(page, 'Invest more')
  await openTab(page, 'Apply')
  await expect(page.getByRole('heading', { name: 'Nothing to apply' })).toBeVisible()
})

test('conflicts are decided one by one; fields of one side need no decision', async ({ investor: page }) => {
  await loadSample(page)
  await createChanged(
    page,
    'Conflict',
    ['Index funds', 'Value', '150000'],
    ['Index funds', 'Expected return', '8'],
  )
  await changeCopy(page, 'Savings account', 'Interest rate', '5')
  await changeReality(page, 'Index funds', 'Value', '141000')
  await changeReality(page, 'Index funds', 'Fees', '0.2')
  await changeReality(page, 'Savings account', 'Interest rate', '4')

  await openScenario(page, 'Conflict')
  await openTab(page, 'Apply')
  await expect(page.getByText('0 of 2 decided')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Apply' }).getByRole('button')).toBeDisabled()
  await expect(page.getByText('When copied: $132,000')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Keep now: $141,000' })).toBeVisible()
  await page.getByRole('radio', { name: 'Take proposed: $150,000' }).check()
  await expect(page.getByText('1 of 2 decided')).toBeVisible()

  // Decisions survive leaving the page.
  await visit(page, 'Help')
  await openScenario(page, 'Conflict')
  await openTab(page, 'Apply')
  await expect(page.getByText('1 of 2 decided')).toBeVisible()
  await page.getByRole('radio', { name: /^Keep now: 4/ }).check()
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()

  await expectReality(page, 'Index funds', 'Value', '150,000')
  await expect(textbox(page, 'Expected return')).toHaveValue('8')
  await expect(textbox(page, 'Fees')).toHaveValue('0.2')
  await expectReality(page, 'Savings account', 'Interest rate', '4')
})

test('what is to be decided comes first, the rest is folded, and all counts agree', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Counted')
  for (const [instance, field, value] of [
    ['Savings account', 'Interest rate', '5'],
    ['Savings account', 'Balance', '40000'],
    ['Two-bedroom flat, Brunswick', 'Rent', '700'],
  ] as const) {
    await changeCopy(page, instance, field, value)
    await openScenario(page, 'Counted')
  }
  await changeReality(page, 'Savings account', 'Interest rate', '4')
  await changeReality(page, 'Savings account', 'Monthly withdrawal', '100')
  await changeReality(page, 'Index funds', 'Fees', '0.2')

  await openScenario(page, 'Counted')
  await openTab(page, 'Apply')
  const cards = page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: /^Apply / }) })
  await expect(cards).toHaveCount(3)
  await expect(cards.nth(0)).toContainText('Savings account')
  await expect(cards.nth(0).getByRole('radio', { name: /^Take proposed/ })).toBeVisible()
  await expect(cards.getByRole('definition')).toHaveCount(0)
  await cards.nth(0).getByRole('button', { name: 'Show 2 fields that need no decision' }).click()
  await expect(cards.getByRole('definition').filter({ hasText: '$40,000' })).toHaveCount(2)

  const bar = page.getByRole('region', { name: 'Apply' })
  await expect(page.getByText('0 of 1 decided')).toBeVisible()
  await expect(cards.nth(0)).toContainText('1 decision to make')
  await expect(bar).toContainText('1 decision to make')
  await page.getByRole('radio', { name: /^Take proposed/ }).check()
  await expect(page.getByText('3 of 3 investments chosen')).toBeVisible()
  await expect(bar.getByRole('button', { name: 'Apply 3 investments' })).toBeEnabled()
  await expect(cards.nth(0)).toContainText('2 fields will change')
  await expect(bar).toContainText('Applying will change 2 investments (3 fields) and leave 1 as it is.')

  await page.getByRole('checkbox', { name: 'Apply Two-bedroom flat, Brunswick' }).uncheck()
  await expect(page.getByText('2 of 3 investments chosen')).toBeVisible()
  await expect(bar.getByRole('button', { name: 'Apply 2 investments' })).toBeEnabled()
  await expect(bar).toContainText('Applying will change 1 investment (2 fields) and leave 1 as it is.')
  await applyAndConfirm(page)
  await expect(page.getByText('1 investment changed (2 fields) and 1 left as it was')).toBeVisible()
})

test('reality that moves after the preview stops the apply and shows the new state', async ({
  investor: page,
  context,
}) => {
  await loadSample(page)
  await createChanged(page, 'Too late', ['Index funds', 'Value', '150000'])
  await openTab(page, 'Apply')
  await expect(page.getByRole('region', { name: 'Apply' }).getByRole('button')).toBeEnabled()

  const other = await context.newPage()
  await other.goto('/instances')
  await changeReality(other, 'Index funds', 'Value', '120000')
  await other.close()

  await applyAndConfirm(page)
  await expect(page.getByRole('alert', { name: 'Reality moved again, so nothing was applied' })).toBeVisible()
  await page.getByRole('radio', { name: 'Take proposed: $150,000' }).check()
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
  await expectReality(page, 'Index funds', 'Value', '150,000')
})

test.describe('a lost answer', () => {
  test.use({ expectedFailures: /ERR_FAILED|Failed to fetch/ })

  test('asking again ends in one application', async ({ investor: page }) => {
    await loadSample(page)
    await createChanged(page, 'Lost answer', ['Index funds', 'Value', '150000'])
    await openTab(page, 'Apply')
    await page.route('**/rpc/apply_scenario', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await applyAndConfirm(page)
    await expect(page.getByRole('alert', { name: 'The server did not answer' })).toBeVisible()
    await page.unroute('**/rpc/apply_scenario')
    await page.getByRole('button', { name: 'Ask again' }).click()
    await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
    await expect(page.getByText('nothing was done twice')).toBeVisible()

    await openTab(page, 'History')
    await expect(page.getByRole('button', { name: /details: Appl/i })).toHaveCount(1)
  })
})

test('an apply is undone from the history', async ({ investor: page }) => {
  await loadSample(page)
  await createChanged(page, 'Regret', ['Index funds', 'Value', '150000'])
  await openTab(page, 'Apply')
  await applyAndConfirm(page)
  await page.getByRole('link', { name: 'History and undo' }).click()
  await page.getByRole('button', { name: /^Undo/ }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: /undo/i }).last().click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expectReality(page, 'Index funds', 'Value', '132,000')
})

test('copies added later take in what reality became, and the scenario becomes the primary one', async ({
  investor: page,
}) => {
  await createScenario(page, 'Later')
  await visit(page, 'Investments')
  await loadSample(page)
  await openScenario(page, 'Later')
  await openTab(page, 'Investments')
  await page.getByRole('button', { name: 'Add from reality' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add from reality' })
  await dialog.getByRole('checkbox', { name: 'Index funds' }).check()
  await dialog.getByRole('button', { name: 'Copy 1 into the scenario' }).click()
  await expect(page.getByText('One investment is copied into the scenario.')).toBeVisible()

  await changeReality(page, 'Index funds', 'Value', '140000')
  await openScenario(page, 'Later')
  await openTab(page, 'Investments')
  await page.getByRole('button', { name: 'Take these changes into the scenario' }).click()
  await expect(page.getByText('Reality has moved since you copied it')).toBeHidden()
  await page.getByRole('button', { name: 'Actions for Later' }).click()
  await page.getByRole('menuitem', { name: 'Make primary' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Index funds', exact: true }).click()
  await expect(textbox(page, 'Value')).toHaveValue('140,000')
  await visit(page, 'Scenarios')
  await expect(page.getByText('Primary').first()).toBeVisible()
})

test('a scenario is deleted and brought back', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'Passing thought')
  await visit(page, 'Scenarios')
  await page
    .getByRole('button', { name: /Passing thought/ })
    .last()
    .click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete scenario' }).click()
  await expect(page.getByRole('link', { name: 'Passing thought' })).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('link', { name: 'Passing thought' })).toBeVisible()
})

test.describe("somebody else's scenario", () => {
  test.use({ expectedFailures: /406/ })

  test('is as absent as a missing one', async ({ investor: page }) => {
    await loadSample(page)
    await createScenario(page, 'Private')
    const address = page.url()
    await signOut(page)
    await signUp(page, somebody())
    for (const url of [address, `/scenarios/${crypto.randomUUID()}`, '/scenarios/nonsense']) {
      await page.goto(url)
      await expect(page.getByRole('heading', { name: 'No such scenario' })).toBeVisible()
    }
    await visit(page, 'Scenarios')
    await expect(page.getByText('Private')).toBeHidden()
  })
})

test('absurd but allowed values give finite figures', async ({ investor: page }) => {
  await page.goto('/instances/new?kind=portfolio')
  await textbox(page, 'Name').fill('Moon')
  await textbox(page, 'Value').fill('1000000000000')
  await textbox(page, 'Expected return').fill('100')
  await typeInto(textbox(page, 'Volatility'), '100')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('1 investment', { exact: true })).toBeVisible()
  await visit(page, 'Overview')
  await expect(page.getByText('Net worth now', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText(/NaN|Infinity|∞|undefined/)
})

test('one field of several investments is changed in one step, after a look at what becomes of each', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Higher rates')
  await openTab(page, 'Investments')
  await page.getByRole('button', { name: 'Change several' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change several at once' })
  await dialog.getByRole('combobox', { name: 'Field' }).click()
  await page.getByRole('option', { name: 'Value / Balance' }).click()
  await dialog.getByText('By percent', { exact: true }).click()
  await typeInto(dialog.getByRole('textbox', { name: 'By how many percent' }), '-10')
  await expect(dialog.getByRole('status')).toHaveText('3 will change, 5 are left out.')
  const row = dialog.getByRole('row', { name: /^Savings account/ })
  await expect(row).toContainText('$34,000')
  await expect(row).toContainText('$30,600')
  await expect(dialog.getByRole('row', { name: /^Car loan/ })).toContainText('a loan has no such field')
  await dialog.getByRole('button', { name: 'Change 3' }).click()
  await expect(page.getByText('3 investments are changed.')).toBeVisible()
  await expect(
    page.getByRole('list', { name: 'Investments in this scenario' }).getByText('$30,600'),
  ).toBeVisible()
})
