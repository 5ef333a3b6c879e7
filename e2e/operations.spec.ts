/** The line in settings that only operators and administrators see. */
import AxeBuilder from '@axe-core/playwright'
import { makeOperator, operator } from './support/operator.ts'
import { expect, test, visit } from './support/test.ts'

test('an investor sees nothing of operations; whoever becomes an operator sees the rollout and what asks for a person', async ({
  investor: page,
}) => {
  await visit(page, 'Settings')
  const line = page.getByRole('group', { name: 'Operations' })
  await expect(page.getByRole('group', { name: 'Display' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(line).toBeHidden()

  await makeOperator(page)
  await page.reload()
  const status = operator(page).from('rollout_status').select('title, sentence').eq('is_current', true)
  const { data: current } = await status.single().throwOnError()
  await expect(line).toContainText(`${current.title}. ${current.sentence}`)
  const { data: findings } = await operator(page).from('operator_findings').select('finding').throwOnError()
  await expect(line).toContainText(findings[0]?.finding ?? 'All is well')
})

for (const [look, colorScheme, width] of [
  ['wide and light', 'light', 1280],
  ['narrow and dark', 'dark', 390],
] as const)
  test(`findings are counted, the gravest in words, ${look}`, async ({ investor: page }) => {
    await makeOperator(page)
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    const line = page.getByRole('group', { name: 'Operations' })
    for (const severity of ['critical', 'warning', 'info']) {
      const finding = {
        finding: 'integrity_broken',
        severity,
        figure: '3 rows break copies_have_sources',
        runbook: 'docs/how-to/runbooks/integrity-broken.md',
      }
      await page.route('**/rest/v1/operator_findings?**', (route) =>
        route.fulfill({ json: [finding, { ...finding, finding: 'purge_overdue' }] }),
      )
      await page.goto('/settings')
      await expect(line).toContainText(severity)
      await expect(line).toContainText('2 findings ask for a person')
      await expect(line).toContainText('integrity_broken 3 rows break copies_have_sources')
      await expect(line).toContainText('What to do: docs/how-to/runbooks/integrity-broken.md')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual([])
    }
  })
