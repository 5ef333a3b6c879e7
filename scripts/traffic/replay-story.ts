/** Sends a story's requests to an API and tells what was answered otherwise than when it was recorded. */
import {
  answerHeaders,
  headersOf,
  type Json,
  mapStrings,
  type Step,
  type Story,
  shapeOf,
  subjectOf,
  valueAt,
} from './story.ts'

export interface Difference {
  story: string
  step: string
  method: string
  address: string
  what: 'status' | 'header' | 'shape' | 'reference'
  /** Which header, or which place of the answer. */
  place: string
  recorded: string | null
  seen: string | null
}

export interface Account {
  email: string
  password: string
}

export interface Replay {
  differences: Difference[]
  requests: number
  /** Accounts of the story that are still there, each with what was answered when it was to be deleted. */
  undeleted: string[]
}

export interface ReplayOptions {
  apiUrl: string
  key: string
  /** An account that can sign in, instead of the one that a story would sign up. */
  nextAccount?: () => Promise<Account>
  fetch?: typeof fetch
}

const deletion = '/rest/v1/rpc/delete_account'
const passwordGrant = '/auth/v1/token?grant_type=password'

/** Replays one story; its accounts are deleted at its end, whatever happened, and those that could not be are told. */
export async function replayStory(story: Story, options: ReplayOptions): Promise<Replay> {
  const ask = options.fetch ?? fetch
  const answers = new Map<string, Json>()
  const made = new Map<string, string>()
  const tokens = new Map<string, string>()
  const owners = new Map<string, string>()
  const passwords = new Map<string, string>()
  const lacking = new Set<string>()
  const differences: Difference[] = []

  async function send(step: Step) {
    const missing: string[] = []
    const fill = (text: string) =>
      text.replace(/\{\{([^}]*)\}\}/g, (_all, reference: string) => {
        const value = given(reference)
        if (typeof value === 'string' || typeof value === 'number') return String(value)
        missing.push(reference)
        return reference
      })
    const address = step.address.replace(/\{\{[^}]*\}\}/g, (reference) => encodeURIComponent(fill(reference)))
    const headers = mapStrings(step.headers, fill) as Record<string, string>
    const body = mapStrings(step.body, fill)
    const told = { story: story.title, step: step.name, method: step.method, address: step.address }
    if (missing.length > 0) {
      const [place = ''] = missing
      // Whatever else needs it cannot be sent either; once is enough to say so.
      if (!lacking.has(place))
        differences.push({ ...told, what: 'reference', place, recorded: 'a value', seen: null })
      lacking.add(place)
      return
    }
    const isSignUp = step.method === 'POST' && subjectOf(step.address) === 'signup' && step.status < 300
    const account = isSignUp ? await options.nextAccount?.() : undefined
    if (account) passwords.set(account.email, account.password)
    const response = await ask(new URL(account ? passwordGrant : address, options.apiUrl), {
      method: step.method,
      headers: { ...headers, apikey: options.key },
      ...(step.body === null ? {} : { body: JSON.stringify(account ?? withPassword(step, body)) }),
      redirect: 'manual',
    })
    const answer = parsed(await response.text())
    answers.set(step.name, answer)
    noteToken(answer)
    if (address === deletion && response.ok)
      tokens.delete(owners.get(headers.authorization?.replace(/^Bearer /, '') ?? '') ?? '')
    if (response.status !== step.status)
      differences.push({
        ...told,
        what: 'status',
        place: '',
        recorded: String(step.status),
        seen: `${response.status} ${typeof answer === 'object' ? JSON.stringify(answer).slice(0, 200) : ''}`.trim(),
      })
    else
      differences.push(...differencesOf(step, response.headers, answer).map((one) => ({ ...told, ...one })))
  }

  function given(reference: string): Json | undefined {
    if (reference === 'key') return options.key
    // Only named: nobody opens the mails of a replay.
    if (reference === 'app') return 'http://127.0.0.1:5173'
    if (reference.startsWith('new-')) {
      if (!made.has(reference)) made.set(reference, crypto.randomUUID())
      return made.get(reference)
    }
    const [name = ''] = reference.split('.')
    return valueAt(answers.get(name) ?? null, reference.slice(name.length))
  }

  /** Signing in again, as an account that was given. */
  function withPassword({ status }: Step, body: Json): Json {
    const password = passwords.get(String(valueAt(body, 'email')))
    const isSignIn = password !== undefined && status < 300 && valueAt(body, 'password') !== undefined
    return isSignIn ? { ...(body as Record<string, Json>), password } : body
  }

  /** The newest token of each account that the story signed in. */
  function noteToken(answer: Json) {
    const token = valueAt(answer, 'access_token')
    const user = valueAt(answer, 'user.id')
    if (typeof token !== 'string' || typeof user !== 'string') return
    tokens.set(user, token)
    owners.set(token, user)
  }

  /** Answers why an account could not be deleted. */
  async function deleteAccount(token: string): Promise<string | undefined> {
    try {
      const response = await ask(new URL(deletion, options.apiUrl), {
        method: 'POST',
        headers: {
          apikey: options.key,
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: '{}',
      })
      const answer = await response.text()
      return response.ok ? undefined : `${response.status} ${answer.slice(0, 200)}`
    } catch (error) {
      return (error as Error).message
    }
  }

  async function deleteAccounts(): Promise<string[]> {
    const undeleted: string[] = []
    for (const [user, token] of tokens) {
      const reason = await deleteAccount(token)
      if (reason !== undefined) undeleted.push(`${user}: ${reason}`)
    }
    return undeleted
  }

  try {
    for (const step of story.steps) await send(step)
  } catch (error) {
    const undeleted = await deleteAccounts()
    if (undeleted.length === 0) throw error
    throw new Error([(error as Error).message, ...undeleted.map((one) => `Not deleted: ${one}`)].join('\n'), {
      cause: error,
    })
  }
  return { differences, requests: story.steps.length, undeleted: await deleteAccounts() }
}

type Found = Pick<Difference, 'what' | 'place' | 'recorded' | 'seen'>

function differencesOf(step: Step, headers: Headers, answer: Json): Found[] {
  const seenHeaders = headersOf(answerHeaders, Object.fromEntries(headers))
  return [
    ...compare('header', new Map(Object.entries(step.answerHeaders)), new Map(Object.entries(seenHeaders))),
    ...compare('shape', kindsOf(step.shape), kindsOf(shapeOf(answer))),
  ]
}

function kindsOf(shape: readonly string[]): Map<string, string> {
  return new Map(
    shape.map((line) => {
      const cut = line.lastIndexOf(': ')
      return [line.slice(0, cut), line.slice(cut + 2)]
    }),
  )
}

function compare(
  what: 'header' | 'shape',
  recorded: ReadonlyMap<string, string>,
  seen: ReadonlyMap<string, string>,
): Found[] {
  return [...new Set([...recorded.keys(), ...seen.keys()])].flatMap((place) => {
    const [before = null, now = null] = [recorded.get(place), seen.get(place)]
    return before === now ? [] : [{ what, place, recorded: before, seen: now }]
  })
}

function parsed(text: string): Json {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
