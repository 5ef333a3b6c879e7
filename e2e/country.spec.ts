/** Where one lives is asked once, before anything else, and sets what one begins with. */
import { textbox, typeInto } from './support/scenarios.ts'
import { expect, somebody, test, visit } from './support/test.ts'

test.describe('in a British browser', () => {
  test.use({ locale: 'en-GB' })

  test('the first question is answered with Enter, and money, tax, prices and rent are British', async ({
    page,
  }) => {
    const { email, password } = somebody()
    await page.goto('/sign-up')
    await page.getByLabel('E-mail').pressSequentially(email)
    await page.getByLabel('Password', { exact: true }).pressSequentially(password)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Where do you live?' })).toBeVisible()
    await expect(page.getByRole('radio', { name: 'United Kingdom' })).toBeChecked()
    await expect(page.getByText('Amounts in GBP, written £1,234.50; rent a month')).toBeVisible()
    // Arrows choose another one: what it brings is said before it is chosen for good.
    await expect(page.getByRole('radio', { name: 'United Kingdom' })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('radio', { name: 'Ireland' })).toBeChecked()
    await expect(page.getByText(/^Amounts in EUR/)).toBeVisible()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Begin with what you earn and spend' })).toBeVisible()

    await visit(page, 'Settings')
    await expect(page.getByRole('combobox', { name: 'Where you live' })).toHaveValue('United Kingdom')
    await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveValue(/^GBP/)
    await expect(textbox(page, 'Inflation')).toHaveAttribute('placeholder', '2 (default)')
    await expect(page.getByRole('combobox', { name: 'Last month of the tax year' })).toHaveAttribute(
      'placeholder',
      'March (default)',
    )
    await expect(page.getByRole('combobox', { name: 'Income tax' })).toHaveAttribute(
      'placeholder',
      'My own brackets (default)',
    )

    await page.reload()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Where do you live?' })).toBeHidden()
  })

  test('a rent is typed a month, kept to the penny, and can be said a week', async ({ investor: page }) => {
    await visit(page, 'Investments')
    await page.getByRole('link', { name: 'Add an investment' }).click()
    await page.getByRole('link', { name: /^Property/ }).click()
    await textbox(page, 'Name').pressSequentially('Flat in Leeds')
    await textbox(page, 'Value').pressSequentially('210000')
    const rent = textbox(page, 'Rent')
    const unit = page.getByRole('region', { name: 'Rent and costs' }).getByRole('combobox', { name: 'Unit' })
    await expect(unit).toHaveValue('a month')
    await rent.pressSequentially('1354.99')
    await page.keyboard.press('Tab')
    await expect(rent).toHaveValue('1,354.99')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('main').getByRole('link', { name: 'Flat in Leeds' }).click()
    await expect(rent).toHaveValue('1,354.99')
    await expect(unit).toHaveValue('a month')
    // Also where the form is there before the country is known.
    await page.reload()
    await expect(rent).toHaveValue('1,354.99')
    await expect(unit).toHaveValue('a month')
    await typeInto(rent, '300 a week')
    await page.keyboard.press('Tab')
    await expect(rent).toHaveValue('300')
    await expect(unit).toHaveValue('a week')
    await unit.selectOption('a month')
    await expect(rent).toHaveValue('1,300')
  })
})

test('another country is looked at before it is chosen, and what somebody has set stays', async ({
  investor: page,
}) => {
  await visit(page, 'Settings')
  await typeInto(textbox(page, 'Inflation'), '3')
  await page.getByRole('button', { name: 'Save assumptions' }).click()
  await expect(page.getByText('Your assumptions are saved.')).toBeVisible()
  const country = page.getByRole('combobox', { name: 'Where you live' })
  await country.click()
  await page.getByRole('option', { name: 'United States' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Currency: AUD becomes USD')
  await expect(dialog).toContainText('Last month of the tax year: June becomes December')
  await expect(dialog).toContainText('these stay as they are: Inflation.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(country).toHaveValue('Australia')

  await country.click()
  await page.getByRole('option', { name: 'United States' }).click()
  await dialog.getByRole('button', { name: 'Change country' }).click()
  await expect(country).toHaveValue('United States')
  await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveValue(/^USD/)
  await expect(textbox(page, 'Inflation')).toHaveValue('3')
  await expect(textbox(page, 'Tax brackets')).toHaveAttribute(
    'placeholder',
    /^0:0; 15,750:10; .*\(default\)$/,
  )
})
