/** What goes to a file and comes back, and what is deleted and comes back. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { sure } from '../scripts/sure.ts'
import {
  applyAndConfirm,
  changeCopy,
  changeReality,
  createScenario,
  expectReality,
  openScenario,
  openTab,
} from './support/scenarios.ts'
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
  await page.getByRole('button', { name: 'Import 8 investments' }).click()
  await expect(page.getByText('16 investments', { exact: true })).toBeVisible()
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

test('a file of a scenario proposes what the scenario did, though reality moved meanwhile', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Kept in a file')
  await changeCopy(page, 'Index funds', 'Value', '150000')
  await visit(page, 'Scenarios')
  const file = await exported(page, 'Actions for Kept in a file', 'Export to a file')
  // Reality moves where the scenario changed nothing.
  await changeReality(page, 'Savings account', 'Balance', '31234')
  await visit(page, 'Scenarios')
  await more(page, 'More about scenarios', 'Import from a file')
  await choose(page, 'scenario.json', file)
  await expect(page.getByRole('row', { name: /Savings account/ })).toContainText(
    'A copy of “Savings account”',
  )
  await page.getByRole('button', { name: 'Import this scenario' }).click()
  await openTab(page, 'Apply')
  await applyAndConfirm(page)
  await expectReality(page, 'Index funds', 'Value', '150,000')
  await expectReality(page, 'Savings account', 'Balance', '31,234')
})

test('a file that does not say what was copied says so before it is imported, and after', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Of old')
  await visit(page, 'Scenarios')
  const file = JSON.parse(String(await exported(page, 'Actions for Of old', 'Export to a file')))
  const instances = file.instances.map(
    ({ base: _, lineage_id: __, ...entry }: Record<string, unknown>) => entry,
  )
  await more(page, 'More about scenarios', 'Import from a file')
  await choose(page, 'old.json', JSON.stringify({ ...file, version: 1, instances }))
  await expect(page.getByText('The file does not say what 8 of its copies were copied from')).toBeVisible()
  await expect(page.getByRole('row', { name: /Car loan/ })).toContainText('A copy of “Car loan” as it is now')
  await page.getByRole('button', { name: 'Import this scenario' }).click()
  await expect(page.getByText('8 copies are compared with reality as it is now.')).toBeVisible()
})

test('a wrong file is refused with every place, before anything is sent', async ({ investor: page }) => {
  await page.goto('/instances/import')
  const deposit = { kind: 'cash', name: 'Deposit', params: { value: -5, interest_rate: 'much' } }
  const document = { format: 'scenarios/instances', version: 1, instances: [deposit] }
  const text = JSON.stringify(document, null, 2)
  await choose(page, 'wrong.json', text)
  const problems = page.getByRole('table', { name: 'What is wrong with the file' })
  const balance = problems.getByRole('row', { name: /Investment 1 “Deposit”, Balance/ })
  await expect(balance).toContainText('Line 9, column 9')
  await expect(balance).toContainText('Balance must be')
  await expect(problems.getByRole('row', { name: /Interest rate/ })).toContainText('a number')
  await expect(problems).not.toContainText('instances[0]')
  await expect(page.getByRole('button', { name: /^Import/ })).toBeHidden()

  const refusals: [Buffer | string, string, string][] = [
    [text.replace('"version": 1,', '"version": 1'), 'Line 4, column 3', 'A comma is missing here.'],
    [text.replace('-5', '1, "value": 5'), 'Line 9, column 21', '“value” stands here a second time'],
    [text.replace('-5', '1e400'), 'Line 9, column 9', '1e400 is too large'],
    [text.replace('Deposit', 'De\\u0007posit'), 'Line 7, column 7', 'control characters'],
    [Buffer.from(text, 'utf16le'), 'Line 1, column 1', 'It is written in UTF-16.'],
    [Buffer.from(text.replace('Deposit', 'Dépôt'), 'latin1'), 'Line 7, column 17', 'no UTF-8'],
  ]
  for (const [content, place, message] of refusals) {
    await choose(page, 'wrong.json', content)
    await expect(problems.getByRole('row').nth(1)).toContainText(message)
    await expect(problems.getByRole('row').nth(1)).toContainText(place)
  }
})

test('a thousand wrong places are shown some at a time', async ({ investor: page }) => {
  await page.goto('/instances/import')
  const instances = Array.from({ length: 1_000 }, (_, index) => ({
    kind: 'cash',
    name: `Deposit ${index + 1}`,
    params: { value: 1, colour: 'red' },
  }))
  await choose(page, 'wrong.json', JSON.stringify({ format: 'scenarios/instances', version: 1, instances }))
  await expect(page.getByText('1000 places are wrong:')).toBeVisible()
  const rows = page.getByRole('table', { name: 'What is wrong with the file' }).getByRole('row')
  await expect(rows).toHaveCount(51)
  await page.getByRole('button', { name: 'Show 150 more of 950' }).click()
  await expect(rows).toHaveCount(201)
  await page.getByRole('button', { name: 'Show 600 more of 800' }).click()
  await page.getByRole('button', { name: 'Show the other 200' }).click()
  await expect(rows).toHaveCount(1_001)
  await expect(rows.last()).toContainText('Investment 1000 “Deposit 1000”, “colour”')
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
    await page.getByRole('button', { name: 'Import 8 investments' }).click()
    await expect(page.getByRole('alert', { name: 'Nothing was imported' })).toBeVisible()
    await page.unroute('**/rpc/import_instances')
    await page.getByRole('button', { name: 'Import 8 investments' }).click()
    await expect(page.getByText('16 investments', { exact: true })).toBeVisible()
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
  await expect(page.getByText('7 investments')).toBeVisible()

  await more(page, 'More about investments', 'Recently deleted')
  await page.getByRole('button', { name: 'Restore Car loan' }).click()
  await page.getByRole('button', { name: 'Restore Gone' }).click()
  await expect(page.getByText('No scenario was deleted in the last 30 days.')).toBeVisible()
  await visit(page, 'Scenarios')
  await expect(page.getByRole('main').getByRole('link', { name: 'Gone' })).toBeVisible()
  await visit(page, 'Investments')
  await expect(page.getByText('8 investments')).toBeVisible()
})

