import { textbox, typeInto } from './support/scenarios.ts'
import { expect, test } from './support/test.ts'

test('a form asks first for what matters, says what it comes to while one types, and keeps what is typed under “More”', async ({
  investor: page,
}) => {
  await page.goto('/instances/new?kind=property')
  const comesTo = page.getByRole('status', { name: 'What it comes to' })
  await expect(comesTo).toHaveText('It shows here as soon as the value is typed.')
  await typeInto(textbox(page, 'Name'), 'Flat')
  await typeInto(textbox(page, 'Value'), '900000')
  await typeInto(textbox(page, 'Growth in value'), '0')
  await expect(comesTo).toContainText(/Value in \w+ \d{4}\$900,000/)

  // Half a million at 6% over thirty years, as any calculator says.
  await typeInto(textbox(page, 'Loan balance'), '500000')
  await typeInto(textbox(page, 'Time left'), '30 years')
  await expect(comesTo).toContainText('The first repayment is $2,998 a month.')
  await typeInto(textbox(page, 'Extra repayment'), '500')
  await expect(comesTo).toContainText('The first repayment is $3,498 a month.')
  await expect(comesTo).toContainText('and 108 months against regular repayments alone')

  const more = page.getByRole('button', { name: 'More: Rent and costs' })
  await expect(textbox(page, 'Vacancy')).toBeHidden()
  await more.focus()
  await page.keyboard.press('Enter')
  await expect(more).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Tab')
  await expect(textbox(page, 'Rise in rent')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type('5')
  await expect(textbox(page, 'Vacancy')).toHaveValue('5')
  await more.press('Enter')
  await expect(textbox(page, 'Vacancy')).toBeHidden()
  await page.getByRole('button', { name: 'Add', exact: true }).click()

  await page.getByRole('link', { name: 'Flat', exact: true }).click()
  // It says something now: so it is open. The duration is written as it was.
  await expect(textbox(page, 'Vacancy')).toHaveValue('5')
  await expect(more).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('button', { name: 'More: Loan' })).toHaveAttribute('aria-expanded', 'false')
  await expect(textbox(page, 'Time left')).toHaveValue('30')
  await expect(page.getByRole('combobox', { name: 'Unit of Time left' })).toHaveValue('years')
  await typeInto(textbox(page, 'Time left'), '2 years 6 months')
  await page.getByRole('combobox', { name: 'Unit of Time left' }).selectOption('months')
  await expect(textbox(page, 'Time left')).toHaveValue('30')
  await expect(comesTo).toContainText(/The first repayment is \$18,\d{3} a month/)
})

test('what it comes to stands beside the form, and in a line above it where there is no room', async ({
  investor: page,
}) => {
  await page.goto('/instances/new?kind=cash')
  await typeInto(textbox(page, 'Balance'), '10000')
  const figures = page.getByRole('region', { name: 'What it would mean' })
  await expect(figures).toContainText('today’s money')
  const left = async () => ({
    figures: (await figures.boundingBox())?.x ?? 0,
    form: (await textbox(page, 'Name').boundingBox())?.x ?? 0,
    top: (await figures.boundingBox())?.y ?? 0,
    last: (await textbox(page, 'Monthly contribution').boundingBox())?.y ?? 0,
    height: (await figures.boundingBox())?.height ?? 0,
  })
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect(async () => {
    const { figures, form, top, last } = await left()
    expect(figures).toBeGreaterThan(form + 400)
    expect(top).toBeLessThan(last)
  }).toPass()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(async () => {
    const { figures, form, height } = await left()
    expect(Math.abs(figures - form)).toBeLessThan(40)
    expect(height).toBeLessThan(80)
  }).toPass()
  // However far down one is, it is in sight, and opens.
  await typeInto(textbox(page, 'Monthly contribution'), '100')
  const line = figures.getByRole('button', { expanded: false })
  await expect(line).toBeInViewport({ ratio: 1 })
  // There is no income: what is paid in is borrowed, at a higher rate than the deposit earns.
  await expect(line).toContainText(/Net worth, \w+ \d{4}: -\$\d.*-\$[\d,]+ from what is saved/)
  await line.press('Enter')
  await expect(figures.getByText('Difference from what is saved')).toBeInViewport()
})
