/** What the app tells of its use: what arrives in the database, and what never does. */
import type { BrowserContext, Page } from '@playwright/test'
import { operator } from './support/operator.ts'
import { applyAndConfirm, createChanged, createScenario, openTab } from './support/scenarios.ts'
import { userIdOf } from './support/session.ts'
import { expect, loadSample, signIn, signOut, signUp, somebody, test, visit } from './support/test.ts'

const recording = '**/rest/v1/rpc/record_telemetry'

interface Told {
  name: string
  value: number | null
  unit: string | null
  attributes: Record<string, string | number>
}

/** Everything that was told of somebody so far, asked of the database from a page that may be closed by then. */
async function watch(page: Page) {
  const [server, userId] = [operator(page), await userIdOf(page)]
  return async () => {
    const { data, error } = await server
      .from('telemetry_events')
      .select('name, value, unit, attributes')
      .eq('user_id', userId)
    expect(error).toBeNull()
    return data as Told[]
  }
}

/** Until the page knows that it may tell anything: what happens before may be lost with a page that is left at once. */
async function expectTelling(page: Page) {
  const userId = await userIdOf(page)
  await expect
    .poll(
      async () =>
        (await operator(page).from('flag_exposures').select('flag_name').eq('user_id', userId)).data,
    )
    .not.toEqual([])
}

const of = (events: readonly Told[], name: string) => events.filter((event) => event.name === name)

/** Closes the page as people do. */
async function closeTab(page: Page) {
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
}

/** How often anything was told from this context. */
function countRecordings(context: BrowserContext) {
  const counted = { number: 0 }
  context.on('request', (request) => {
    if (request.url().includes('record_telemetry')) counted.number += 1
  })
  return counted
}

test('a story from the first page to an undo is told when the tab is closed, without an id or a name in it', async ({
  page,
  context,
}) => {
  await signUp(page, somebody())
  const told = await watch(page)
  await loadSample(page)
  await createChanged(page, 'Told by nobody', ['Index funds', 'Value', '150000'])
  await expect(page).toHaveURL(/scenarios\/[^/]+$/)
  await page.reload()
  await openTab(page, 'Apply')
  await applyAndConfirm(page)
  await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
  await openTab(page, 'History')
  await page.getByRole('button', { name: 'Undo this apply' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: /^Undo/ }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await context.newPage()
  await closeTab(page)

  await expect
    .poll(async () => of(await told(), 'feature').map(({ attributes }) => attributes.feature))
    .toEqual(expect.arrayContaining(['scenario_created', 'scenario_applied', 'undo']))
  const events = await told()
  expect(of(events, 'apply')).toEqual([
    { name: 'apply', value: expect.any(Number), unit: 'ms', attributes: { outcome: 'success' } },
  ])
  const requests = of(events, 'api_request').map(({ attributes }) => attributes)
  expect(requests).toContainEqual({ operation: 'apply_scenario', status: 200 })
  expect(requests).toContainEqual({ operation: 'create_scenario', status: 200 })
  expect(requests.map(({ operation }) => operation)).not.toContain('record_telemetry')
  const loads = of(events, 'page_load')
  expect(new Set(loads.map(({ attributes }) => attributes.metric))).toEqual(
    new Set(['lcp', 'inp', 'cls', 'ttfb', 'fcp']),
  )
  expect(new Set(loads.map(({ attributes }) => attributes.route))).toEqual(
    // The overview is loaded anew once there is a household.
    new Set(['/sign-up', '/', '/scenarios/:scenarioId']),
  )
  expect(loads.map(({ attributes, unit }) => attributes.metric === 'cls' || unit === 'ms')).not.toContain(
    false,
  )
  expect(of(events, 'memory')[0]).toMatchObject({ unit: 'bytes', value: expect.any(Number) })
  const words = JSON.stringify(events.map(({ attributes }) => attributes))
  expect(words).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|Told by|Index funds|150|@/)
})

test('whoever opens the app is noted with the features they have', async ({ investor: page }) => {
  const userId = await userIdOf(page)
  await expect
    .poll(async () => {
      const { data } = await operator(page)
        .from('flag_exposures')
        .select('flag_name, enabled')
        .eq('user_id', userId)
        .order('flag_name')
      return data
    })
    .toEqual(
      ['feature:scenarios', 'feature:scenarios:apply', 'feature:scenarios:conflict_resolution'].map(
        (flag_name) => ({ flag_name, enabled: true }),
      ),
    )
})

