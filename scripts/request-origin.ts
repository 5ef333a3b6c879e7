/**
 * Whose page is behind a request to the embedded backend. Its keys are public and its Studio needs none, so any page open in
 * the developer's browser could write to the database if it were listened to.
 */
import type { IncomingMessage } from 'node:http'

/** A browser says that it comes from another origin; programs (curl, tests) say nothing. */
export function isFromAnotherOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const site = headers['sec-fetch-site']
  // Tunnels and proxies change `host`, so that it only decides where the browser does not.
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  return headers.origin !== undefined && URL.parse(headers.origin)?.host !== headers.host
}

/** A browser from before 2023 that leaves unsaid where a request comes from. */
export function isFromOldBrowser({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['sec-fetch-site'] === undefined && /^mozilla\//i.test(headers['user-agent'] ?? '')
}
