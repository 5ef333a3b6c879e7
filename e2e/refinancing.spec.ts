import { changeCopy, createScenario, openTab, textbox, typeInto } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

// A whole story: many steps.
test.describe.configure({ timeout: 180_000 })

const flat = 'Two-bedroom flat, Brunswick'

test('a refinancing shows its effect while it is typed; what merges to a part of one is refused before it is applied', async ({
  investor: page,
}) => {
  await loadSample(page)
  const openFlat = async () => {
    await visit(page, 'Investments')
    await page.getByRole('main').getByRole('link', { name: flat, exact: true }).click()
  }
  const save = async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('link', { name: 'Cancel' })).toBeHidden()
  }
  await openFlat()
  const year = new Date().getFullYear() + 5
  const comesTo = page.getByLabel('What this loan comes to')
  await expect(comesTo).not.toContainText('refinanced')
  await page.getByRole('button', { name: 'Show Refinancing' }).click()
  await typeInto(textbox(page, 'Month of refinancing'), `${year}-01`)
  await typeInto(textbox(page, 'Rate after refinancing'), '4.5')
  await typeInto(textbox(page, 'Time left after refinancing'), '20 years')
  await expect(comesTo).toContainText(new RegExp(String.raw`\$[\d,]+ from January ${year} on, refinanced`))
  // Within the twenty years, and some months before: the offset account pays ahead.
  const repaid = new RegExp(`It is repaid in \\w+ ${year + 19}`)
  await expect(comesTo).toContainText(repaid)
  await save()
  await page.reload()
  await expect(textbox(page, 'Month of refinancing')).toHaveValue(`January ${year}`)
  await expect(textbox(page, 'Rate after refinancing')).toHaveValue('4.5')
  await expect(comesTo).toContainText(repaid)

  await createScenario(page, 'Draw on the flat')
  await changeCopy(page, flat, 'Money drawn', '20000')
  await openFlat()
  for (const field of ['Month of refinancing', 'Rate after refinancing', 'Time left after refinancing'])
    await typeInto(textbox(page, field), '')
  await save()

  await visit(page, 'Scenarios')
  await page.getByRole('main').getByRole('link', { name: 'Draw on the flat', exact: true }).click()
  await openTab(page, 'Apply')
  const refusal = page.getByRole('alert').filter({ hasText: 'does not go together' })
  await expect(refusal).toContainText(`“${flat}”, Money drawn: This needs the month of the refinancing.`)
  const bar = page.getByRole('region', { name: 'Apply' })
  await expect(bar.getByRole('status')).toHaveText(
    'What reality and the scenario changed does not go together.',
  )
  await expect(bar.getByRole('button', { name: /^Apply / })).toBeDisabled()

  // Left out, it stands in nobody's way.
  await page.getByRole('checkbox', { name: new RegExp(flat) }).uncheck()
  await expect(refusal).toBeHidden()
})
