/**
 * `npm run replay -- --api-url URL --key KEY`: sends the recorded traffic to any API address and tells what is answered
 * otherwise. Ends with 1 when something is that is not accepted (accepted-differences.ts), or an account was left behind.
 */
import { parseArgs } from 'node:util'
import { sure } from '../sure.ts'
import { reasonToAccept } from './accepted-differences.ts'
import { type Account, type Difference, replayStory } from './replay-story.ts'
import { readStories } from './stories.ts'
import type { Story } from './story.ts'

const usage = `Usage: npm run replay -- --api-url URL --key PUBLISHABLE_KEY [--secret-key KEY | --user EMAIL:PASSWORD …] [--story WORDS]

  --secret-key  makes accounts whose address is confirmed, for projects that want it confirmed (GoTrue's admin API)
  --user        signs in as this account, for one story each; it is deleted at the end
  --story       only stories with these words in their title`

interface Options {
  apiUrl: string
  key: string
  secretKey?: string | undefined
  users: Account[]
  words: string
}

export interface Report {
  stories: number
  requests: number
  differences: Difference[]
  accepted: Map<string, number>
  /** Accounts that the stories left behind. */
  undeleted: string[]
}

/** Replays every story with these words in its title. */
export async function replay(
  options: Options & { fetch?: typeof fetch; stories?: readonly Story[] },
): Promise<Report> {
  const report: Report = { stories: 0, requests: 0, differences: [], accepted: new Map(), undeleted: [] }
  const isOfGivenUsers = options.users.length > 0
  const nextAccount = options.secretKey
    ? () => confirmedAccount(options.apiUrl, sure(options.secretKey))
    : isOfGivenUsers
      ? async () => sure(options.users.shift())
      : undefined
  for (const story of options.stories ?? (await readStories())) {
    if (!story.title.includes(options.words)) continue
    const signUps = story.steps.filter(
      ({ address, status }) => address.startsWith('/auth/v1/signup') && status < 300,
    )
    if (isOfGivenUsers && signUps.length > options.users.length) continue
    const { differences, requests, undeleted } = await replayStory(story, {
      apiUrl: options.apiUrl,
      key: options.key,
      ...(nextAccount ? { nextAccount } : {}),
      ...(options.fetch ? { fetch: options.fetch } : {}),
    })
    report.stories += 1
    report.requests += requests
    report.undeleted.push(...undeleted)
    for (const difference of differences) {
      const reason = reasonToAccept(difference)
      if (reason) report.accepted.set(reason, (report.accepted.get(reason) ?? 0) + 1)
      else report.differences.push(difference)
    }
  }
  return report
}

async function confirmedAccount(apiUrl: string, secretKey: string): Promise<Account> {
  const account = { email: `replay-${crypto.randomUUID()}@example.com`, password: crypto.randomUUID() }
  const response = await fetch(new URL('/auth/v1/admin/users', apiUrl), {
    method: 'POST',
    headers: { apikey: secretKey, authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...account, email_confirm: true }),
  })
  if (!response.ok) throw new Error(`No account could be made: ${response.status} ${await response.text()}`)
  return account
}

/** The report in words. */
export function reportInWords({ stories, requests, differences, accepted, undeleted }: Report): string {
  const lines: string[] = []
  let heading = ''
  for (const one of differences) {
    const next = `${one.story}\n  ${one.step}: ${one.method} ${one.address}`
    if (next !== heading) lines.push(next)
    heading = next
    const place = one.place ? ` ${one.place}` : ''
    lines.push(
      `    ${one.what}${place}: ${one.recorded ?? 'nothing'} when recorded, ${one.seen ?? 'nothing'} here`,
    )
  }
  for (const [reason, times] of accepted) lines.push(`accepted ${times} times: ${reason}`)
  for (const account of undeleted)
    lines.push(`The account could not be deleted, and is still there: ${account}`)
  lines.push(
    `${requests} requests in ${stories} stories: ${differences.length === 0 ? 'answered as recorded' : `${differences.length} differences`}.`,
  )
  return lines.join('\n')
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      'api-url': { type: 'string' },
      key: { type: 'string' },
      'secret-key': { type: 'string' },
      user: { type: 'string', multiple: true },
      story: { type: 'string' },
    },
  })
  if (!values['api-url'] || !values.key) throw new Error(usage)
  const users = (values.user ?? []).map((given) => {
    const [email = '', ...password] = given.split(':')
    return { email, password: password.join(':') }
  })
  return {
    apiUrl: values['api-url'],
    key: values.key,
    secretKey: values['secret-key'],
    users,
    words: values.story ?? '',
  }
}

if (import.meta.main) {
  try {
    const report = await replay(readOptions())
    if (report.stories === 0) {
      const titles = (await readStories()).map(({ title }) => `  ${title}`)
      throw new Error(
        `No story was replayed: none has these words in its title and needs no more accounts than were given. There are:\n${titles.join('\n')}`,
      )
    }
    process.stdout.write(`${reportInWords(report)}\n`)
    process.exitCode = report.differences.length + report.undeleted.length > 0 ? 1 : 0
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}
