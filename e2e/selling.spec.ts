import { sure } from '../scripts/sure.ts'
import { createScenario, textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

const flat = 'Two-bedroom flat, Brunswick'

test('selling says by keys what is left after costs, loan and tax, invests it, and the page of what is sold says the same', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Sell the flat')
  await page.getByRole('link', { name: 'Try something' }).click()
  await page.getByRole('link', { name: 'Sell a property or shares' }).press('Enter')
  const sold = page.getByRole('combobox', { name: 'What would you sell?' })
  await expect(sold).toHaveValue(flat)

  const year = new Date().getFullYear() + 3
  await typeInto(textbox(page, 'In which month'), `${year}-08`)
  await page.keyboard.press('Tab')
  const sale = page.getByRole('region', { name: 'What you would receive' })
  await expect(sale.getByRole('row', { name: `Into your household account, August ${year}` })).toBeVisible()
  await expect(sale.getByRole('row', { name: `Tax on the sale, paid in June ${year + 1}` })).toBeVisible()
  await expect(sale).toContainText('in the middle of 1,000 simulated futures')

  const use = page.getByRole('combobox', { name: 'What to do with what is left' })
  await use.focus()
  await use.press('Enter')
  await page.getByRole('option', { name: 'Invest it in shares' }).waitFor()
  await use.press('ArrowDown')
  await use.press('ArrowDown')
  await use.press('Enter')
  await expect(use).toHaveValue('Invest it in shares')
  const written = page.getByRole('region', { name: 'What is written' })
  await expect(written).toContainText(`Purchase month: September ${year}`)
  const value = sure(await written.getByText(/^Value: /).textContent())
  const left = sale.getByRole('row', { name: /^Left after tax/ })
  // To the whole unit, once the figures are those of what is invested.
  await expect(left).toContainText(`${value.replace('Value: ', '')}.`)
  const amount = sure(await left.textContent())

  await page.getByRole('button', { name: 'Do it' }).press('Enter')
  await expect(page.getByText('Sell a property or shares: written into “Sell the flat”.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Sell the flat', level: 1 })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Investments', exact: true }).press('Enter')
  await page.getByRole('main').getByRole('link', { name: flat, exact: true }).press('Enter')
  await expect(page.getByRole('heading', { name: flat, level: 1 })).toBeVisible()
  await expect(left).toHaveText(amount)
})
