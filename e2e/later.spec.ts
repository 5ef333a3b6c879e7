/** What an apply is not to write yet waits, and what a scenario assumes becomes the default, with the keyboard. */
import {
  applyAndConfirm,
  changeCopy,
  changeReality,
  createChanged,
  createScenario,
  openScenario,
  openTab,
  textbox,
  typeInto,
} from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test.describe.configure({ timeout: 120_000 })

test('a conflict and a change are left for later with the keyboard, an assumption is made the default and that undone', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createChanged(page, 'In two steps', ['Index funds', 'Value', '150000'])
  await changeCopy(page, 'Savings account', 'Interest rate', '5')
  await openScenario(page, 'In two steps')
  await changeCopy(page, 'Savings account', 'Balance', '40000')
  await openScenario(page, 'In two steps')
  await openTab(page, 'Assumptions')
  await typeInto(textbox(page, 'Inflation'), '3.75')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('The assumptions of this scenario are saved.')).toBeVisible()
  await changeReality(page, 'Index funds', 'Value', '141000')

  await openScenario(page, 'In two steps')
  await openTab(page, 'Apply')
  await expect(page.getByText('0 of 1 decided')).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByRole('radio', { name: 'Keep now: $141,000' })).toBeFocused()
  await page.keyboard.press('3')
  await expect(page.getByRole('radio', { name: 'Leave it for later' })).toBeChecked()
  await page.getByRole('button', { name: 'Details of Savings account' }).press('Enter')
  const rate = page.getByRole('radiogroup', { name: /^Interest rate/ })
  await rate.getByRole('radio', { name: 'Apply' }).press('ArrowRight')
  await expect(rate.getByRole('radio', { name: 'Later' })).toBeChecked()
  const list = page.getByRole('region', { name: 'What each change does alone' })
  const inList = list.getByRole('radiogroup', { name: /^Savings account: Interest rate/ })
  await expect(inList.getByRole('radio', { name: 'Later' })).toBeChecked()
  await expect(list.getByText('Left for later')).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Make “Inflation” my default' }).press('Space')
  const defaults = page.getByRole('region', { name: 'What your new defaults would do to reality' })
  await expect(defaults).toContainText(/With your defaults now, in the middle: \$\d/)
  await expect(
    defaults.getByText('Difference from your defaults now', { exact: true }).locator('..'),
  ).toContainText(/[+-]\$\d/)
  await expect(page.getByText('Reality will be projected with that')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Apply' })).toContainText('2 changes are left for later.')
  await applyAndConfirm(page)
  await expect(page.getByText(/1 assumption made your default.* 2 changes are left for later/)).toBeVisible()

  await page.getByRole('button', { name: 'Continue with this scenario' }).click()
  await expect(page.getByText('0 of 1 decided')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Apply Savings account' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /my default/ })).toBeHidden()

  const [scenario] = page.url().split('/apply')
  await openTab(page, 'History')
  await expect(
    page.getByText('Applied 1 investment to reality and made 1 assumption the default'),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Undo this apply' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Undo this apply' })
  await dialog.getByRole('button', { name: 'Undo this apply' }).click()
  await expect(page.getByText('Undid an apply: 1 investment and 1 assumption set back')).toBeVisible()
  await visit(page, 'Settings')
  await expect(textbox(page, 'Inflation')).toHaveValue('')

  // On paper nothing can be opened: what was decided and how, and what the changes do together, is there.
  await page.goto(`${scenario}/report`)
  const done = page.getByRole('region', { name: 'What was done with it' })
  await page.emulateMedia({ media: 'print' })
  const applied = done.getByRole('listitem').filter({ hasText: 'made 1 assumption the default' })
  await expect(
    applied
      .getByRole('table', { name: 'What was changed in Index funds' })
      .getByRole('row', { name: /^Value/ }),
  ).toContainText('Left for later')
  await expect(applied.getByRole('row', { name: /^Inflation/ })).toContainText('3.75%')
  const totals = page.getByRole('list', { name: 'Together' }).getByRole('listitem')
  await expect(totals).toHaveText([/^Sum of the single effects/, /^They act on each other/, /^Together/])
  await expect(totals.last()).toContainText(/Net worth at the end[+-]?\$/)
  await page.emulateMedia({ media: 'screen' })

  // Where nothing but assumptions changes, they are listed with what they do all the same.
  await createScenario(page, 'Dearer')
  await openTab(page, 'Assumptions')
  await typeInto(textbox(page, 'Inflation'), '4')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('The assumptions of this scenario are saved.')).toBeVisible()
  await openTab(page, 'Apply')
  await expect(list.getByRole('listitem').filter({ hasText: 'Inflation' })).toContainText(/[+-]\$\d/)
  await expect(page.getByRole('heading', { name: 'What it would mean', exact: true })).toBeHidden()
})
