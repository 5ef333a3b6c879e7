/** The line in settings that only operators and administrators see. */
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
  const { data: phases } = await operator(page).from('rollout_status').select('title, sentence, is_current')
  const current = phases!.find(({ is_current }) => is_current)!
  await expect(line).toContainText(`${current.title}. ${current.sentence}`)
  const { data: findings } = await operator(page).from('operator_findings').select('finding')
  await expect(line).toContainText(findings!.length === 0 ? 'All is well' : findings![0]!.finding!)
})
