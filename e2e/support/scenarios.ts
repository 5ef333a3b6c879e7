/** What several tests of scenarios have in common, in the words of the screens. */
import { expect, type Locator, type Page } from '@playwright/test'
import { visit } from './test.ts'

export function textbox(page: Page, name: string) {
  return page.getByRole('textbox', { name, exact: true })
}

/** Opens every “More” of a form unless the input is in sight. */
async function reveal(input: Locator) {
  const more = input.page().getByRole('button', { name: /^More: /, expanded: false })
  await expect(input.or(more).first()).toBeVisible()
  while (!(await input.isVisible()) && (await more.count()) > 0) await more.first().click()
}

/** Replaces what stands in an input, key by key: `fill` would put it there as no person can. */
export async function typeInto(input: Locator, text: string) {
  await reveal(input)
  await input.click()
  await input.press('ControlOrMeta+A')
  await input.press('Delete')
  await input.pressSequentially(text)
}

/** Creates a scenario with copies of everything and stays on its page. */
export async function createScenario(page: Page, name: string) {
  await visit(page, 'Scenarios')
  await page.getByRole('button', { name: 'Create a scenario' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Create a scenario' })
  await textbox(page, 'Name').fill(name)
  await dialog.getByRole('button', { name: 'Create scenario' }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

export async function openTab(
  page: Page,
  tab: 'Overview' | 'Investments' | 'Assumptions' | 'Projections' | 'Apply' | 'History',
) {
  await page.getByRole('main').getByRole('link', { name: tab, exact: true }).click()
}

/** The form has nothing left to cancel; notices may still speak of the save before. */
async function expectSaved(page: Page) {
  await expect(page.getByRole('link', { name: 'Cancel' })).toBeHidden()
}

/** Changes one field of a scenario's copy, from the scenario's page back to it. */
export async function changeCopy(page: Page, instance: string, field: string, value: string) {
  await openTab(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: instance, exact: true }).click()
  await typeInto(textbox(page, field), value)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expectSaved(page)
}

/** Changes one field of a real instance. */
export async function changeReality(page: Page, instance: string, field: string, value: string) {
  await visit(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: instance, exact: true }).click()
  await typeInto(textbox(page, field), value)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expectSaved(page)
}

export async function expectReality(page: Page, instance: string, field: string, value: string) {
  await visit(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: instance, exact: true }).click()
  await reveal(textbox(page, field))
  await expect(textbox(page, field)).toHaveValue(value)
}

export async function openScenario(page: Page, name: string) {
  await visit(page, 'Scenarios')
  await page.getByRole('main').getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

/** Creates a scenario in which these fields of its copies are changed, and stays on its page. */
export async function createChanged(
  page: Page,
  name: string,
  ...changes: [instance: string, field: string, value: string][]
) {
  await createScenario(page, name)
  for (const change of changes) {
    await changeCopy(page, ...change)
    await openScenario(page, name)
  }
}

/** Presses the button of the apply bar and confirms. */
export async function applyAndConfirm(page: Page) {
  await page
    .getByRole('region', { name: 'Apply' })
    .getByRole('button', { name: /^Apply / })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply to reality' }).click()
}
