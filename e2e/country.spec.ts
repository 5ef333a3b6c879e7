/** Where one lives is asked once, before anything else, and sets what one begins with. */
import { textbox } from './support/scenarios.ts'
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
    await expect(page.getByRole('heading', { name: 'Begin with what you have' })).toBeVisible()

    await visit(page, 'Settings')
    await expect(page.getByRole('combobox', { name: 'Where you live' })).toHaveValue('United Kingdom')
    await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveValue(/^GBP/)
    await expect(textbox(page, 'Inflation')).toHaveAttribute('placeholder', '2 (default)')
    await expect(page.getByRole('combobox', { name: 'Income tax' })).toHaveAttribute(
      'placeholder',
      'My own brackets (default)',
    )

    await page.reload()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Where do you live?' })).toBeHidden()
  })
})
