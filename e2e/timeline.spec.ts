import { createScenario, textbox } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test('an event of a scenario is moved with keys, taken back, and opens the field that says when', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createScenario(page, 'Retire later')
  const timeline = page.getByRole('region', { name: 'What happens when' })
  const salary = timeline.getByRole('slider', { name: 'Salary: ends' })
  await salary.focus()
  const before = (await salary.getAttribute('aria-valuetext')) ?? ''
  const [month, year] = before.split(' ')
  await page.keyboard.press('PageUp')
  const after = `${month} ${Number(year) + 1}`
  await expect(salary).toHaveAttribute('aria-valuetext', after)
  await expect(page.getByText(`Salary: ends in ${after} in this scenario.`)).toBeVisible()
  await expect(salary).toBeFocused()

  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(salary).toHaveAttribute('aria-valuetext', before)

  await timeline.getByRole('link', { name: 'Salary: ends' }).press('Enter')
  await expect(textbox(page, 'Last month')).toBeFocused()

  await visit(page, 'Overview')
  // Reality is not moved by dragging: each event leads to its field.
  await expect(timeline.getByRole('link', { name: 'Salary: ends' })).toBeVisible()
  await expect(timeline.getByRole('slider')).toHaveCount(0)
})
