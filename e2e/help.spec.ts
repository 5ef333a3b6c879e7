/** Help in the app: every topic, in words of the screens, and a way to it from where people get stuck. */
import { helpTopicIds } from '../src/lib/help-topic-ids.ts'
import { changeCopy, changeReality, createScenario, openTab } from './support/scenarios.ts'
import { expect, loadSample, test, visit } from './support/test.ts'

test('each topic is reached from the top of the page and by its address, and links lead within the app', async ({
  investor: page,
}) => {
  await visit(page, 'Help')
  const contents = page.getByRole('navigation', { name: 'On this page' })
  await expect(contents.getByRole('link')).toHaveCount(helpTopicIds.length)
  await contents.getByRole('link', { name: 'What is a conflict?' }).click()
  await expect(page.getByRole('heading', { name: 'What is a conflict?' })).toBeInViewport()

  await page.goto('/help#household')
  const topic = page.getByRole('heading', { name: 'What is the household account?' })
  await expect(topic).toBeInViewport()
  await expect(topic).toBeFocused()

  // Also where the tab was scrolled on another page before.
  await visit(page, 'Settings')
  await page.getByRole('button', { name: 'Delete the account' }).scrollIntoViewIfNeeded()
  await page.goto('/help#figures')
  await expect(page.getByRole('heading', { name: 'What do the figures mean?' })).toBeInViewport()

  const elsewhere = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) =>
      links
        .map((link) => new URL((link as HTMLAnchorElement).href))
        .filter(({ origin }) => origin !== location.origin),
    )
  expect(elsewhere).toEqual([])
})

test('where people get stuck a link leads to the topic, in a tab of its own, and nothing decided is lost', async ({
  investor: page,
  context,
}) => {
  await loadSample(page)
  await createScenario(page, 'Save more')
  await changeCopy(page, 'Index funds', 'Monthly contribution', '2500')
  await page.getByRole('link', { name: 'Save more' }).click()
  await openTab(page, 'Overview')
  await expect(page.getByRole('link', { name: /^What is the household account\?/ })).toBeVisible()
  await changeReality(page, 'Index funds', 'Monthly contribution', '1000')
  await visit(page, 'Scenarios')
  await page.getByRole('link', { name: /^Decide/ }).click()
  await page.getByRole('radio', { name: /^Take proposed/ }).click()

  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: /^What is a conflict\?/ }).click()
  const help = await opened
  await expect(help.getByRole('heading', { name: 'What is a conflict?' })).toBeInViewport()
  await expect(page.getByRole('radio', { name: /^Take proposed/ })).toBeChecked()
})
