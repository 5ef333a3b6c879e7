/** Every screen, wide and narrow, light and dark: nothing that a screen reader or weak eyes would stumble over. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import {
  changeCopy,
  changeReality,
  createScenario,
  openScenario,
  openTab,
  textbox,
  typeInto,
} from './support/scenarios.ts'
import { expect, loadSample, test } from './support/test.ts'

async function expectAccessible(page: Page, screen: string) {
  const loading = page.getByRole('status').filter({ hasText: /^(Loading|Computing|Working|Trying|Waiting)/ })
  await expect(loading).toHaveCount(0, { timeout: 30_000 })
  const { violations } = await new AxeBuilder({ page }).analyze()
  const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' · ')}`)
  expect(findings, screen).toEqual([])
}

async function expectNoSidewaysScrolling(page: Page, screen: string) {
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }))
  expect(scrollWidth, `${screen} is no wider than the window`).toBeLessThanOrEqual(clientWidth)
}

const looks = [
  { name: 'wide and light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'narrow and dark', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

for (const { name, colorScheme, viewport } of looks) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport })

    test('signing in is accessible', async ({ page }) => {
      const paths = ['/sign-in', '/sign-up', '/reset-password', '/new-password', '/confirm-address', '/link']
      for (const path of [...paths, '/?error_code=otp_expired', '/confirm-address?code=of-another-browser']) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectAccessible(page, path)
      }
    })

    test('empty screens are accessible', async ({ investor: page }) => {
      test.slow()
      for (const path of [
        '/',
        '/instances',
        '/instances/new',
        '/instances/import',
        '/instances/amounts',
        '/scenarios',
        '/scenarios/import',
        '/scenarios/try?guide',
        '/scenarios/try/refinance',
        '/deleted',
        '/history',
        '/settings',
        '/help',
        '/nowhere',
      ]) {
        await page.goto(path)
        await expect(page.getByRole('heading').first()).toBeVisible()
        await expectAccessible(page, path)
        await expectNoSidewaysScrolling(page, path)
      }
    })

    test('files and what was deleted are accessible', async ({ investor: page }) => {
      await page.setViewportSize({ width: 1280, height: 900 })
      await loadSample(page)
      await page.getByRole('button', { name: 'Actions for Car loan' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await createScenario(page, 'Several')
      await openTab(page, 'Investments')
      await page.setViewportSize(viewport)
      await page.getByRole('button', { name: 'Change several' }).click()
      await page.getByRole('combobox', { name: 'Field' }).click()
      await page.getByRole('option', { name: 'Value / Balance' }).click()
      await typeInto(textbox(page, 'New value'), '1000000')
      await expect(page.getByRole('table', { name: 'What would change' })).toBeVisible()
      await expectAccessible(page, 'change several')
      await expectNoSidewaysScrolling(page, 'change several')

      await page.goto('/deleted')
      await expect(page.getByRole('button', { name: 'Restore Car loan' })).toBeVisible()
      await expectAccessible(page, '/deleted')
      await expectNoSidewaysScrolling(page, '/deleted')

      await page.goto('/scenarios/try/pay_off_faster?guide')
      await expect(page.getByRole('region', { name: 'Your first scenario' })).toBeVisible()
      await expectAccessible(page, 'the guide')
      await expectNoSidewaysScrolling(page, 'the guide')
      for (const value of [1_000, -1]) {
        await page.goto('/instances/import')
        const entry = { kind: 'cash', name: 'Deposit', params: { value } }
        const file = JSON.stringify({ format: 'scenarios/instances', version: 1, instances: [entry] })
        await page.locator('input[type=file]').setInputFiles({
          name: 'file.json',
          mimeType: 'application/json',
          buffer: Buffer.from(file),
        })
        await expect(page.getByRole('table')).toBeVisible()
        await expectAccessible(page, `/instances/import of ${value}`)
        await expectNoSidewaysScrolling(page, `/instances/import of ${value}`)
      }
    })

    test('full screens are accessible', async ({ investor: page }) => {
      test.slow()
      await page.setViewportSize({ width: 1280, height: 900 })
      await loadSample(page)
      await createScenario(page, 'Everything')
      const scenario = new URL(page.url()).pathname
      await changeCopy(page, 'Index funds', 'Value', '150000')
      await changeReality(page, 'Index funds', 'Value', '141000')
      const instance = new URL(page.url()).pathname
      await openScenario(page, 'Everything')
      await page.setViewportSize(viewport)

      const tabs = ['', '/instances', '/assumptions', '/projections', '/apply', '/history', '/report'].map(
        (tab) => scenario + tab,
      )
      const projections = ['why', 'simulated', 'sensitivity', 'stress', 'tax'].map(
        (view) => `${scenario}/projections?view=${view}`,
      )
      const compared = `/scenarios/compare?ids=${scenario.split('/').at(-1)}`
      for (const path of [
        '/',
        '/instances',
        '/instances/amounts?show=all',
        instance,
        '/scenarios',
        ...tabs,
        ...projections,
        compared,
        `${scenario}/try`,
        `${scenario}/try/refinance`,
        '/scenarios/try/buy_property',
        '/history',
      ]) {
        await page.goto(path)
        await expect(page.getByRole('heading').first()).toBeVisible()
        await expectAccessible(page, path)
        await expectNoSidewaysScrolling(page, path)
      }
    })
  })
}
