/** Studio under `npm run dev`: an administrator switches flags in it, investors see it, and nobody else gets in. */
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BrowserContext, chromium, type Locator, type Page } from '@playwright/test'
import { browserFlags } from '../scripts/browser.ts'
import { type DevServer, startDevServer } from '../scripts/dev-server.ts'
import { userIdOf } from './support/session.ts'
import { test as base, expect, signUp, somebody } from './support/test.ts'

interface Fixtures {
  /** A page of Studio at the address that is printed; its own console is not ours to keep silent. */
  studio: Page
}

const test = base.extend<Fixtures, { dev: DevServer }>({
  dev: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here.
    async ({}, use) => {
      const dev = await startDevServer()
      await use(dev)
      await dev.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ dev }, use) => use(dev.app),
  studio: async ({ dev, browser }, use) => {
    // The grid draws only the columns that fit.
    const context = await browser.newContext({ viewport: { width: 2600, height: 900 } })
    const page = await context.newPage()
    await page.goto(dev.studio)
    await use(page)
    await context.close()
  },
})

// They change the same flags.
test.describe.configure({ mode: 'serial' })

const openTable = (studio: Page, name: string) => studio.getByRole('link', { name, exact: true }).click()

/** A cell of the grid, by the text of its row and the name of its column. */
async function cell(studio: Page, row: string | RegExp, column: string): Promise<Locator> {
  const headers = studio.getByRole('columnheader')
  await expect(headers.filter({ hasText: column }).first()).toBeVisible()
  const names = await headers.allInnerTexts()
  const index = names.findIndex((name) => name.split(/\s/)[0] === column)
  return studio.getByRole('row').filter({ hasText: row }).getByRole('gridcell').nth(index)
}

async function edit(studio: Page, row: string, column: string, text: string) {
  const target = await cell(studio, row, column)
  await target.dblclick()
  await target.getByRole('textbox').press('ControlOrMeta+a')
  await studio.keyboard.type(text)
  await studio.keyboard.press('Enter')
}

/** What Studio says in the dialog that follows. */
async function saying(studio: Page, act: () => Promise<void>): Promise<string> {
  const dialog = studio.waitForEvent('dialog')
  // Once it is open, nothing on the page goes on until it is closed.
  const acted = act()
  const open = await dialog
  const message = open.message()
  await open.accept()
  await acted
  return message
}

async function insert(studio: Page, values: Record<string, string | true>) {
  await studio.getByRole('button', { name: 'Insert', exact: true }).click()
  const form = studio.getByRole('dialog')
  for (const [column, value] of Object.entries(values)) {
    const name = new RegExp(`^${column}\\*? `)
    if (value === true) await form.getByRole('checkbox', { name }).check()
    else await form.getByRole('textbox', { name }).pressSequentially(value)
  }
  await form.getByRole('button', { name: 'Insert row' }).click()
}

const entry = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Scenarios' })

