/** Keeps what the app and its server say to each other in a test, for `npm run traffic:record`. */
import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { slugOf } from '../../scripts/traffic/stories.ts'
import type { Exchange, Json } from '../../scripts/traffic/story.ts'

/** How long things took is of no use to a replay, and is refused once it is old. */
const leftOut = '/rest/v1/rpc/record_telemetry'

/** Writes each exchange that reaches the server as a line of the test's file; what a test answers itself never gets here. */
export async function recordTraffic(
  context: BrowserContext,
  directory: string,
  title: string,
): Promise<void> {
  const file = path.join(directory, `${slugOf(title)}.jsonl`)
  context.on('page', (page) => {
    const route = page.route.bind(page)
    // A test that answers in the server's place sees what no other server would say.
    page.route = async (...given) => {
      await appendFile(file, `${JSON.stringify({ title, exchange: null })}\n`)
      return route(...given)
    }
  })
  await context.route(/\/(auth|rest)\/v1\//, async (route) => {
    const request = route.request()
    const { pathname, search } = new URL(request.url())
    if (pathname === leftOut) return route.continue()
    // The page may be left, or the test over, before the answer is there.
    const response = await route.fetch().catch(() => null)
    const text = (await response?.text().catch(() => null)) ?? null
    if (!response || text === null) return route.abort().catch(() => {})
    const exchange: Exchange = {
      method: request.method(),
      address: pathname + search,
      headers: await request.allHeaders(),
      body: parsed(request.postData()),
      status: response.status(),
      answerHeaders: response.headers(),
      answer: parsed(text),
    }
    await appendFile(file, `${JSON.stringify({ title, exchange })}\n`)
    await route.fulfill({ response }).catch(() => {})
  })
}

function parsed(text: string | null): Json {
  if (!text) return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
