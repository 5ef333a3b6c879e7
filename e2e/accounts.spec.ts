import { textbox, typeInto } from './support/scenarios.ts'
import { expect, test, visit } from './support/test.ts'

test('a super fund is asked for access and what an employer pays in; access before its beginning is refused beside the field', async ({
  investor: page,
}) => {
  await page.goto('/instances/new?kind=portfolio')
  await typeInto(textbox(page, 'Name'), 'Retirement')
  await typeInto(textbox(page, 'Value'), '180000')
  await expect(textbox(page, 'Access from')).toBeHidden()
  await expect(textbox(page, 'Employer contribution')).toBeHidden()
  await page.getByRole('combobox', { name: 'Account' }).click()
  await page.getByRole('option', { name: 'Australian super fund' }).click()
  await typeInto(textbox(page, 'Employer contribution'), '900')
  await expect(page.getByText('Left empty, you have access already', { exact: false }).last()).toBeVisible()

  const year = new Date().getFullYear() + 12
  await typeInto(textbox(page, 'Access from'), `${year}-07`)
  await page.getByRole('button', { name: 'Show Purchase and sale' }).click()
  await typeInto(textbox(page, 'Purchase month'), `${year}-08`)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Access comes before the holding begins', { exact: false })).toBeVisible()
  await typeInto(textbox(page, 'Purchase month'), '')
  await typeInto(textbox(page, 'Sale month'), `${year}-06`)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Nothing can be sold before the month of access.')).toBeVisible()
  await typeInto(textbox(page, 'Sale month'), '')
  await page.getByRole('button', { name: 'Add', exact: true }).click()

  const row = page.getByRole('row').filter({ hasText: 'Retirement' })
  await expect(row).toContainText(`Super fund, access from July ${year}`)
  await expect(row).toContainText('$900 a month from the employer')
  await page.reload()
  await row.getByRole('link', { name: 'Retirement' }).click()
  await expect(textbox(page, 'Access from')).toHaveValue(`July ${year}`)
  await expect(textbox(page, 'Employer contribution')).toHaveValue('900')

  await visit(page, 'Overview')
  await expect(page.getByRole('main')).toContainText('$180,000')
})
