/** The page that follows a year by hand: what its tables say is on screen, row for row, reached as it says. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator } from '@playwright/test'
import { root } from '../scripts/docs/pages.ts'
import { sure } from '../scripts/sure.ts'
import { standStill } from './support/pictures.ts'
import { changeCopy, createScenario, openTab } from './support/scenarios.ts'
import { expect, test } from './support/test.ts'

const page = readFileSync(path.join(root, 'docs/how-to/in-the-app/follow-a-year.md'), 'utf8')

/** Labels and amounts of one of its tables. */
function stated(name: string): string[][] {
  const part = sure(page.split(`<!-- ${name} -->`)[1]?.split('<!-- end -->')[0])
  return [...part.matchAll(/^\| (.+) \| (-?\$.+) \|$/gm)].map(([, label, amount]) => [
    sure(label),
    sure(amount),
  ])
}

/** Labels and amounts of a sum, without notes. */
function shown(table: Locator): Promise<(string | null | undefined)[][]> {
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('th')?.firstChild?.textContent,
        row.querySelector('td')?.textContent,
      ]),
    )
}

test('a year with a sale can be followed by hand from the screen alone, tax included', async ({
  page: screen,
  investor,
}) => {
  test.setTimeout(120_000)
  await standStill(screen, false)
  await investor.reload()
  await investor.getByRole('button', { name: 'Load a sample portfolio' }).click()
  await expect(investor.getByRole('heading', { name: 'Sell the flat, or keep it?' })).toBeVisible()
  await createScenario(investor, 'Sell the flat')
  await changeCopy(investor, 'Two-bedroom flat, Brunswick', 'Sale month', 'March 2029')
  await investor.getByRole('link', { name: 'Sell the flat' }).click()
  await openTab(investor, 'Projections')
  await investor.getByText('Future money', { exact: true }).click()

  const years = investor.getByRole('table', { name: /^Year by year/ })
  const figure = (row: RegExp) => years.getByRole('row', { name: row }).last().locator('td')
  const column = await years
    .locator('thead th')
    .evaluateAll((heads) => heads.findIndex((head) => head.firstChild?.textContent === '2030'))
  // The heading on the left names the rows.
  await figure(/^Net worth \$/)
    .nth(column - 1)
    .click()
  const dialog = investor.getByRole('dialog')
  await expect(dialog.getByRole('table')).toBeVisible()
  expect(await shown(dialog.getByRole('table'))).toEqual(stated('net worth'))
  await investor.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  // From the keyboard: the focus is back where it was.
  for (let rows = 0; rows < 30; rows++) {
    const row = investor.locator('tr:has(:focus)')
    if (/^Tax/.test((await row.textContent()) ?? '')) break
    await investor.keyboard.press('ArrowDown')
  }
  await investor.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Show the tax worksheet' }).click()
  const worksheet = investor.getByRole('table', { name: 'Tax of Sell the flat, 2028–29' })
  await expect(worksheet).toBeVisible()
  await expect(investor.getByRole('combobox', { name: 'Tax year' })).toHaveText(/2028–29, with a sale/)
  expect(await shown(worksheet)).toEqual(stated('tax'))
})
