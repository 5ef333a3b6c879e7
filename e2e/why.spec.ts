/** Why a scenario ends where it ends: the sentence, the bars and the cards of the same page say one figure. */
import { sure } from '../scripts/sure.ts'
import { createChanged } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

/** "-$1,234.50" */
const amountIn = (text: string) => Number(sure(/[+-]?\$[\d,.]*\d/.exec(text))[0].replace(/[$,]/g, ''))
const cents = (amount: number) => Math.round(100 * amount)

test('why a scenario ends with less is read, followed and opened with the keyboard alone', async ({
  investor: page,
}) => {
  const flat = 'Two-bedroom flat, Brunswick'
  await loadSample(page)
  await createChanged(page, 'Sell the flat', [flat, 'Sale month', 'March 2029'])
  const sentence = page.getByText(
    /^\$[\d,]+ less in .* than in reality, in today’s money, if every year were average/,
  )
  const said = sure(await sentence.textContent())
  expect(said).toContain(`rent of ${flat} -$`)
  const difference = page.getByText(/^If every year were average: [+-]/)
  expect(amountIn(sure(await difference.textContent()))).toBe(-amountIn(said))

  await page.getByRole('link', { name: 'Why, cause by cause' }).press('Enter')
  await expect(page.getByRole('radio', { name: 'Why' })).toBeChecked()
  await expect(sentence).toHaveText(said)
  const waterfall = page.getByRole('table', {
    name: /^From reality to “Sell the flat”(?!, change by change)/,
  })
  const amounts = (await waterfall.locator('tbody tr > :last-child').allTextContents()).map(amountIn)
  const [start, end] = [sure(amounts[0]), sure(amounts.at(-1))]
  expect(amounts.slice(0, -1).reduce((sum, amount) => sum + cents(amount), 0)).toBe(cents(end))
  expect(Math.round(end - start)).toBe(-amountIn(said))

  const rent = waterfall.getByRole('button', { name: 'Rent', exact: true })
  await rent.focus()
  await page.keyboard.press('ArrowDown')
  await expect(waterfall.getByRole('button', { name: 'Interest earned' })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Rent, to / })
  const bar = sure(await waterfall.getByRole('row', { name: /^Rent/ }).locator('td').last().textContent())
  await expect(dialog.getByRole('row', { name: flat })).toContainText(bar)
  await dialog.getByRole('button', { name: 'Show it year by year' }).press('Enter')
  await expect(dialog.getByRole('columnheader', { name: 'Difference' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rent).toBeFocused()
})
