/**
 * What a user is deciding, kept for the browser tab's session: leaving the page or reloading it loses nothing. It is the
 * user's alone: signing out takes it along, and whoever signs in next finds nothing of it.
 */
const prefix = 'scenarios.draft.'

/** Where the app stands with something that it does for a user: worth going on with after a reload, and no loss to anybody. */
const notePrefix = 'scenarios.note.'

function keyOf(userId: string, name: string) {
  return `${prefix}${userId}.${name}`
}

/** The draft as it was left, or null: there is none, or storage is not available. */
export function loadTabDraft(userId: string, name: string): unknown {
  return load(keyOf(userId, name))
}

/** Null leaves nothing behind. */
export function storeTabDraft(userId: string, name: string, draft: object | null): void {
  store(keyOf(userId, name), draft)
}

/** As `loadTabDraft`, of what is no loss: signing out asks nobody about it. */
export function loadTabNote(userId: string, name: string): unknown {
  return load(`${notePrefix}${userId}.${name}`)
}

export function storeTabNote(userId: string, name: string, note: object | null): void {
  store(`${notePrefix}${userId}.${name}`, note)
}

function load(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

function store(key: string, value: object | null) {
  try {
    if (value === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Private windows may refuse storage: it then lives as long as the page.
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
