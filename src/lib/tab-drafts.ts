/**
 * What a user is deciding, kept for the browser tab's session: leaving the page or reloading it loses nothing. It is the
 * user's alone: signing out takes it along, and whoever signs in next finds nothing of it.
 */
const prefix = 'scenarios.draft.'

function keyOf(userId: string, name: string) {
  return `${prefix}${userId}.${name}`
}

/** The draft as it was left, or null: there is none, or storage is not available. */
export function loadTabDraft(userId: string, name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(userId, name)) ?? 'null')
  } catch {
    return null
  }
}

/** Null leaves nothing behind. */
export function storeTabDraft(userId: string, name: string, draft: object | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(userId, name))
    else sessionStorage.setItem(keyOf(userId, name), JSON.stringify(draft))
  } catch {
    // Private windows may refuse storage: the draft then lives as long as the page.
  }
}

/** Whether anything is kept in this tab; only what is its user's outlives their signing in. */
export function hasTabDrafts(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith(prefix))
  } catch {
    return false
  }
}

/** Takes away every draft in this tab but this user's; all of them for null. */
export function keepTabDraftsOf(userId: string | null): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(prefix) && (userId === null || !key.startsWith(keyOf(userId, ''))))
        sessionStorage.removeItem(key)
  } catch {
    // Nothing was stored either.
  }
}
