import { createScenario, openTab, textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test('cards say what a scenario comes to, sorted by it, and the best stand on the first page', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Earn more')
  await openTab(page, 'Investments')
  await page.getByRole('link', { name: 'Salary', exact: true }).click()
  await typeInto(textbox(page, 'Amount'), '9500')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('“Salary” is saved in the scenario.')).toBeVisible()
  await createScenario(page, 'As it is')
  const card = page.getByText('Difference from reality', { exact: true }).locator('..')
  await expect(card).toContainText('$0')

  await visit(page, 'Scenarios')
  const cards = page.getByRole('list', { name: 'Scenarios' }).getByRole('listitem')
  // What was changed last comes first, until results are asked for.
  await expect(cards.first()).toContainText('As it is')
  await page.getByRole('combobox', { name: 'Sort by' }).click()
  await page.getByRole('option', { name: 'Result, best first' }).click()
  await expect(cards.first()).toContainText('Earn more')
  await expect(cards.first()).toContainText('1 change')
  await expect(cards.last()).toContainText('No changes yet')
  const difference = /Difference from reality: (\+\$\d{1,3}(?:,\d{3})*)/
  await expect(cards.first()).toContainText(difference)
  const [, onCard = ''] = difference.exec((await cards.first().textContent()) ?? '') ?? []
  // Beside the scenario's own middle, range and chance stand those of reality, the same as on its overview.
  const reality = /Reality: (\$\d[\d,]*), between \$\d[\d,]* and \$\d/
  await expect(cards.first()).toContainText(reality)
  const [, middle = ''] = reality.exec((await cards.first().textContent()) ?? '') ?? []

  await visit(page, 'Overview')
  const best = page.getByRole('region', { name: 'Most ahead of reality' })
  await expect(best.getByRole('link').nth(1)).toHaveText('Earn more')
  await expect(best).toContainText(onCard)
  await best.getByRole('link', { name: 'Earn more' }).click()
  await expect(card).toContainText(onCard)
  await expect(card).toContainText(`Reality, in the middle: ${middle}`)

  await page.getByRole('button', { name: 'Actions for Earn more' }).click()
  await page.getByRole('menuitem', { name: 'Report to print' }).click()
  await expect(page.getByRole('heading', { name: 'Report: Earn more', level: 1 })).toBeVisible()
  await expect(card).toContainText(onCard)
  await expect(page.getByRole('region', { name: 'What it changes' })).toContainText('Salary')
  await expect(page.getByRole('region', { name: 'How sure that is' })).toContainText(onCard)
  await expect(page.getByText(/simulated futures \(seed \d+\)/)).toBeVisible()
})
