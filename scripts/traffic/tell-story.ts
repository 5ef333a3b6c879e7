/** Makes a story of what a test sent, and a bounded set of stories of what all tests sent. */
import { sure } from '../sure.ts'
import {
  answerHeaders,
  type Exchange,
  headersOf,
  type Json,
  mapStrings,
  placesOf,
  requestHeaders,
  type Step,
  type Story,
  shapeOf,
  subjectOf,
} from './story.ts'

/** Where the app was served from, as it is named in addresses that mails lead to. */
const appOrigin = /http(:|%3A)(\/|%2F){2}127\.0\.0\.1(:|%3A)\d+/g

const anyUuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The story of these requests; null when one of them carries a token that none of them was given. */
export function tellStory(title: string, exchanges: readonly Exchange[], key: string): Story | null {
  const given = new Map<string, string>([[key, '{{key}}']])
  const made = new Map<string, string>()
  const names = new Set<string>()
  const refer = (text: string) => {
    let told = text
    // Longest first: an id may be part of what is longer.
    for (const [value, reference] of [...given].sort(([a], [b]) => b.length - a.length))
      told = told.replaceAll(value, reference).replaceAll(encodeURIComponent(value), reference)
    return told.replace(appOrigin, '{{app}}').replace(anyUuid, (id) => {
      if (!made.has(id)) made.set(id, `{{new-${made.size + 1}}}`)
      return sure(made.get(id))
    })
  }
  const steps: Step[] = []
  for (const exchange of exchanges) {
    const headers = headersOf(requestHeaders, exchange.headers)
    const step = {
      name: freeName(subjectOf(exchange.address), names),
      method: exchange.method,
      address: refer(exchange.address),
      headers: mapStrings(headers, refer) as Record<string, string>,
      body: mapStrings(withoutChance(exchange.body), refer),
      status: exchange.status,
      answerHeaders: headersOf(answerHeaders, exchange.answerHeaders),
      shape: shapeOf(exchange.answer),
    }
    if (step.headers.authorization && !step.headers.authorization.includes('{{')) return null
    steps.push(step)
    for (const [value, path] of placesOf(exchange.answer))
      if (!given.has(value) && !made.has(value)) given.set(value, `{{${step.name}${path}}}`)
  }
  return { title, steps }
}

/** What is drawn by lot and never asked for again; another one each time would only be noise in what is kept. */
function withoutChance(body: Json): Json {
  if (body === null || typeof body !== 'object' || Array.isArray(body) || !body.code_challenge) return body
  return { ...body, code_challenge: 'c'.repeat(43) }
}

function freeName(subject: string, names: Set<string>): string {
  let name = subject
  for (let turn = 2; names.has(name); turn += 1) name = `${subject}-${turn}`
  names.add(name)
  return name
}

/** What a step tries: requests that differ in values alone try the same. */
export function signatureOf({ method, address, headers, body, status }: Step): string {
  const [path = '', query = ''] = address.split('?')
  const keys = query
    .split('&')
    .map((part) => part.replace(/\{\{[^}]*\}\}/g, '…').replace(/=(eq|in|lt|gt|is|not)\.[^,]*$/, '=$1'))
    .sort()
  const parts =
    body !== null && typeof body === 'object' && !Array.isArray(body) ? Object.keys(body).sort() : []
  return [
    method,
    path,
    keys.join('&'),
    headers.prefer ?? '',
    headers.accept ?? '',
    parts.join(','),
    status,
  ].join(' ')
}

/** As few stories as try everything that all of them do, each without the reads that nothing else needs. */
export function chooseStories(all: readonly Story[]): Story[] {
  const tried = new Set<string>()
  const chosen: Story[] = []
  let left = all.map((story) => ({ story, trimmed: trim(story, tried) }))
  for (;;) {
    const best = left.reduce<(typeof left)[number] | null>(
      (found, one) => (worth(one.trimmed, tried) > (found ? worth(found.trimmed, tried) : 0) ? one : found),
      null,
    )
    if (!best) return chosen.sort((a, b) => a.title.localeCompare(b.title))
    chosen.push(best.trimmed)
    for (const step of best.trimmed.steps) tried.add(signatureOf(step))
    left = left.filter((one) => one !== best).map(({ story }) => ({ story, trimmed: trim(story, tried) }))
  }
}

/** New signatures for each request that it takes. */
function worth(story: Story, tried: ReadonlySet<string>): number {
  const fresh = new Set(story.steps.map(signatureOf).filter((signature) => !tried.has(signature)))
  return fresh.size / Math.max(1, story.steps.length)
}

/** Without reads that are tried elsewhere (or earlier in the story) and whose answer nothing later refers to. */
function trim(story: Story, tried: ReadonlySet<string>): Story {
  const seen = new Set(tried)
  const kept: Step[] = []
  const needed = neededNames(story.steps)
  for (const step of story.steps) {
    const isRead = step.method === 'GET' || /\/rpc\/(preview_|evaluate_)/.test(step.address)
    if (isRead && seen.has(signatureOf(step)) && !needed.has(step.name)) continue
    seen.add(signatureOf(step))
    kept.push(step)
  }
  return { ...story, steps: kept }
}

function neededNames(steps: readonly Step[]): Set<string> {
  const needed = new Set<string>()
  for (const { address, headers, body } of steps)
    for (const [, reference = ''] of JSON.stringify([address, headers, body as Json]).matchAll(
      /\{\{([^}]*)\}\}/g,
    ))
      needed.add(sure(reference.split('.')[0]))
  return needed
}
