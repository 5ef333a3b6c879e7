/** What goes to a file and comes back, and what is deleted and comes back. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { changeCopy, createScenario } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

async function more(page: Page, menu: string, item: string) {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Presses what exports, and reads the file. */
async function exported(page: Page, menu: string, item: string): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await more(page, menu, item)
  return readFile(await (await download).path())
}

async function choose(page: Page, name: string, content: Buffer | string) {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
}

test('investments are exported, looked at before they are imported, and imported', async ({
  investor: page,
}) => {
  await loadSample(page)
  const file = await exported(page, 'More about investments', 'Export all to a file')
  await more(page, 'More about investments', 'Import from a file')
  await choose(page, 'instances.json', file)
  const preview = page.getByRole('table', { name: 'Investments in the file' })
  await expect(preview.getByRole('row', { name: /Index funds/ })).toContainText('You have one of this name')
  await page.getByRole('button', { name: 'Import 4 investments' }).click()
  await expect(page.getByText('8 investments', { exact: true })).toBeVisible()
})

test('a scenario comes back from its file, with its copies compared with reality', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Exported')
  await changeCopy(page, 'Index funds', 'Value', '150000')
  await visit(page, 'Scenarios')
  const file = await exported(page, 'Actions for Exported', 'Export to a file')
  await more(page, 'More about scenarios', 'Import from a file')
  await choose(page, 'scenario.json', file)
  await expect(page.getByRole('row', { name: /Index funds/ })).toContainText('A copy of “Index funds”')
  await page.getByRole('button', { name: 'Import this scenario' }).click()
  await expect(page.getByRole('heading', { name: 'Exported', level: 1 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What differs from reality' })).toContainText('$150,000')
})

test('a wrong file is refused with every place, before anything is sent', async ({ investor: page }) => {
  await page.goto('/instances/import')
  const deposit = { kind: 'cash', name: 'Deposit', params: { value: -5, interest_rate: 'much' } }
  await choose(
    page,
    'wrong.json',
    JSON.stringify({ format: 'scenarios/instances', version: 1, instances: [deposit] }),
  )
  const problems = page.getByRole('table', { name: 'What is wrong with the file' })
  await expect(problems.getByRole('row', { name: /instances\[0\]\.params\.value/ })).toContainText(
    'Balance must be',
  )
  await expect(problems.getByRole('row', { name: /Interest rate of “Deposit”/ })).toContainText('a number')
  await expect(page.getByRole('button', { name: /^Import/ })).toBeHidden()
})

test.describe('an import whose answer is lost', () => {
  test.use({ expectedFailures: /ERR_FAILED|Failed to fetch/ })

  test('keeps the chosen file, and imports once however often it is tried', async ({ investor: page }) => {
    await loadSample(page)
    const file = await exported(page, 'More about investments', 'Export all to a file')
    await more(page, 'More about investments', 'Import from a file')
    await choose(page, 'instances.json', file)
    await page.route('**/rpc/import_instances', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: 'Import 4 investments' }).click()
    await expect(page.getByRole('alert', { name: 'Nothing was imported' })).toBeVisible()
    await page.unroute('**/rpc/import_instances')
    await page.getByRole('button', { name: 'Import 4 investments' }).click()
    await expect(page.getByText('8 investments', { exact: true })).toBeVisible()
  })
})

test('what was deleted is restored from the list of it', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'Gone')
  await page.getByRole('button', { name: 'Actions for Gone' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete scenario' }).click()
  await visit(page, 'Investments')
  await page.getByRole('button', { name: 'Actions for Car loan' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByText('3 investments')).toBeVisible()

  await more(page, 'More about investments', 'Recently deleted')
  await page.getByRole('button', { name: 'Restore Car loan' }).click()
  await page.getByRole('button', { name: 'Restore Gone' }).click()
  await expect(page.getByText('No scenario was deleted in the last 30 days.')).toBeVisible()
  await visit(page, 'Scenarios')
  await expect(page.getByRole('main').getByRole('link', { name: 'Gone' })).toBeVisible()
  await visit(page, 'Investments')
  await expect(page.getByText('4 investments')).toBeVisible()
})
