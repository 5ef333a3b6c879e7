/**
 * Whether gates keep their promise, and what they cost, on native PostgreSQL and by the very functions that judge a rollout:
 * how many harmless rollouts are ever found harmful when they are looked at each hour, how soon harm is found, by which
 * strength of the prior, and how long it takes to judge a phase with a million events.
 *
 * `npm run bench -- gates [false-alarms] [power] [strengths] [speed]`
 */
import postgres, { type Sql } from 'postgres'
import { startStack } from '../scripts/stack/stack.ts'
import { seedPhase } from './gates-fixtures.ts'

const hours = 24 * 42

/** Users who meet an error for the first time, hour by hour: in which group, and how many so far. */
async function simulate(
  sql: Sql,
  simulation: { rollouts: number; users: number; weeklyRate: number; share: number; ratio: number },
) {
  const { rollouts, users, weeklyRate, share, ratio } = simulation
  const hazard = -Math.log(1 - weeklyRate) / 168
  await sql`select setseed(0.5)`
  await sql`drop table if exists look`
  // Of each user the group, and the hour of the first error, which comes exponentially.
  await sql.unsafe(`
    create temp table look as
    with person as (
      select rollout, random() < ${share} as is_exposed, -ln(1 - random()) as chance
      from generate_series(1, ${rollouts}) as rollout, generate_series(1, ${users})
    ),
    met as (
      select rollout, is_exposed, 1 + floor(chance / (${hazard} * case when is_exposed then ${ratio} else 1 end))::int as hour
      from person where chance < ${hazard * hours * Math.max(1, ratio)}
    ),
    hourly as (
      select rollout, hour, count(*) filter (where is_exposed) as exposed, count(*) as events
      from met where hour <= ${hours} group by rollout, hour
    )
    select rollout, hour, (sum(exposed) over so_far)::bigint as exposed, (sum(events) over so_far)::bigint as events
    from hourly window so_far as (partition by rollout order by hour)`)
}

/** By rollout the hour in which the gate first fails; those in which it never does are left out. */
async function findings(sql: Sql, share: number, alpha: number, margin: number): Promise<number[]> {
  const rows = await sql.unsafe<{ hour: number }[]>(`
    with judged as materialized (
      select exposed, events from (select distinct exposed, events from look) as counts
      where (select lower from private.ratio_bounds(exposed, events - exposed, ${share}, ${alpha})) > ${1 + margin}
    )
    select min(hour)::int as hour from look join judged using (exposed, events) group by rollout order by 1`)
  return rows.map(({ hour }) => hour)
}

/** What a test made for one look does when it is made each hour: the same rollouts, two sides, 5 %. */
async function findingsOfOneLook(sql: Sql, share: number): Promise<number> {
  const [row] = await sql.unsafe(`
    select count(distinct rollout)::int as found from look
    where events >= 10 and abs(exposed - events * ${share}) > 1.96 * sqrt(events * ${share} * ${1 - share})`)
  return row!.found
}

async function falseAlarms(sql: Sql): Promise<void> {
  const rollouts = 1_000
  const rows = []
  for (const share of [0.25, 0.5])
    for (const [users, weeklyRate] of [
      [2_000, 0.02],
      [20_000, 0.02],
    ] as const) {
      await simulate(sql, { rollouts, users, weeklyRate, share, ratio: 1 })
      const row: Record<string, number | string> = { share: `${share * 100} %`, users }
      for (const alpha of [0.05, 0.02]) row[`alpha ${alpha}`] = (await findings(sql, share, alpha, 0)).length
      row['alpha 0.02, margin 0.1'] = (await findings(sql, share, 0.02, 0.1)).length
      row['one look’s test, 0.05'] = await findingsOfOneLook(sql, share)
      rows.push(row)
    }
  console.log(`\nHarmless rollouts of ${rollouts} ever found harmful, looked at each hour for six weeks:`)
  console.table(rows)
}

async function power(sql: Sql): Promise<void> {
  const rows = []
  for (const share of [0.25, 0.5])
    for (const users of [200, 2_000, 20_000])
      for (const ratio of [1.5, 2, 4]) {
        const rollouts = users === 20_000 ? 200 : 500
        await simulate(sql, { rollouts, users, weeklyRate: 0.02, share, ratio })
        const found = await findings(sql, share, 0.02, 0.1)
        const within = (days: number) =>
          `${Math.round((100 * found.filter((hour) => hour <= days * 24).length) / rollouts)} %`
        const half = found[Math.ceil(rollouts / 2) - 1]
        rows.push({
          share: `${share * 100} %`,
          users,
          errors: `+${(ratio - 1) * 100} %`,
          'half are found after, days': half === undefined ? '–' : (half / 24).toFixed(1),
          'in a week': within(7),
          'in six weeks': within(42),
        })
      }
  console.log(
    '\nHow soon a rise in errors is found (2 % of users meet one in a week without the feature; alpha 0.02, margin 0.1):',
  )
  console.table(rows)
}

