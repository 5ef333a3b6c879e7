/** A request in the words of telemetry. */

const verbs: Record<string, string> = { POST: 'insert', PATCH: 'update', PUT: 'update', DELETE: 'delete' }

/**
 * What a request to the server does, without anything it is about: the name of a function, `select instances`,
 * `auth token`; null for an address that is none of the server's.
 */
export function operationOf(url: string, method = 'GET'): string | null {
  const [, api, path = ''] = /\/(rest|auth)\/v1\/([^?#]*)/.exec(url) ?? []
  // Names only: a part that could be an id is left out.
  const words = path.split('/').filter((part) => /^[a-z_]{1,40}$/.test(part))
  if (api === 'auth') return ['auth', ...words].join(' ')
  if (api === undefined || words.length === 0) return null
  if (words[0] === 'rpc') return words[1] ?? null
  return `${verbs[method.toUpperCase()] ?? 'select'} ${words[0]}`
}

/** Whether it is made by the screens themselves, again and again, rather than by a decision of the user. */
export function isRead(operation: string): boolean {
  return /^(select |preview_|evaluate_feature_flags$)/.test(operation)
}
