/** The tutorial, done as its page says: each name in bold is seen in its part, and its pictures are of these steps. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { parsePage, root } from '../scripts/docs/pages.ts'
import { sure } from '../scripts/sure.ts'
import { standStill, takePicture } from './support/pictures.ts'
import { openTab, textbox, typeInto } from './support/scenarios.ts'
import { expect, somebody, test, visit } from './support/test.ts'

const file = 'docs/tutorial/first-scenario.md'
const folder = process.env.DOCS_PICTURES ?? null

/** The numbered parts of the page. */
const parts = readFileSync(path.join(root, file), 'utf8')
  .split(/^(?=## )/m)
  .filter((part) => /^## \d/.test(part))
  .map((part) => ({
    title: sure(/^## \d+\. (.*)/.exec(part)?.[1]),
    names: [...new Set(parsePage(file, part).bold.map(({ value }) => value))],
    pictures: [...part.matchAll(/\]\(images\/(\w+)\.webp\)/g)].map(([, name]) => sure(name)),
  }))

/** Somebody who follows the page and remembers what was on screen. */
class Reader {
  seen = ''
  pictures: string[] = []
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async look() {
    this.seen += `\n${await this.page.locator('body').ariaSnapshot()}`
  }

  async press(target: Locator) {
    await expect(target).toBeEnabled()
    await this.look()
    await target.click()
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }

  link(name: string) {
    return this.page.getByRole('main').getByRole('link', { name, exact: true })
  }

  async picture(name: string, from?: Locator) {
    await from?.evaluate((element) => element.scrollIntoView({ block: 'start' }))
    this.pictures.push(name)
    if (folder) await takePicture(this.page, folder, name)
  }
}

const person = somebody()

const steps: Record<string, (reader: Reader) => Promise<void>> = {
  'Make an account': async (reader) => {
    const { page } = reader
    await page.goto('/')
    await reader.press(page.getByRole('link', { name: 'Create an account' }))
    // The page for signing in asks for an e-mail as well.
    await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible()
    await page.getByLabel('E-mail').pressSequentially(folder ? 'investor@example.com' : person.email)
    await page.getByLabel('Password', { exact: true }).pressSequentially(person.password)
    await reader.press(reader.button('Create account'))
    await expect(page.getByRole('heading', { name: 'Where do you live?' })).toBeVisible()
    await reader.press(page.getByRole('radio', { name: 'Australia' }))
    await reader.press(reader.button('Continue'))
    await reader.press(reader.button('Load a sample portfolio'))
    await expect(page.getByRole('list', { name: 'What differs' })).toBeVisible()
    await reader.look()
    await reader.picture('question')
    await visit(page, 'Overview')
    await expect(page.getByText('If nothing changes, February 2056')).toBeVisible()
    await expect(page.getByRole('application')).toBeVisible()
    await reader.picture('overview')
  },
  'Create a scenario': async (reader) => {
    const { page } = reader
    await reader.look()
    await visit(page, 'Scenarios')
    await reader.press(reader.button('Create a scenario').first())
    await textbox(page, 'Name').pressSequentially('Save more')
    await reader.picture('create')
    await reader.press(reader.button('Create scenario'))
    await expect(page.getByRole('heading', { name: 'Save more', level: 1 })).toBeVisible()
  },
  'Change something': async (reader) => {
    const { page } = reader
    await reader.look()
    await openTab(page, 'Investments')
    await reader.press(reader.link('Index funds'))
    const field = textbox(page, 'Monthly contribution')
    await expect(field).toHaveValue('900')
    await typeInto(field, '1500')
    await expect(page.getByText('When copied: $900 a month')).toBeVisible()
    await reader.picture('change', page.getByRole('region', { name: 'Contributions and withdrawals' }))
    await reader.press(reader.button('Save'))
    await expect(page.getByRole('link', { name: 'Cancel' })).toBeHidden()
  },
  'See what it would bring': async (reader) => {
    const { page } = reader
    await reader.press(reader.link('Save more'))
    await openTab(page, 'Overview')
    const differences = page.getByRole('region', { name: 'What differs from reality' })
    await expect(differences).toContainText('$1,500 a month')
    await expect(page.getByRole('application')).toBeVisible()
    await reader.picture('difference', page.getByRole('navigation', { name: 'Parts of this scenario' }))
    await reader.look()
    await openTab(page, 'Projections')
    await reader.press(page.getByText('Simulated futures', { exact: true }))
    // The last of the figures: until then they are of a part of the futures.
    await expect(page.getByText(/^1,000 futures with/)).toBeVisible()
    await expect(page.getByRole('application')).toBeVisible()
    await reader.picture('futures', page.getByRole('heading', { name: /^Net worth in simulated futures/ }))
  },
  'Meanwhile, reality moves': async (reader) => {
    const { page } = reader
    await visit(page, 'Investments')
    await reader.press(reader.link('Index funds'))
    await typeInto(textbox(page, 'Monthly contribution'), '1000')
    await reader.press(reader.button('Save'))
    await expect(page.getByRole('link', { name: 'Cancel' })).toBeHidden()
    await visit(page, 'Scenarios')
    await expect(page.getByText('Reality moved').first()).toBeVisible()
  },
  'Decide, and apply': async (reader) => {
    const { page } = reader
    await reader.press(page.getByRole('link', { name: /^Decide/ }))
    const question = page.getByRole('radiogroup', { name: /^Monthly contribution/ })
    await expect(question).toBeVisible()
    await expect(page.getByRole('application')).toBeVisible()
    await reader.picture('decide', page.getByRole('heading', { name: 'What will happen' }))
    await question.getByRole('radio', { name: /^Take proposed/ }).click()
    await reader.press(page.getByRole('region', { name: 'Apply' }).getByRole('button', { name: /^Apply 1 / }))
    await reader.press(page.getByRole('dialog').getByRole('button', { name: 'Apply to reality' }))
    await expect(page.getByRole('heading', { name: 'Applied' })).toBeVisible()
  },
  'Undo it': async (reader) => {
    const { page } = reader
    await reader.press(reader.link('History and undo'))
    await reader.press(reader.button('Undo this apply').first())
    const dialog = page.getByRole('dialog', { name: 'Undo this apply' })
    await expect(dialog.getByRole('button', { name: 'Undo this apply' })).toBeEnabled()
    await reader.picture('undo')
    await reader.press(dialog.getByRole('button', { name: 'Undo this apply' }))
    await expect(page.getByText('The apply is undone.', { exact: false })).toBeVisible()
    await visit(page, 'Investments')
    await reader.press(reader.link('Index funds'))
    await expect(textbox(page, 'Monthly contribution')).toHaveValue('1,000')
  },
}

test('what the tutorial says can be done, word for word', async ({ page }) => {
  test.setTimeout(120_000)
  expect(parts.map(({ title }) => title)).toEqual(Object.keys(steps))
  await standStill(page, folder !== null)
  for (const { title, names, pictures } of parts)
    await test.step(title, async () => {
      const reader = new Reader(page)
      await sure(steps[title])(reader)
      await reader.look()
      expect(names.filter((name) => !reader.seen.includes(name))).toEqual([])
      expect(reader.pictures).toEqual(pictures)
    })
})
