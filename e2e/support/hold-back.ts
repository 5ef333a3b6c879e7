/** Answers of the server that come when the test says so. */
import { expect, type Page, type Route } from '@playwright/test'
import { sure } from '../../scripts/sure.ts'

export const failure = { status: 500, json: { code: 'XX000', message: 'internal error' } }

/** Holds these requests back until the answer is let go, a refusal if nothing else is said, or they are carried out. */
export async function holdBack(page: Page, method: string, address: string) {
  const held: Route[] = []
  await page.route(address, (route) => {
    if (route.request().method() === method) held.push(route)
    else void route.fallback()
  })
  return {
    isHeld: () => expect.poll(() => held.length).toBe(1),
    letGo: (answer: Parameters<Route['fulfill']>[0] = failure) => sure(held[0]).fulfill(answer),
    carryOut: () => sure(held[0]).continue(),
  }
}
