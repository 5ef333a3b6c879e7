/** The built app under the headers that its hosts send: nothing it does is against its own policy, and what it forbids fails. */
import type { Page } from '@playwright/test'
import { sure } from '../scripts/sure.ts'
import { createScenario, openTab } from './support/scenarios.ts'
import { createAccount, expect, loadSample, test as plain, somebody, visit } from './support/test.ts'

plain.describe.configure({ timeout: 120_000 })

interface Fixtures {
  /** What was against the policy, on pages. */
  violations: string[]
}

const test = plain.extend<Fixtures>({
  violations: [
    async ({ context }, use) => {
      const violations: string[] = []
      await context.exposeBinding('violate', (_source, violation: string) => void violations.push(violation))
      await context.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          (window as never as { violate: (text: string) => void }).violate(
            `${violatedDirective} ${blockedURI}`,
          ),
        ),
      )
      // A worker's own are heard nowhere else. Its headers stay as they are sent.
      await context.route('**/projection.worker-*.js', async (route) => {
        const response = await route.fetch()
        const listener = `self.violations = []
          addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));`
        await route.fulfill({ response, body: listener + (await response.text()) })
      })
      await use(violations)
    },
    { auto: true },
  ],
})

async function violationsOfWorkers(page: Page) {
  const lists = page
    .workers()
    .map((worker) => worker.evaluate(() => (self as never as { violations: string[] }).violations))
  return (await Promise.all(lists)).flat()
}

/** What becomes of an empty module of WebAssembly, and of a function made of text; later, as code of the app would. */
function tryScripts(): Promise<{ webAssembly: string; text: string }> {
  const attempt = (make: () => unknown) => {
    try {
      make()
      return 'made'
    } catch (error) {
      return (error as Error).name
    }
  }
  return new Promise((resolve) =>
    setTimeout(() =>
      resolve({
        webAssembly: attempt(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
        text: attempt(() => new Function('return 1')),
      }),
    ),
  )
}

const download = async (page: Page, press: () => Promise<void>) => {
  const started = page.waitForEvent('download')
  await press()
  return (await started).suggestedFilename()
}

test('figures, futures, dialogs, files and paper are all within the policy', async ({
  investor: page,
  violations,
}) => {
  await loadSample(page)
  await page.getByRole('button', { name: 'More about investments' }).click()
  expect(
    await download(page, () => page.getByRole('menuitem', { name: 'Export all to a file' }).click()),
  ).toMatch(/\.json$/)
  await createScenario(page, 'Within')
  await openTab(page, 'Projections')
  expect(await download(page, () => page.getByRole('button', { name: 'Download CSV' }).click())).toMatch(
    /\.csv$/,
  )
  await page
    .getByRole('radiogroup', { name: 'Kind of projection' })
    .getByText('Simulated futures', { exact: true })
    .click()
  await expect(page.getByRole('status').filter({ hasText: 'The simulation is finished' })).toHaveCount(1, {
    timeout: 60_000,
  })
  await page.pdf()
  expect(violations).toEqual([])
  expect(page.workers().length).toBeGreaterThan(0)
  expect(await violationsOfWorkers(page)).toEqual([])
})

test.describe('what the policy forbids', () => {
  test.use({ expectedFailures: /Content Security Policy/ })

  test('scripts made of text or written in the page do not run, styles in markup do not count, WebAssembly does', async ({
    investor: page,
    violations,
  }) => {
    await loadSample(page)
    await visit(page, 'Overview')
    await expect.poll(() => page.workers().length).toBeGreaterThan(0)
    const due = { webAssembly: 'made', text: 'EvalError' }
    expect(await page.evaluate(tryScripts)).toEqual(due)
    expect(await sure(page.workers()[0]).evaluate(tryScripts)).toEqual(due)
    const written = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.wasRun = true'
      document.body.append(script)
      const markup = document.createElement('div')
      markup.innerHTML =
        '<p style="position: fixed">Covers all</p><img src="x:" onerror="window.wasRun = true">'
      document.body.append(markup)
      return {
        wasRun: 'wasRun' in window,
        position: getComputedStyle(markup.firstElementChild ?? markup).position,
      }
    })
    expect(written).toEqual({ wasRun: false, position: 'static' })
    expect(
      await page.evaluate(() =>
        fetch('https://example.com').then(
          () => 'sent',
          () => 'refused',
        ),
      ),
    ).toBe('refused')
    await expect
      .poll(() => [...new Set(violations.map((violation) => violation.split(' ')[0]))].sort())
      .toEqual([
        'connect-src',
        'img-src',
        'script-src',
        'script-src-attr',
        'script-src-elem',
        'style-src-attr',
      ])
  })

  test('no other page shows the app in a frame', async ({ page, baseURL }) => {
    await page.route('http://elsewhere.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${baseURL}/sign-in"></iframe>` }),
    )
    await page.goto('http://elsewhere.example/')
    await expect(page.frameLocator('iframe').getByRole('button', { name: 'Sign in' })).toHaveCount(0)
    const answer = await page.request.get('/sign-in')
    expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
  })
})

