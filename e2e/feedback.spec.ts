/** What people are asked about the app, once, and what they say by themselves. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { operator } from './support/operator.ts'
import { applyAndConfirm, changeCopy, createScenario, openScenario, openTab } from './support/scenarios.ts'
import { userIdOf } from './support/session.ts'
import { expect, loadSample, signIn, signUp, somebody, test, visit } from './support/test.ts'

async function feedbackOf(page: Page) {
  const { data, error } = await operator(page)
    .from('feedback')
    .select('score, kind, comment, context')
    .eq('user_id', await userIdOf(page))
  expect(error).toBeNull()
  return data
}

async function applyOnce(page: Page, value: string) {
  await changeCopy(page, 'Index funds', 'Value', value)
  await openScenario(page, 'First')
  await openTab(page, 'Apply')
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
}

const prompt = (page: Page) => page.getByRole('region', { name: 'Feedback' })

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual([])
}

async function openFromMenu(page: Page) {
  await page.getByRole('button', { name: /^Account of/ }).press('Enter')
  await page.getByRole('menuitem', { name: 'Give feedback' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Give feedback' })).toBeVisible()
}

test.describe('asked after the first apply', () => {
  test.use({ expectedFailures: /Failed to load resource/ })

  test('somebody answers with keys alone, keeps their words when sending fails, and is never asked again', async ({
    page,
    browser,
  }) => {
    test.slow()
    const person = somebody()
    await signUp(page, person)
    await loadSample(page)
    await createScenario(page, 'First')
    await applyOnce(page, '150000')
    const asked = prompt(page)
    await expect(asked.getByRole('radiogroup', { name: 'How was applying this scenario?' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 }), 'it takes no focus').toBeFocused()
    await expect(asked.getByRole('textbox'), 'it is small until a score is chosen').toBeHidden()
    await expectAccessible(page)

    await asked.getByRole('radio', { name: 'Awful' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(asked.getByRole('radio', { name: 'Bad', exact: true })).toBeChecked()
    await asked.getByRole('radio', { name: 'An idea' }).press('Space')
    const comment = asked.getByRole('textbox', { name: 'Comment' })
    await comment.pressSequentially('Let me pick a date')
    await expectAccessible(page)

    await page.route('**/rest/v1/feedback**', (route) => route.abort())
    await asked.getByRole('button', { name: 'Send feedback' }).press('Enter')
    await expect(asked.getByRole('alert')).toContainText('Your feedback was not sent')
    await expect(comment).toHaveValue('Let me pick a date')
    await page.unroute('**/rest/v1/feedback**')
    await asked.getByRole('button', { name: 'Send feedback' }).press('Enter')
    await expect(page.getByText('Thank you.')).toBeVisible()
    expect(await feedbackOf(page)).toEqual([
      { score: 2, kind: 'idea', comment: 'Let me pick a date', context: { place: 'after_apply' } },
    ])

    const elsewhere = await browser.newContext()
    const other = await elsewhere.newPage()
    await other.goto(page.url())
    await signIn(other, person)
    await expect(other.getByRole('navigation', { name: 'Main' })).toBeVisible()
    await openScenario(other, 'First')
    await applyOnce(other, '160000')
    await expect(other.getByRole('button', { name: 'Continue with this scenario' })).toBeVisible()
    await expect(prompt(other)).toBeHidden()
    await elsewhere.close()
  })
})

test('whoever says no, thanks, or looks elsewhere is not asked again', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'First')
  await applyOnce(page, '150000')
  await prompt(page).getByRole('button', { name: 'No, thanks' }).click()
  await expect(prompt(page)).toBeHidden()
  await page.reload()
  await openScenario(page, 'First')
  await applyOnce(page, '160000')
  await expect(prompt(page)).toBeHidden()
  expect(await feedbackOf(page)).toEqual([])
})

test('a comment that is being typed is not left behind unasked', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'First')
  await applyOnce(page, '150000')
  await prompt(page).getByRole('radio', { name: 'Good', exact: true }).check()
  await prompt(page).getByRole('textbox', { name: 'Comment' }).pressSequentially('Quick')
  await visit(page, 'Investments')
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(prompt(page).getByRole('textbox', { name: 'Comment' })).toHaveValue('Quick')
})

/** Whether the browser would ask before it closes or reloads the page. */
function asksBeforeItIsLeft(page: Page) {
  return page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
}

test('feedback from the menu keeps what is typed when it is closed, says what is missing, and counts as asked', async ({
  investor: page,
}) => {
  await openFromMenu(page)
  const dialog = page.getByRole('dialog', { name: 'Give feedback' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send feedback' }).press('Enter')
  await expect(dialog.getByText('Choose one of these, or write something below.')).toBeVisible()
  await expect(dialog.getByRole('radio', { name: 'Awful' })).toBeFocused()
  await dialog.getByRole('textbox', { name: 'Comment' }).pressSequentially('More charts')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: /^Account of/ })).toBeFocused()
  expect(await asksBeforeItIsLeft(page)).toBe(true)
  await openFromMenu(page)
  await expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveValue('More charts')
  await dialog.getByRole('button', { name: 'Send feedback' }).press('Enter')
  await expect(page.getByText('Thank you. Your feedback is sent.')).toBeVisible()
  await expect(dialog).toBeHidden()
  expect(await asksBeforeItIsLeft(page)).toBe(false)
  expect(await feedbackOf(page)).toEqual([
    { score: null, kind: null, comment: 'More charts', context: { place: 'menu' } },
  ])
  await openFromMenu(page)
  await expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await loadSample(page)
  await createScenario(page, 'First')
  await applyOnce(page, '150000')
  await expect(prompt(page)).toBeHidden()
})
