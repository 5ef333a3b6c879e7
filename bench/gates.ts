/**
 * Whether gates keep their promise, and what they cost, on native PostgreSQL, by the very functions that judge a rollout and
 * with the gates of the plan: how many harmless rollouts are ever found harmful when they are looked at each hour, how soon
 * harm and a leaking bucket are found, when a harmless phase may go on, and by which strength of the prior harm is found soonest.
 *
 * `npm run bench -- gates [false-alarms] [power] [passing] [leaks] [strengths]`
 */
import postgres, { type Sql } from 'postgres'
import { startStack } from '../scripts/stack/stack.ts'
import {
  firstFailures,
  firstHours,
  foundByOneLook,
  interval,
  type Judging,
  passingOn,
  simulate,
  simulateTrials,
  timing,
} from './gates-simulation.ts'

/** Of users without the feature, the share that meets an error in a week. */
const weeklyErrors = 0.02

const phases = [
  { phase: 'quarter', share: 0.25 },
  { phase: 'half', share: 0.5 },
] as const
type Phase = (typeof phases)[number]

/** Successes are users with the feature who met an error, trials all who met one. */
const errors = ({ phase, share }: Phase, users: number, gate: string, changes = {}): Judging => ({
  phase,
  gate,
  changes,
  judge: `private.judge_ratio(gate, ${share}, ${users * share}, least(successes, ${users * share}), ${users * (1 - share)}, least(trials - successes, ${users * (1 - share)}), '', 'met an error')`,
})
/** Successes are users with the feature, trials all users. */
const groups = ({ phase, share }: Phase): Judging => ({
  phase,
  gate: 'groups_as_meant',
  judge: `private.judge_sizes(gate, ${share}, successes, trials - successes)`,
})
/** Successes are users who met what is bad, trials those who could. */
const shareOf = (phase: string, gate: string): Judging => ({
  phase,
  gate,
  judge: `private.judge_share(gate, trials, successes, '', 'met it')`,
})

/** Of rollouts in which all is just as well as it must be, how many a gate ever fails. */
async function falseAlarms(sql: Sql): Promise<void> {
  const rollouts = 1_000
  const rows: object[] = []
  const note = async (what: object, share: number, alpha: number, judging: Judging) => {
    const found = (await firstFailures(sql, judging)).length
    const { lower, upper } = interval(found, rollouts)
    if (lower > alpha)
      throw new Error(`${JSON.stringify(what)}: ${found} false alarms of ${rollouts}, alpha ${alpha}`)
    rows.push({
      ...what,
      alpha,
      found,
      'with 95 %': `${(lower * 100).toFixed(1)} to ${(upper * 100).toFixed(1)} %`,
      'found by a test for one look': await foundByOneLook(sql, share),
    })
  }
  for (const place of phases)
    for (const users of [2_000, 20_000]) {
      const { phase, share } = place
      const alarm = (gate: string, changes = {}) => errors(place, users, gate, changes)
      await simulate(sql, { rollouts, people: users, share, weekly: weeklyErrors })
      const what = { gate: 'no_rise_in_errors', phase, users }
      await note({ ...what, truth: 'no difference' }, share, 0.02, alarm('no_rise_in_errors'))
      await note(
        { ...what, truth: 'no difference, margin 0' },
        share,
        0.02,
        alarm('no_rise_in_errors', { margin: 0 }),
      )
      await note(
        { ...what, truth: 'the same, alpha 0.05' },
        share,
        0.05,
        alarm('no_rise_in_errors', { margin: 0, alpha: 0.05 }),
      )
      await simulate(sql, { rollouts, people: users, share, weekly: 0.5 })
      await note(
        { gate: 'groups_as_meant', phase, users, truth: 'nothing leaks' },
        share,
        0.01,
        groups(place),
      )
    }
  for (const people of [500, 5_000]) {
    await simulate(sql, { rollouts, people, share: 0.05, weekly: 0.5 })
    const what = { gate: 'apply_works', phase: 'full', users: people, truth: '5 % fail, and may' }
    await note(what, 0.05, 0.01, shareOf('full', 'apply_works'))
  }
  console.log(
    `\nOf ${rollouts} harmless rollouts, how many are ever found harmful, looked at each hour for six weeks:`,
  )
  console.table(rows)
}

async function power(sql: Sql): Promise<void> {
  const rows: object[] = []
  for (const place of phases)
    for (const users of [200, 2_000, 20_000])
      for (const ratio of [1.5, 2, 4]) {
        const rollouts = users === 20_000 ? 200 : 500
        await simulate(sql, { rollouts, people: users, share: place.share, weekly: weeklyErrors, ratio })
        const found = await firstFailures(sql, errors(place, users, 'no_rise_in_errors'))
        rows.push({
          phase: place.phase,
          users,
          errors: `+${(ratio - 1) * 100} %`,
          ...timing(found, rollouts),
        })
      }
  console.log(
    `\nHow soon a rise in errors is found (without the feature ${weeklyErrors * 100} % of users meet one in a week):`,
  )
  console.table(rows)
}