test('the year table downloads as the spreadsheet of the user reads it, or as they choose', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Years')
  async function downloaded(press: () => Promise<void>) {
    const download = page.waitForEvent('download')
    await openTab(page, 'Projections')
    await press()
    const bytes = await readFile(await (await download).path())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head, ...lines] = bytes.subarray(3).toString().split('\r\n')
    return [head, lines.find((line) => /^Years[,;]Cash[,;]Savings account[,;]/.test(line))]
  }
  const button = () => page.getByRole('button', { name: 'Download CSV' }).click()
  const [head, savings] = await downloaded(button)
  expect(head).toMatch(/^Projection if every year were average,Row,Holding,Now,\d{4}-\d{2},/)
  expect(savings).toMatch(/^Years,Cash,Savings account,[\d.]+,\d+\.\d{1,2},/)
  const [, chosen] = await downloaded(async () => {
    await page.getByRole('button', { name: 'How the file is written' }).click()
    await page.getByRole('menuitem', { name: '1234,5, separated by semicolons' }).click()
  })
  expect(chosen).toBe(sure(savings).replaceAll(',', ';').replaceAll('.', ','))

  await visit(page, 'Settings')
  await page.getByRole('combobox', { name: 'Numbers and dates' }).click()
  await page.getByRole('option', { name: 'German (Germany)' }).click()
  await expect(page.getByText('1.234.567,89')).toBeVisible()
  await openScenario(page, 'Years')
  expect((await downloaded(button))[1]).toBe(chosen)
})
