/**
 * Whose page this is. The browser's tabs share one session, so somebody else may sign in under a page that shows, or holds
 * unsaved, what is the first user's: requests of such a page must not go out in the other's name.
 */
let pageUserId: string | null = null

export function setPageUser(userId: string | null): void {
  pageUserId = userId
}

/** Whether this access token may be used for what the page asks. Until the page is somebody's, any may. */
export function isOfPageUser(accessToken: string): boolean {
  return pageUserId === null || userIdOf(accessToken) === pageUserId
}

/** The user whom an access token stands for; null for keys that stand for none. Nothing is verified: the server does that. */
export function userIdOf(accessToken: string): string | null {
  const payload = accessToken.split('.')[1]
  if (!payload) return null
  try {
    const { sub } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { sub?: unknown }
    return typeof sub === 'string' ? sub : null
  } catch {
    return null
  }
}