test.describe('when something fails', () => {
  test.use({ expectedFailures: /Failed to load resource|Flat in Fitzroy/ })

  test('each failure that somebody meets is told by its code, once, and what a retry mended is not', async ({
    investor: page,
  }) => {
    const told = await watch(page)
    let refusals = 0
    await page.route('**/rest/v1/scenario_applications?**', (route) =>
      route.fulfill({ status: 500, json: { code: 'XX000', message: 'Flat in Fitzroy' } }),
    )
    await page.route('**/rest/v1/instances?**', (route) =>
      refusals++ === 0
        ? route.fulfill({ status: 503, json: { code: '57P03', message: 'starting' } })
        : route.continue(),
    )
    await page.goto('/instances')
    await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
    await visit(page, 'History')
    await expect(page.getByRole('alert')).toBeVisible()
    await page.goto('about:blank')
    await expect
      .poll(async () => of(await told(), 'error').map(({ attributes }) => attributes))
      .toEqual([{ code: 'unexpected', operation: 'select scenario_applications', route: '/history' }])
    expect(refusals).toBeGreaterThan(1)
  })

  test('an exception that nobody expected is told', async ({ investor: page }) => {
    const told = await watch(page)
    await expectTelling(page)
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('Flat in Fitzroy')
      })
    })
    await page.evaluate(() => void Promise.reject(new RangeError('Flat in Fitzroy')))
    await page.goto('about:blank')
    await expect
      .poll(async () => of(await told(), 'error').map(({ attributes }) => attributes))
      .toEqual([{ code: 'unexpected', operation: 'script', route: '/' }])
  })

  test('what happens offline is told once the network is back, and nothing is tried before', async ({
    investor: page,
    context,
  }) => {
    const told = await watch(page)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectTelling(page)
    await context.setOffline(true)
    await expect(page.getByText('You are offline')).toBeVisible()
    // What was told at the start, or is told every few seconds, may have gone until now.
    const recordings = countRecordings(context)
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await expect(page.getByText(/What you see was read/)).toBeVisible()
    await page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
    // One that the browser refuses is told of all the same, before the answer to this.
    await page.evaluate(() => fetch('/').catch(() => {}))
    expect(recordings.number).toBe(0)
    await context.setOffline(false)
    await expect
      .poll(async () => of(await told(), 'error').map(({ attributes }) => attributes.code))
      .toEqual(['offline'])
  })
})

test('what one user did is told as theirs before they sign out, and never as the next one’s', async ({
  page,
}) => {
  const [first, next] = [somebody(), somebody()]
  await signUp(page, next)
  await signOut(page)
  await signUp(page, first)
  const toldOfFirst = await watch(page)
  await loadSample(page)
  await createScenario(page, 'Of the first')
  await signOut(page)
  await signIn(page, next)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  const toldOfNext = await watch(page)
  await page.goto('about:blank')
  await expect
    .poll(async () => of(await toldOfFirst(), 'feature').map(({ attributes }) => attributes.feature))
    .toEqual(['scenario_created'])
  await expect.poll(async () => (await toldOfNext()).length).toBeGreaterThan(0)
  const operations = (await toldOfNext()).map(({ attributes }) => attributes.operation)
  expect(operations).not.toContain('create_scenario')
  expect(of(await toldOfNext(), 'feature')).toEqual([])
})

test('a visitor tells nothing', async ({ page, context }) => {
  const recordings = countRecordings(context)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Create an account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto('about:blank')
  expect(recordings.number).toBe(0)
})

test('nothing is told once somebody has switched it off, in this tab and in a new one', async ({
  investor: page,
  context,
}) => {
  const told = await watch(page)
  await visit(page, 'Settings')
  const sharing = page.getByRole('checkbox', { name: 'Let the app tell us how it is used' })
  await expect(sharing).toBeChecked()
  await sharing.click()
  await expect(sharing).not.toBeChecked()
  await expect(page.getByText('Saved. Nothing more is sent.')).toBeVisible()
  const [before, recordings] = [await told(), countRecordings(context)]
  await loadSample(page)
  await createScenario(page, 'Untold')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Untold', level: 1 })).toBeVisible()
  await visit(page, 'Settings')
  await expect(sharing).not.toBeChecked()
  await page.goto('about:blank')
  expect(recordings.number).toBe(0)
  expect(await told()).toEqual(before)
})

for (const signal of ['doNotTrack', 'globalPrivacyControl'] as const)
  test(`a browser that says ${signal} tells nothing, and settings say so`, async ({ page, context }) => {
    await page.addInitScript((name) => {
      Object.defineProperty(navigator, name, { value: name === 'doNotTrack' ? '1' : true })
    }, signal)
    const recordings = countRecordings(context)
    await signUp(page, somebody())
    const told = await watch(page)
    await loadSample(page)
    await createScenario(page, 'Untold')
    await visit(page, 'Settings')
    const sharing = page.getByRole('checkbox', { name: 'Let the app tell us how it is used' })
    await expect(sharing).toBeDisabled()
    await expect(sharing).not.toBeChecked()
    await expect(page.getByText(/Your browser asks not to be tracked/)).toBeVisible()
    await page.goto('about:blank')
    expect(recordings.number).toBe(0)
    expect(await told()).toEqual([])
  })

test('a server that takes no events is no trouble to anybody', async ({ page }) => {
  await page.route(recording, (route) => route.fulfill({ status: 200, body: 'not even json' }))
  await signUp(page, somebody())
  await loadSample(page)
  await expect(page.getByRole('alert')).toHaveCount(0)
})