/** What may go on: whether errors_not_doubled passes on the day when somebody wants to. */
async function passing(sql: Sql): Promise<void> {
  const rollouts = 200
  const [place] = phases
  const rows: object[] = []
  for (const users of [200, 2_000, 20_000])
    for (const weekly of [0.002, weeklyErrors])
      for (const ratio of [1, 2, 4]) {
        await simulate(sql, { rollouts, people: users, share: place.share, weekly, ratio })
        const judging = errors(place, users, 'errors_not_doubled')
        const row: Record<string, string | number> = {
          users,
          'meet an error in a week': `${weekly * 100} %`,
          'with the feature': ratio === 1 ? 'as many' : `${ratio} times as many`,
        }
        for (const [day, share] of Object.entries(await passingOn(sql, judging, rollouts, [5, 7, 14, 42])))
          row[`passes on day ${day}`] = `${Math.round(share * 100)} %`
        rows.push(row)
      }
  console.log(`\nWhether a phase at ${place.share * 100} % passes errors_not_doubled:`)
  console.table(rows)
}

/** Users with the feature of whom nothing is heard, as they come: half of all in the first week. */
async function leaks(sql: Sql): Promise<void> {
  const rollouts = 200
  const rows: object[] = []
  for (const place of phases)
    for (const users of [200, 2_000, 20_000])
      for (const lost of [0.05, 0.1, 0.2, 0.5]) {
        const [seen, all] = [place.share * (1 - lost), 1 - place.share * lost]
        await simulate(sql, { rollouts, people: users * all, share: seen / all, weekly: 0.5 })
        const found = await firstFailures(sql, groups(place))
        rows.push({
          phase: place.phase,
          users,
          'lost of those with the feature': `${lost * 100} %`,
          ...timing(found, rollouts),
        })
      }
  console.log('\nHow soon a leaking bucket is found:')
  console.table(rows)
}

interface Question {
  question: string
  /** The share in question, and the one that is true. */
  centre: number
  actual: number
  alpha: number
  /** In SQL, of `lower` and `upper`. */
  found: string
}

/** How many it takes until half of all rollouts are found, by the strength of the prior. */
async function byStrength(
  sql: Sql,
  questions: Question[],
  compared: number[],
  size: { rollouts: number; length: number },
): Promise<void> {
  const rows: object[] = []
  for (const { question, centre, actual, alpha, found } of questions) {
    await simulateTrials(sql, { ...size, share: actual })
    const row: Record<string, string | number> = { question }
    for (const strength of compared) {
      const numbers = await firstHours(
        sql,
        found.startsWith('upper <=')
          ? 'few'
          : found.startsWith('lower >') && !found.includes(' or ')
            ? 'many'
            : 'both',
        `(select ${found} from private.share_bounds(successes, trials, ${centre}, ${alpha}, ${strength}))`,
      )
      row[`strength ${strength}`] = numbers[size.rollouts / 2 - 1] ?? `> ${size.length}`
    }
    rows.push(row)
  }
  console.table(rows)
}

/** The gates of the plan ask these questions. */
async function strengths(sql: Sql): Promise<void> {
  const ratioAt = (share: number, times: number) => (share * times) / (share * times + 1 - share)
  const above = (limit: number) => `lower > ${limit}`
  console.log(
    '\nHow many have to be counted until half of all rollouts have their verdict, by the strength of the prior:',
  )
  await byStrength(
    sql,
    [
      ...phases.flatMap(({ share }) =>
        [1.5, 2, 4].map((times) => ({
          question: `errors ${times} times as often at ${share * 100} %, 1.1 allowed`,
          ...{ centre: share, actual: ratioAt(share, times), alpha: 0.02, found: above(ratioAt(share, 1.1)) },
        })),
      ),
      {
        question: '10 % of applies fail, 5 % allowed',
        centre: 0.05,
        actual: 0.1,
        alpha: 0.01,
        found: above(0.05),
      },
      {
        question: '40 % of applies fail, 5 % allowed',
        centre: 0.05,
        actual: 0.4,
        alpha: 0.01,
        found: above(0.05),
      },
      {
        question: '1 % of applies fail, 5 % allowed: pass',
        centre: 0.05,
        actual: 0.01,
        alpha: 0.01,
        found: 'upper <= 0.05',
      },
      {
        question: '20 % adopt it, 10 % expected: pass',
        centre: 0.1,
        actual: 0.2,
        alpha: 0.05,
        found: 'lower >= 0.1',
      },
      {
        question: 'errors as often at 25 %: not doubled',
        centre: 0.25,
        actual: 0.25,
        alpha: 0.05,
        found: `upper <= ${ratioAt(0.25, 2)}`,
      },
    ],
    [1, 2, 4, 8, 16, 32, 100],
    { rollouts: 1_000, length: 1_000 },
  )
  console.log('\nThe same for the sizes of the groups, of which some users with the feature are lost:')
  await byStrength(
    sql,
    phases.flatMap(({ share }) =>
      [0.5, 0.2, 0.1].map((lost) => ({
        question: `${lost * 100} % lost at ${share * 100} %`,
        ...{ centre: share, actual: (share * (1 - lost)) / (1 - share * lost), alpha: 0.01 },
        found: `lower > ${share} or upper < ${share}`,
      })),
    ),
    [8, 32, 100, 300, 1_000],
    { rollouts: 200, length: 6_000 },
  )
}

const parts = { 'false-alarms': falseAlarms, power, passing, leaks, strengths }

export async function run(args: string[]): Promise<void> {
  const stack = await startStack()
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {}, max_lifetime: null })
  try {
    await sql`set work_mem = '256MB'`
    await sql`set max_parallel_workers_per_gather = 0`
    for (const [name, part] of Object.entries(parts))
      if (args.length === 0 || args.includes(name)) {
        const start = performance.now()
        await part(sql)
        console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`)
      }
  } finally {
    await sql.end()
    await stack.stop()
  }
}