/** How many events it takes, by the strength of the prior. */
async function strengths(sql: Sql): Promise<void> {
  const [sequences, length] = [200, 1_000]
  const rows = []
  for (const [question, expected, actual] of [
    ['1.5 times as often at 25 %', 0.25, 1 / 3],
    ['2 times as often at 25 %', 0.25, 0.4],
    ['4 times as often at 25 %', 0.25, 4 / 7],
    ['1.5 times as often at 50 %', 0.5, 0.6],
    ['4 times as often at 50 %', 0.5, 0.8],
    ['10 % instead of 5 %', 0.05, 0.1],
    ['40 % instead of 5 %', 0.05, 0.4],
    ['1 % instead of 5 %', 0.05, 0.01],
  ] as const) {
    await sql`select setseed(0.5)`
    await sql`drop table if exists trial`
    await sql.unsafe(`
      create temp table trial as
      select sequence, number, sum((random() < ${actual})::int) over (partition by sequence order by number) as events
      from generate_series(1, ${sequences}) as sequence, generate_series(1, ${length}) as number`)
    const row: Record<string, string | number> = { question }
    for (const strength of [1, 2, 4, 8, 20, 50, 100]) {
      // Outside of the set: the boundary of share_bounds at the share in question, without looking for where it is.
      const [a, b] = [Math.max(strength * expected, 0.5), Math.max(strength * (1 - expected), 0.5)]
      const [answer] = await sql.unsafe(`
        with outside as materialized (
          select events, number from (select distinct events, number from trial) as counts
          where events * ln(${expected}::float8) + (number - events) * ln(1 - ${expected}::float8)
            < ln(0.05::float8) + private.ln_beta(${a} + events, ${b} + number - events) - private.ln_beta(${a}, ${b})
        ),
        first as (
          select sequence, min(number) as number from trial left join outside using (events, number)
          where outside.number is not null group by sequence
        )
        select number from first order by number offset ${sequences / 2 - 1} limit 1`)
      row[`strength ${strength}`] = answer?.number ?? `> ${length}`
    }
    rows.push(row)
  }
  console.log('\nUsers until half are found, by the strength of the prior (alpha 0.05):')
  console.table(rows)
}

async function speed(sql: Sql): Promise<void> {
  const sizes = await seedPhase(sql, { users: 20_000, events: 1_000_000, applications: 100_000 })
  const rows: Record<string, string | number>[] = []
  const time = async (what: string, statement: string) => {
    const times: number[] = []
    for (let round = 0; round < 6; round++) {
      const start = performance.now()
      await sql.unsafe(statement)
      times.push(performance.now() - start)
    }
    // The first round warms the caches.
    const sorted = times.slice(1).sort((a, b) => a - b)
    rows.push({ what, 'median ms': Math.round(sorted[2]!), 'first ms': Math.round(times[0]!) })
  }
  const gates = await sql<{ name: string; id: string }[]>`
    select name, id from public.rollout_gates where phase = 'quarter' and enabled order by name`
  for (const { name, id } of gates)
    await time(
      name,
      `select private.judge_gate(gate, private.period_at(now()), now()) from public.rollout_gates as gate where id = '${id}'`,
    )
  await time('evaluate_rollout_gates, integrity verified lately', 'select public.evaluate_rollout_gates()')
  await time('act_on_rollout, nothing to do', 'select public.act_on_rollout()')
  await time('rollout_status', 'select * from public.rollout_status')
  await time('verify_integrity', 'select public.verify_integrity()')
  console.log(`\nJudging a phase of ${JSON.stringify(sizes)}:`)
  console.table(rows)
  const answer =
    await sql`select value ->> 'gate' as gate, value ->> 'verdict' as verdict, value ->> 'sentence' as sentence
    from json_array_elements(public.evaluate_rollout_gates())`
  for (const { gate, verdict, sentence } of answer) console.log(`${gate}: ${verdict}: ${sentence}`)
}

const parts = { 'false-alarms': falseAlarms, power, strengths, speed }

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