test('pages are asked for anew, files named by their content are kept, and no source is published', async ({
  page,
}) => {
  const page1 = await page.request.get('/scenarios')
  expect(page1.headers()['cache-control']).toBe('no-cache')
  const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(await page1.text()) ?? []
  const answer = await page.request.get(sure(script))
  expect(answer.headers()).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': page1.headers()['content-security-policy'],
  })
  expect(await answer.text()).not.toContain('sourceMappingURL')
})

test('a file of another version is not found, and neither the page nor anything else is kept under its name', async ({
  page,
}) => {
  const answer = await page.request.get('/assets/start-of-another-version.js')
  expect(answer.status()).toBe(404)
  expect(answer.headers()).toMatchObject({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' })
  expect(await answer.text()).not.toContain('<script')
})

test.describe('a deployment that cannot work says so on the page and on the console', () => {
  const said: string[] = []
  test.use({ expectedFailures: /Scenarios: |Failed to load resource|net::ERR/ })
  test.beforeEach(({ page }) => {
    said.length = 0
    page.on('console', (message) => void said.push(message.text()))
  })

  for (const { name, answer, sentence } of [
    { name: 'an address where nothing is', answer: null, sentence: /cannot be reached\./ },
    {
      name: 'the key of another project',
      answer: { status: 401, json: { message: 'Invalid API key' } },
      sentence: /refuses the key of this app\. Build it again with VITE_SUPABASE_ANON_KEY/,
    },
    {
      name: 'a paused project',
      answer: { status: 540, json: {} },
      sentence: /does not work at the moment \(status 540\)/,
    },
    {
      name: 'an address where something else is',
      answer: { status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' },
      sentence: /is no Supabase project\. Build the app again with VITE_SUPABASE_URL/,
    },
  ])
    test(name, async ({ page }) => {
      await page.route('**/auth/v1/settings', (route) => (answer ? route.fulfill(answer) : route.abort()))
      await page.goto('/')
      await expect(page.getByRole('alert').filter({ hasText: 'cannot be used' })).toHaveText(sentence)
      expect(said.filter((text) => text.startsWith('Scenarios: '))).toEqual([expect.stringMatching(sentence)])
    })

  test('a database without the tables and functions of the app', async ({ page }) => {
    const missing = { code: 'PGRST202', message: 'Could not find the function', details: null, hint: null }
    await page.route('**/rest/v1/**', (route) => route.fulfill({ status: 404, json: missing }))
    await createAccount(page, somebody())
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toHaveCount(1)
    await expect(alert).toContainText('bring its migrations there with "npx supabase db push --remote"')
    expect(said.filter((text) => text.startsWith('Scenarios: '))).toEqual([
      expect.stringContaining('npx supabase db push'),
    ])
    await page.unroute('**/rest/v1/**')
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect(alert).toBeHidden()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
})
