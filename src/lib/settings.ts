/** What a build must know, and what is wrong with it: said when it is built, and once more by the app. */

export interface Settings {
  VITE_SUPABASE_URL: string | undefined
  VITE_SUPABASE_ANON_KEY: string | undefined
  /** May be missing: then reads go where everything goes. */
  VITE_SUPABASE_READ_URL?: string | undefined
}

/** A sentence for each setting that is missing or cannot be right. */
export function settingProblems({
  VITE_SUPABASE_URL: url,
  VITE_SUPABASE_ANON_KEY: key,
  VITE_SUPABASE_READ_URL: readUrl,
}: Settings): string[] {
  const problems: string[] = []
  if (!isAddress(url))
    problems.push(
      'VITE_SUPABASE_URL must be the address of a Supabase project, such as https://abc.supabase.co.',
    )
  else if (hasPath(url))
    problems.push(
      `VITE_SUPABASE_URL must be the address of the project alone: ${new URL(url).origin}, without the path to a part of it.`,
    )
  if (readUrl && !isAddress(readUrl))
    problems.push(
      "VITE_SUPABASE_READ_URL must be the address of the project's load balancer, such as https://abc-all.supabase.co, or be left out.",
    )
  else if (readUrl && hasPath(readUrl))
    problems.push(
      `VITE_SUPABASE_READ_URL must be an address alone: ${new URL(readUrl).origin}, without the path to a part of it.`,
    )
  if (!key) problems.push("VITE_SUPABASE_ANON_KEY must be the project's publishable (anon) key.")
  else if (isSecret(key))
    problems.push(
      "VITE_SUPABASE_ANON_KEY is a secret key, which everybody could read in the app: put the project's publishable (anon) key there. If this was published, replace the secret key in the dashboard.",
    )
  return problems
}

function isAddress(text: string | undefined): text is string {
  return Boolean(text && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
}

function hasPath(address: string): boolean {
  return /\/(rest|auth)\/v\d/.test(new URL(address).pathname)
}

/** Keys of either form: `sb_secret_…`, or a token that says so of itself. */
function isSecret(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true
  try {
    const [, claims = ''] = key.split('.')
    return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).role === 'service_role'
  } catch {
    return false
  }
}
