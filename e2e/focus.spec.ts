/** Where the focus is, that it can be seen, and what the page is called. */
import type { Locator, Page } from '@playwright/test'
import { sure } from '../scripts/sure.ts'
import {
  applyAndConfirm,
  changeCopy,
  createChanged,
  createScenario,
  openScenario,
  openTab,
  textbox,
} from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test.describe.configure({ timeout: 180_000 })

/** What covers the element with the focus, in words; null when nothing does or it is part of what covers. */
function coverOfFocus(page: Page) {
  return page.evaluate(() => {
    const focused = document.activeElement as HTMLElement
    const box = focused.getBoundingClientRect()
    const bars = [document.querySelector('header'), document.querySelector('form > div > div:last-child')]
    for (const bar of bars) {
      if (!bar || bar.contains(focused)) continue
      const cover = bar.getBoundingClientRect()
      if (
        box.top < cover.bottom &&
        box.bottom > cover.top &&
        box.left < cover.right &&
        box.right > cover.left
      )
        return `${focused.dataset.field ?? focused.outerHTML.slice(0, 80)} lies under ${bar.tagName}`
    }
    return null
  })
}

for (const viewport of [
  { width: 1280, height: 480 },
  { width: 390, height: 560 },
])
  test(`what has the focus is never under the header or the save bar, ${viewport.width} pixels wide`, async ({
    investor: page,
  }) => {
    await page.goto('/instances/new?kind=property')
    await page.setViewportSize(viewport)
    const name = textbox(page, 'Name')
    await expect(name).toBeVisible()
    const closed = page.getByRole('button', { name: /^Show / })
    while ((await closed.count()) > 0) await closed.first().click()
    await name.focus()
    const save = page.getByRole('button', { name: 'Add', exact: true })
    const covered: string[] = []
    let steps = 0
    const walk = async (key: 'Tab' | 'Shift+Tab', isThere: () => Promise<boolean>) => {
      while (!(await isThere())) {
        await page.keyboard.press(key)
        const cover = await coverOfFocus(page)
        if (cover) covered.push(`${key}: ${cover}`)
        expect(steps++, 'the form has an end').toBeLessThan(200)
      }
    }
    const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement)
    await walk('Tab', () => hasFocus(save))
    await walk('Shift+Tab', () => hasFocus(name))
    expect(covered).toEqual([])
    expect(steps).toBeGreaterThan(60)
  })

for (const viewport of [
  { width: 1280, height: 700 },
  { width: 390, height: 700 },
])
  test(`notices never cover the save bar, ${viewport.width} pixels wide`, async ({ investor: page }) => {
    await loadSample(page)
    await page.getByRole('link', { name: 'Index funds' }).click()
    await page.setViewportSize(viewport)
    await textbox(page, 'Name').fill('World funds')
    const save = page.getByRole('button', { name: 'Save', exact: true })
    await save.click()
    const notice = page.getByRole('alert').filter({ hasText: 'World funds' })
    await expect(notice).toBeVisible()
    // Nothing lies where the button is: a click there is a click on it.
    await textbox(page, 'Name').fill('All funds')
    await save.click({ trial: true, timeout: 2_000 })
    const [below, above] = [await save.boundingBox(), await notice.boundingBox()]
    expect(sure(above).y + sure(above).height).toBeLessThanOrEqual(sure(below).y)
  })

test('a notice never covers the buttons of a dialog that is undone from', async ({ investor: page }) => {
  await loadSample(page)
  await createScenario(page, 'Raise')
  for (const [name, field, value] of [
    ['Index funds', 'Value', '150000'],
    ['Savings account', 'Balance', '40000'],
    ['Two-bedroom flat, Brunswick', 'Rent', '700'],
  ] as const) {
    await changeCopy(page, name, field, value)
    await openScenario(page, 'Raise')
  }
  await openTab(page, 'Apply')
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 600 })
  await page.getByRole('button', { name: 'Actions for Raise' }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  const notice = page.getByRole('alert').filter({ hasText: '“Raise” is archived.' })
  await expect(notice).toBeVisible()
  // Those that spoke of the changes before go, with the pointer off them: else they would lie over what is pressed next.
  await page.mouse.move(1, 1)
  await expect(page.getByRole('alert')).toHaveCount(1)
  // It stays as long as somebody points at it; told of a pointer that never leaves, it outlasts the clicks elsewhere.
  await notice.dispatchEvent('mouseover')
  await openTab(page, 'History')
  await page.getByRole('button', { name: 'Undo this apply' }).click()
  const undo = page.getByRole('dialog').getByRole('button', { name: 'Undo this apply' })
  await expect(undo).toBeEnabled()
  for (const viewport of [
    { width: 390, height: 600 },
    { width: 1280, height: 800 },
    { width: 1280, height: 740 },
  ]) {
    await page.setViewportSize(viewport)
    await undo.click({ trial: true, timeout: 2_000 })
  }
  await expect(notice).toBeVisible()
})

test('going somewhere puts the focus on the heading, and each page has a title of its own', async ({
  investor: page,
}) => {
  await loadSample(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await createScenario(page, 'Sell up')
  const heading = page.getByRole('heading', { name: 'Sell up', level: 1 })
  await expect(heading).toBeFocused()
  const titles = [await page.title()]
  for (const tab of ['Investments', 'Assumptions', 'Projections', 'Apply', 'History'] as const) {
    await openTab(page, tab)
    await expect(page).toHaveTitle(`${tab} · Sell up · Scenarios`)
    await expect(heading).toBeFocused()
    titles.push(await page.title())
  }
  expect(titles[0]).toBe('Overview · Sell up · Scenarios')
  await openTab(page, 'Investments')
  await page.getByRole('main').getByRole('link', { name: 'Index funds' }).click()
  await expect(page).toHaveTitle('Index funds · Sell up · Scenarios')
  await expect(page.getByRole('heading', { name: 'Index funds', level: 1 })).toBeFocused()
  await page.goBack()
  await expect(page).toHaveTitle('Investments · Sell up · Scenarios')
  await expect(heading).toBeFocused()
  for (const entry of ['Overview', 'Scenarios', 'History', 'Settings', 'Help'] as const) {
    await visit(page, entry)
    await expect(page).toHaveTitle(`${entry} · Scenarios`)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  }
})

test('a page that is loaded leaves the focus to the browser', async ({ investor: page }) => {
  await page.goto('/instances')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
})

test('after an apply and after its undo the focus is on the heading of the page', async ({
  investor: page,
}) => {
  await loadSample(page)
  await createChanged(page, 'Raise', ['Index funds', 'Value', '150000'])
  await openTab(page, 'Apply')
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
  const heading = page.getByRole('heading', { name: 'Raise', level: 1 })
  await expect(heading).toBeFocused()
  await openTab(page, 'History')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this apply' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByText('Undone since')).toBeVisible()
  await expect(heading).toBeFocused()
})