/** The page notices as it does when one comes back to it. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))

test('opens on the tables, leads to the flags by one more click, and survives a reload anywhere', async ({
  studio,
  dev,
}) => {
  await openTable(studio, 'feature_flags')
  const flag = await cell(studio, /feature:scenarios:apply/, 'flag_name')
  await expect(flag).toBeVisible()
  await studio.reload()
  await expect(flag).toBeVisible()
  expect(studio.url()).toBe(`${dev.studio}editor/public.feature_flags`)
  await studio.goto(`${dev.studio}editor`)
  await studio.reload()
  await openTable(studio, 'user_feature_flags')
  await studio.reload()
  await expect(studio.getByRole('columnheader', { name: 'flag_name' })).toBeVisible()
})

test('switches a feature for everyone, for some and for one, which the app follows', async ({
  studio,
  page,
}) => {
  await page.clock.install()
  await signUp(page, somebody())
  await expect(entry(page)).toBeVisible()
  await openTable(studio, 'feature_flags')

  await edit(studio, 'Scenarios: copies', 'enabled', 'false')
  await expect(await cell(studio, 'Scenarios: copies', 'enabled')).toHaveText('false')
  await comeBack(page)
  await expect(entry(page)).toBeHidden()

  await edit(studio, 'Scenarios: copies', 'enabled', 'true')
  await page.clock.fastForward('01:01')
  await expect(entry(page), 'without coming back, within a minute').toBeVisible()

  await edit(studio, 'Scenarios: copies', 'rollout_percentage', '0')
  await comeBack(page)
  await expect(entry(page)).toBeHidden()

  const userId = await userIdOf(page)
  await openTable(studio, 'user_feature_flags')
  await insert(studio, { user_id: userId, flag_name: 'feature:scenarios', enabled: true, reason: 'Beta' })
  await expect(await cell(studio, userId, 'enabled')).toHaveText('true')
  await comeBack(page)
  await expect(entry(page)).toBeVisible()

  await openTable(studio, 'feature_flag_audit')
  for (const effect of [
    'Off for everyone.',
    'On for everyone.',
    'On for nobody: the percentage is 0.',
    'On for this user.',
  ])
    await expect(
      (await cell(studio, new RegExp(`${effect.replace('.', '\\.')}.*service_role`), 'effect')).last(),
      effect,
    ).toBeVisible()
})

test('says in words what is wrong, and changes nothing', async ({ studio }) => {
  await openTable(studio, 'feature_flags')
  const percentage = await cell(studio, 'Deciding field by field', 'rollout_percentage')
  await expect(percentage).toHaveText('100.00')
  for (const [column, text, sentence] of [
    ['rollout_percentage', '99.999', 'The percentage has two decimals at most: 99.99 or 100.00.'],
    ['rollout_percentage', '1000', 'The percentage must be between 0 and 100.'],
    ['rollout_percentage', 'half', '“half” is not a number.'],
    ['enabled', 'yess', 'Write true or false.'],
    ['flag_name', 'Feature:scenarios', "A flag's name is made of a to z, 0 to 9 and _"],
    ['flag_name', 'feature:scenarios', 'There is a row with this flag_name already'],
  ] as const)
    expect(await saying(studio, () => edit(studio, 'Deciding field by field', column, text))).toContain(
      sentence,
    )
  await studio.reload()
  await expect(percentage).toHaveText('100.00')

  expect(await saying(studio, () => insert(studio, { flag_name: 'feature' }))).toContain(
    'which it would switch off',
  )
  await studio.getByRole('button', { name: 'Cancel' }).click()
  await openTable(studio, 'user_feature_flags')
  for (const [user_id, flag_name, sentence] of [
    ['abc', 'feature:scenarios', '“abc” is not an id'],
    [crypto.randomUUID(), 'feature:scenarios', 'There is no such user.'],
    [crypto.randomUUID(), 'feature:scenario', 'There is no such flag.'],
  ] as const) {
    expect(await saying(studio, () => insert(studio, { user_id, flag_name }))).toContain(sentence)
    await studio.getByRole('button', { name: 'Cancel' }).click()
  }
})

/** A token of the service role, which anybody can make who has read `supabase/config.toml`. */
function forgedToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ role: 'service_role', exp: 4_000_000_000 })}`
  const secret = 'local-development-secret-at-least-32-characters'
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

/** Everything that a page can try to turn the apply flag off. */
async function attack(context: BrowserContext, from: string, { studio, app }: DevServer) {
  const page = await context.newPage()
  await page.goto(from)
  const forms = await page.evaluate(
    async ([studio, app, token]) => {
      const filter = 'rest/v1/feature_flags?flag_name=eq.feature:scenarios:apply'
      const body = JSON.stringify({ enabled: false })
      const json = { 'content-type': 'application/json' }
      const keys = { apikey: 'sb_publishable_local_scenarios_development', authorization: `Bearer ${token}` }
      const row = JSON.stringify({ flag_name: 'evil' })
      const attempts: [string, RequestInit][] = [
        [`${studio}${filter}`, { method: 'PATCH', body, headers: json }],
        [`${studio}${filter}`, { method: 'PATCH', body, headers: { ...json, ...keys } }],
        [`${studio}${filter}`, {}],
        [`${studio}%72est/v1/feature_flags`, {}],
        [`${studio}_system/introspect`, {}],
        [`${studio}rest/v1/feature_flags`, { method: 'POST', body: row, mode: 'no-cors' }],
        [`${app}${filter}`, { method: 'PATCH', body, headers: { ...json, ...keys } }],
        [`${app}rest/v1/feature_flags?apikey=${keys.apikey}`, { method: 'POST', body: row, mode: 'no-cors' }],
        [`${app}${filter}`, { headers: keys }],
      ]
      const read: string[] = []
      for (const [url, init] of attempts)
        await fetch(url, init)
          .then(async (response) => response.ok && read.push(`${url}: ${await response.text()}`))
          .catch(() => {})
      return read
    },
    [studio, app, forgedToken()] as const,
  )
  expect(forms, `nothing is read from ${from}`).toEqual([])
  // A form needs no permission to be sent.
  for (const target of [`${studio}rest/v1/feature_flags`, `${studio}rest/v1/rpc/kill_feature`]) {
    await page.goto(from)
    await page.setContent(
      `<form method=post enctype=text/plain action="${target}"><input name='{"p_flag_name": "feature:scenarios:apply", "flag_name": "evil", "p_reason": "' value='"}'></form>`,
    )
    await Promise.all([page.waitForURL(target), page.evaluate(() => document.forms[0]?.submit())])
    await expect(page.locator('body')).toContainText('Studio answers its own pages only.')
  }
}

test.describe('from elsewhere', () => {
  test('a page of another origin reads nothing and writes nothing, whatever it sends', async ({
    dev,
    browser,
    studio,
  }) => {
    const elsewhere = createServer((_request, response) => response.end('<title>Elsewhere</title>'))
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const { port } = elsewhere.address() as AddressInfo
    const context = await browser.newContext()
    await attack(context, `http://127.0.0.1:${port}/`, dev)
    await attack(context, `http://localhost:${port}/`, dev)
    await context.close()
    elsewhere.close()
    await openTable(studio, 'feature_flags')
    await expect(await cell(studio, 'Applying a scenario', 'enabled')).toHaveText('true')
    await expect(studio.getByRole('row').filter({ hasText: 'evil' })).toHaveCount(0)
  })

  test('a name that is made to lead here is refused', async ({ dev }) => {
    const executablePath = process.env.SCENARIOS_BROWSER
    const rebound = await chromium.launch({
      args: [...browserFlags, '--host-resolver-rules=MAP evil.example 127.0.0.1'],
      ...(executablePath ? { executablePath } : {}),
    })
    const page = await rebound.newPage()
    for (const address of [
      dev.studio,
      `${dev.studio}rest/v1/feature_flags`,
      `${dev.app}rest/v1/feature_flags`,
    ]) {
      const answer = await page.goto(address.replace('127.0.0.1', 'evil.example'))
      expect(answer?.status(), address).toBe(403)
    }
    await rebound.close()
  })

  test('the app itself is nobody’s service role, and has no Studio', async ({ dev, request }) => {
    const rows = await request.get(`${dev.app}rest/v1/feature_flags`)
    expect(rows.status()).toBe(401)
    for (const path of ['_system/info', '_system/introspect']) {
      const answer = await request.get(`${dev.app}${path}`)
      expect(await answer.text(), path).not.toContain('feature_flags')
    }
  })
})

test('does what recurs by itself, and says nothing of it', async ({ dev }) => {
  const runs = async () => {
    const response = await fetch(
      new URL('/rest/v1/operation_runs?operation=eq.tick&select=outcome', dev.studio),
    )
    return response.json()
  }
  await expect.poll(runs).toEqual([{ outcome: 'success' }])
  expect(dev.said()).not.toMatch(/operation|tick/)
})
