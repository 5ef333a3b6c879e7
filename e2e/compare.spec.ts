import type { Page } from '@playwright/test'
import { tabTo } from './support/keyboard.ts'
import { createChanged, createScenario, openScenario, openTab } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test.describe.configure({ timeout: 120_000 })

async function expectCompared(page: Page, names: readonly string[]) {
  const figures = page.getByRole('region', { name: 'Key figures' })
  await expect(figures.locator('thead').getByRole('columnheader')).toHaveText([
    'Key figures',
    'Reality',
    ...names,
  ])
}

test('a comparison opens with the scenarios one comes from, else with the newest three', async ({
  investor: page,
}) => {
  await loadSample(page)
  for (const name of ['First', 'Second', 'Third', 'Fourth']) await createScenario(page, name)

  await page.getByRole('main').getByRole('link', { name: 'Compare', exact: true }).click()
  await expectCompared(page, ['Fourth'])

  await page.goto('/scenarios/compare')
  await expectCompared(page, ['Fourth', 'Third', 'Second'])
  expect(new URL(page.url()).searchParams.get('ids')?.split(',')).toHaveLength(3)

  // What was cleared stays so.
  await page.getByLabel('Clear the choice').click()
  await expect(page.getByRole('heading', { name: 'Nothing chosen yet' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Nothing chosen yet' })).toBeVisible()

  await visit(page, 'Scenarios')
  for (const name of ['Third', 'First'])
    await page.getByRole('checkbox', { name: `Choose ${name} to compare` }).check()
  await page.reload()
  await page.getByRole('link', { name: 'Compare 2' }).click()
  await expectCompared(page, ['Third', 'First'])
  await page.goBack()
  await expect(page.getByRole('checkbox', { name: 'Choose First to compare' })).toBeChecked()

  await visit(page, 'Scenarios')
  await page.getByRole('link', { name: 'Compare', exact: true }).click()
  await expectCompared(page, ['Fourth', 'Third', 'Second'])
})

test('a comparison says what speaks for each, beside whichever one chooses with the keyboard alone', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'As it is')
  await createChanged(page, 'Earn less', ['Index funds', 'Expected return', '5'])
  await visit(page, 'Scenarios')
  await tabTo(page, page.getByRole('link', { name: 'Compare', exact: true }))
  await page.keyboard.press('Enter')

  const reasons = page.getByRole('list', { name: 'What differs' }).getByRole('listitem')
  await expect(reasons).toHaveText([
    /^“Earn less” ends behind reality in .*%.* of the futures, in the middle by \$.*; its worst of twenty is \$.* lower/,
    '“As it is” ends level with reality in every future.',
  ])
  const figures = page.getByRole('region', { name: 'Key figures' })
  const middle = figures.getByRole('row', { name: /in the middle of simulated futures/ }).getByRole('cell')
  await expect(middle.filter({ hasText: 'Among the best' })).toHaveCount(2)
  await expect(middle.nth(1)).toContainText('-$')

  await tabTo(page, page.getByRole('combobox', { name: 'Compared with' }))
  await page.keyboard.type('Earn')
  await expect(reasons.first()).toContainText('Reality ends ahead of “Earn less” in')
  await expect(
    page.getByRole('heading', { name: 'How far “As it is” is ahead of “Earn less”' }),
  ).toBeVisible()
  expect(new URL(page.url()).searchParams.get('baseline')).not.toBeNull()
  await expect(figures.getByRole('row', { name: /^Ends ahead of “Earn less”/ })).toContainText(/99%|100%/)
  await expect(
    page.getByRole('region', { name: 'What they change' }).getByRole('row', { name: /^Index funds/ }),
  ).toContainText(
    /Expected return7.5% a year5% a yearAlone:Net worth at the end -\$[\d,]+Lowest cash .*as in reality/,
  )
  const matrix = page.getByRole('region', { name: 'Who ends ahead of whom' })
  await expect(matrix.getByRole('row', { name: /^As it is/ })).toContainText('Always level')

  await openScenario(page, 'As it is')
  await openTab(page, 'Projections')
  await page.getByText('Simulated futures', { exact: true }).click()
  await expect(page.getByText(/^Reality: (about )?[0-9]+%$/)).toBeVisible()
  await page.getByRole('button', { name: 'Step into a future that fails' }).click()
  const future = page.getByRole('region', { name: 'One future that fails' })
  const place = future.getByText('in which the household account is overdrawn')
  await expect(place).toContainText(': the middle one')
  const when = future.getByText('The household account is overdrawn for the first time in')
  await expect(when).toBeVisible()
  await expect(future).toContainText('The difference: ')
  const before = await when.textContent()
  await future.getByRole('button', { name: 'A worse one' }).click()
  await expect(when).not.toHaveText(String(before))
  await expect(place).not.toContainText(': the middle one')
})
