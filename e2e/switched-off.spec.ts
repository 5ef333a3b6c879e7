/** The feature goes off while somebody is in the middle of it. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { switchOffFor } from './support/operator.ts'
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
import { expect, loadSample, test } from './support/test.ts'

const flags = '**/rest/v1/rpc/evaluate_feature_flags'

/** The page notices as it does when one comes back to it. */
async function comeBack(page: Page) {
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
}

async function switchOff(page: Page) {
  await page.route(flags, (route) =>
    route.fulfill({
      json: ['feature:scenarios', 'feature:scenarios:apply', 'feature:scenarios:conflict_resolution'].map(
        (flag_name) => ({ flag_name, enabled: false, reason: 'disabled', message: 'Back on Monday.' }),
      ),
    }),
  )
  await comeBack(page)
  await expect(page.getByText('Scenarios are switched off for now')).toBeVisible()
}

async function switchOn(page: Page) {
  await page.unroute(flags)
  await comeBack(page)
  await expect(page.getByText('Scenarios are switched off for now')).toBeHidden()
}

test('an open editor keeps what is typed, pauses saving, and goes on when the feature is back', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Interrupted')
  await openTab(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: 'Index funds', exact: true }).click()
  await typeInto(textbox(page, 'Value'), '150000')
  await switchOff(page)
  await expect(textbox(page, 'Value')).toHaveValue('150000')
  await expect(page.getByText(/saving is paused/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await switchOn(page)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('“Index funds” is saved in the scenario.')).toBeVisible()

  await switchOff(page)
  await expect(textbox(page, 'Value'), 'with nothing typed the page is for reading').toBeHidden()
})

test('an open dialog keeps what is typed', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'First')
  await page.goto('/scenarios?create')
  await textbox(page, 'Name').fill('Second')
  await switchOff(page)
  const dialog = page.getByRole('dialog', { name: 'Create a scenario' })
  await expect(textbox(page, 'Name')).toHaveValue('Second')
  await expect(dialog.getByRole('button', { name: 'Create scenario' })).toBeDisabled()
  await switchOn(page)
  await dialog.getByRole('button', { name: 'Create scenario' }).click()
  await expect(page.getByRole('heading', { name: 'Second', level: 1 })).toBeVisible()
})

test.describe('switched off in the database for somebody with scenarios', () => {
  test.slow()

  /** A scenario with a change in it, and its page. */
  const prepare = async (page: Page) => {
    await loadSample(page)
    await createChanged(page, 'Kept', ['Index funds', 'Value', '150000'])
  }

  const exported = async (page: Page) => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Actions for Kept' }).click()
    await page.getByRole('menuitem', { name: 'Export to a file' }).click()
    return JSON.parse(await readFile(await (await download).path(), 'utf8'))
  }

  test('all of the feature: nothing leads there but a banner, and all of it can be read and exported', async ({
    investor: page,
  }) => {
    await prepare(page)
    const before = await exported(page)
    await switchOffFor(page, 'feature:scenarios')

    await page.goto('/')
    await expect(page.getByText('Scenarios are switched off for now')).toBeVisible()
    const navigation = page.getByRole('navigation', { name: 'Main' })
    await expect(navigation.getByRole('link', { name: 'Settings', exact: true })).toBeVisible()
    await expect(navigation.getByRole('link', { name: 'Scenarios', exact: true })).toBeHidden()
    await page.getByRole('link', { name: 'read the history' }).click()
    await expect(page.getByText('Created with copies of 8 investments')).toBeVisible()
    await page.goBack()
    await page.getByRole('link', { name: 'Read it' }).click()
    await page.getByRole('main').getByRole('link', { name: 'Kept', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Kept', level: 1 })).toBeVisible()
    await expect(page.getByText(/you can read and export them here/)).toBeVisible()
    await openTab(page, 'Investments')
    await page.getByRole('main').getByRole('link', { name: 'Index funds', exact: true }).click()
    await expect(page.getByRole('main').getByText('$150,000').first()).toBeVisible()
    await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0)
    await page.goBack()
    for (const [tab, seen] of [
      ['Assumptions', /Inflation/],
      ['Projections', /Net worth/],
      ['Apply', /Applying is switched off at the moment/],
      ['History', /Created with copies of 8 investments/],
    ] as const) {
      await openTab(page, tab)
      await expect(page.getByRole('main').getByText(seen).filter({ visible: true }).first()).toBeVisible()
    }
    expect(await exported(page)).toEqual(before)
  })

  test('applying alone: the plan and the history say so, and the scenario can still be changed', async ({
    investor: page,
  }) => {
    await prepare(page)
    await openTab(page, 'Apply')
    await applyAndConfirm(page)
    await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
    await switchOffFor(page, 'feature:scenarios:apply')

    await page.goto('/history')
    await expect(page.getByText('Undoing an apply is switched off at the moment')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Undo this apply' })).toBeHidden()
    await page.goto('/scenarios')
    await openScenario(page, 'Kept')
    await changeCopy(page, 'Index funds', 'Value', '160000')
    await openScenario(page, 'Kept')
    await openTab(page, 'Apply')
    await expect(
      page.getByRole('status').getByText('Applying is switched off at the moment', { exact: true }),
    ).toBeVisible()
    await expect(page.getByText('$160,000').first()).toBeVisible()
    const bar = page.getByRole('region', { name: 'Apply' })
    await expect(bar.getByRole('button', { name: /^Apply / })).toBeDisabled()
    expect((await exported(page)).instances).toHaveLength(8)
  })

  test('deciding conflicts alone: what is in conflict can be left out, and the rest applied', async ({
    investor: page,
  }) => {
    await prepare(page)
    await changeCopy(page, 'Savings account', 'Interest rate', '5')
    await changeReality(page, 'Index funds', 'Value', '141000')
    await openScenario(page, 'Kept')
    await openTab(page, 'Apply')
    // The server's plan with this decision is here before deciding is switched off, which would refuse to make it.
    await Promise.all([
      page.waitForResponse('**/rpc/preview_apply'),
      page.getByRole('radio', { name: /^Take proposed/ }).check(),
    ])
    await switchOffFor(page, 'feature:scenarios:conflict_resolution')
    await page.reload()
    await expect(page.getByText('Conflicts cannot be decided at the moment')).toBeVisible()
    await expect(page.getByText('Leave what is in conflict for later to apply the rest.')).toBeVisible()
    await expect(page.getByText('In conflict', { exact: true })).toBeVisible()
    await expect(page.getByRole('radio', { name: /^Take proposed/ })).not.toBeChecked()
    await page.getByRole('checkbox', { name: 'Apply Index funds' }).uncheck()
    await applyAndConfirm(page)
    await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
  })
})
