import type { Page } from '@playwright/test'
import { createScenario } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test.describe.configure({ timeout: 120_000 })

async function expectCompared(page: Page, names: readonly string[]) {
  const figures = page.getByRole('region', { name: 'Key figures' })
  await expect(figures.getByRole('columnheader')).toHaveText(['Key figures', 'Reality', ...names])
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
