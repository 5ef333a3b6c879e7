/** What comes out on paper. */
import { sure } from '../scripts/sure.ts'
import { changeCopy, createChanged, createScenario, openTab } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

test.describe.configure({ timeout: 120_000 })

/** A sheet of A4 without its margins of 12 mm, in pixels. */
const paper = {
  upright: { width: 703, height: 1032 },
  across: { width: 1032, height: 703 },
}

test.describe('a projection on paper, printed from the dark', () => {
  test.use({ colorScheme: 'dark' })

  test('has ten years a sheet with the names of rows, ticks, the date and the assumptions, and no controls', async ({
    investor: page,
  }) => {
    await loadSample(page)
    await createChanged(page, 'Dearer', ['Two-bedroom flat, Brunswick', 'Rent', '700'])
    await openTab(page, 'Projections')
    const years = page.getByRole('table', { name: /^Year by year/ })
    await expect(years).toHaveCount(1)
    await expect(years.locator('thead th')).toHaveCount(32)

    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize(paper.across)
    await expect(years).toHaveCount(3)
    for (const [sheet, columns] of [
      [0, 12],
      [1, 11],
      [2, 11],
    ] as const) {
      const table = years.nth(sheet)
      await expect(table.locator('thead th')).toHaveCount(columns)
      await expect(table.getByRole('rowheader', { name: 'Net worth', exact: true })).toBeVisible()
      const { x, width } = sure(await table.boundingBox())
      expect(x + width).toBeLessThanOrEqual(paper.across.width)
      await expect(table.getByRole('caption')).toBeVisible()
    }
    await expect(years.nth(1).getByRole('caption')).toHaveText(/in today’s money, \d{4}–\d{4}$/)

    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
    await expect(page.getByText(/^Scenarios, printed on \d+ \w+ \d{4}/)).toBeVisible()
    const assumptions = page.getByRole('table').filter({ hasText: 'Look ahead' })
    await expect(assumptions.getByRole('row', { name: 'Inflation 2.5% a year' })).toBeVisible()
    await expect(assumptions.getByRole('row', { name: 'Income tax Australia, resident' })).toBeVisible()

    // A tick at each amount and each year that is named.
    const chart = page.getByRole('application')
    const named = await chart.locator('text').count()
    expect(named).toBeGreaterThan(8)
    const ticks = await chart.locator('line').evaluateAll(
      (lines) =>
        lines.filter((line) => {
          const { x1, x2, y1, y2 } = line as SVGLineElement
          const length = Math.hypot(x1.baseVal.value - x2.baseVal.value, y1.baseVal.value - y2.baseVal.value)
          return length > 0 && length < 8 && getComputedStyle(line).stroke !== 'none'
        }).length,
    )
    expect(ticks).toBe(named)

    for (const control of [
      page.getByRole('navigation'),
      page.getByRole('banner'),
      page.getByRole('radiogroup'),
    ])
      for (const one of await control.all()) await expect(one).toBeHidden()
    // The names of rows are buttons on screen; on paper they are only read.
    const buttons = page.getByRole('button').and(page.locator(':visible'))
    expect(await buttons.evaluateAll((all) => all.every((button) => button.closest('th')))).toBe(true)

    await page.emulateMedia({ media: 'screen' })
    await expect(years).toHaveCount(1)
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  })
})

test('what the browser prints lies across, a table of ten years on each sheet', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Dearer')
  await openTab(page, 'Projections')
  await expect(page.getByRole('table', { name: /^Year by year/ })).toBeVisible()
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
  expect(boxes.length).toBeGreaterThanOrEqual(5)
  for (const [, width, height] of boxes) expect(Number(width)).toBeGreaterThan(Number(height))
})

test('a notice on screen does not get on paper, and no screen is cut off at its edge', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Dearer')
  await changeCopy(page, 'Index funds', 'Value', '150000')
  await expect(page.getByRole('alert').filter({ hasText: 'saved in the scenario' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('alert').filter({ hasText: 'saved in the scenario' })).toBeHidden()
  const scenario = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
  await page.setViewportSize(paper.upright)
  for (const path of [
    '/',
    '/instances',
    scenario,
    `${scenario}/apply`,
    `${scenario}/projections?view=why`,
    `${scenario}/projections?view=stress`,
    `${scenario}/projections?view=tax`,
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: /^(Loading|Computing|Working)/ })).toHaveCount(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(
      paper.upright.width,
    )
  }
})
