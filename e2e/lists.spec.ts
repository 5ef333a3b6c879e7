/** Lists: their rows, and the order of names. */
import type { Locator, Page } from '@playwright/test'
import { sure } from '../scripts/sure.ts'
import { createScenario, openScenario, openTab } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test.describe.configure({ timeout: 120_000 })

/** Where the row has nothing: at its right end, beside the last control. */
async function emptySpot(row: Locator) {
  const { width, height } = sure(await row.boundingBox())
  return { position: { x: width - 6, y: height - 4 } }
}

async function expectWholeRowLink(page: Page, row: Locator, text: string, menu: string, address: RegExp) {
  await expect(row).toBeVisible()
  const from = page.url()

  // Another tab by the middle button, on nothing and on text.
  for (const position of [(await emptySpot(row)).position, undefined]) {
    const opened = page.context().waitForEvent('page')
    if (position) await row.click({ position, button: 'middle' })
    else await row.getByText(text).click({ button: 'middle' })
    const other = await opened
    await expect(other).toHaveURL(address)
    await other.close()
  }

  // Text can be selected without going anywhere.
  const box = sure(await row.getByText(text).boundingBox())
  await page.mouse.move(box.x + 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 5 })
  await page.mouse.up()
  expect(await page.evaluate(() => String(getSelection()).length)).toBeGreaterThan(5)
  expect(page.url()).toBe(from)
  await page.getByRole('heading', { level: 1 }).click()

  // Controls do what they say.
  await row.getByRole('button', { name: menu }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  expect(page.url()).toBe(from)

  // A screen reader hears of one link.
  await expect(row.getByRole('link')).toHaveCount(1)

  await row.getByText(text).click()
  await expect(page).toHaveURL(address)
  await page.goBack()
  await expect(row).toBeVisible()
  await row.click(await emptySpot(row))
  await expect(page).toHaveURL(address)
}

test('rows of lists can be clicked as a whole', async ({ investor: page }) => {
  await loadSample(page)
  await expectWholeRowLink(
    page,
    page.getByRole('row', { name: /^Index funds/ }),
    '7.5% return',
    'Actions for Index funds',
    /\/instances\/[\w-]{36}$/,
  )
  await createScenario(page, 'Everything')
  await openTab(page, 'Investments')
  await expectWholeRowLink(
    page,
    page.getByRole('list', { name: 'Investments in this scenario' }).getByRole('listitem').nth(1),
    '7.5% return',
    'Actions for Index funds',
    /\/scenarios\/[\w-]{36}\/instances\/[\w-]{36}$/,
  )
  await visit(page, 'Scenarios')
  await expectWholeRowLink(
    page,
    page.getByRole('list', { name: 'Scenarios' }).getByRole('listitem'),
    '8 investments',
    'Actions for Everything',
    /\/scenarios\/[\w-]{36}$/,
  )
})

test('names are in the order in which people count', async ({ investor: page }) => {
  const instances = ['Flat 10', 'flat 2', 'Flat 1'].map((name) => ({
    kind: 'cash',
    name,
    params: { value: 1_000 },
  }))
  await page.goto('/instances/import')
  await page.locator('input[type=file]').setInputFiles({
    name: 'flats.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ format: 'scenarios/instances', version: 1, instances })),
  })
  await page.getByRole('button', { name: 'Import 3 investments' }).click()
  const names = page.getByRole('main').getByRole('link', { name: /^Flat/i })
  await expect(names).toHaveText(['Flat 1', 'flat 2', 'Flat 10'])
  for (const name of ['Plan 10', 'Plan 9']) await createScenario(page, name)
  await openScenario(page, 'Plan 10')
  await openTab(page, 'Investments')
  await expect(names).toHaveText(['Flat 1', 'flat 2', 'Flat 10'])
  await page.goto('/scenarios?sort=name')
  await expect(page.getByRole('main').getByRole('link', { name: /^Plan/ })).toHaveText(['Plan 9', 'Plan 10'])
})
