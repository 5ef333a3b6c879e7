/** Rollouts that never were, as counts hour by hour; the functions that judge a rollout say what they come to. */
import type { Sql } from 'postgres'

export const sixWeeks = 24 * 42

export interface Simulation {
  rollouts: number
  /** Who may meet the event in one rollout. */
  people: number
  /** Of them the share that counts as a success: is in the group with the feature, or met what is bad. */
  share: number
  /** The share of people who meet the event in a week; when is exponential. */
  weekly: number
  /** How many times as fast successes meet it. */
  ratio?: number
}

/** Fills the table `look`: of each rollout and hour in which anything happened, how many met the event so far, and how many of them are successes. */
export async function simulate(sql: Sql, simulation: Simulation): Promise<void> {
  const { rollouts, people, share, weekly, ratio = 1 } = simulation
  const hazard = -Math.log(1 - weekly) / 168
  await sql`select setseed(0.5)`
  await sql`drop table if exists look`
  await sql.unsafe(`
    create temp table look as
    with person as (
      select rollout, random() < ${share} as is_success, -ln(1 - random()) as chance
      from generate_series(1, ${rollouts}) as rollout, generate_series(1, ${Math.round(people)})
    ),
    met as (
      select rollout, is_success, 1 + floor(chance / (${hazard} * case when is_success then ${ratio} else 1 end))::int as hour
      from person where chance < ${hazard * sixWeeks * Math.max(1, ratio)}
    ),
    hourly as (
      select rollout, hour, count(*) filter (where is_success) as successes, count(*) as trials
      from met where hour <= ${sixWeeks} group by rollout, hour
    )
    select rollout, hour, (sum(successes) over so_far)::bigint as successes, (sum(trials) over so_far)::bigint as trials
    from hourly window so_far as (partition by rollout order by hour)`)
  await sql`analyze look`
}

/** The same table with one trial after another in place of hours. */
export async function simulateTrials(
  sql: Sql,
  trials: { rollouts: number; length: number; share: number },
): Promise<void> {
  await sql`select setseed(0.5)`
  await sql`drop table if exists look`
  await sql.unsafe(`
    create temp table look as
    select rollout, number as hour, sum((random() < ${trials.share})::int) over (partition by rollout order by number) as successes,
      number::bigint as trials
    from generate_series(1, ${trials.rollouts}) as rollout, generate_series(1, ${trials.length}) as number`)
  await sql`analyze look`
}

/** A gate of the plan, some of its columns changed, and the function that judges counts by it. */
export interface Judging {
  phase: string
  gate: string
  changes?: object
  /** In SQL, of `gate`, `successes` and `trials`. */
  judge: string
}

/**
 * What a verdict is given for, as two steps of stairs over the number of trials: so few successes or fewer, so many or more.
 * More successes never take a failure away, so that the stairs are found by walking along them, with two or three questions a
 * step in place of one for each of a million counts.
 */
const stairs = `
  create or replace procedure pg_temp.walk() language plpgsql as $$
  declare
    below bigint := -1;
    above bigint := 0;
    n bigint;
  begin
    drop table if exists region;
    create temp table region (trials bigint, below bigint, above bigint);
    for n in select distinct look.trials from look order by 1 loop
      while above <= n and not pg_temp.is_so(above, n) loop above := above + 1; end loop;
      while above > 0 and above - 1 <= n and pg_temp.is_so(above - 1, n) loop above := above - 1; end loop;
      while below < n and pg_temp.is_so(below + 1, n) loop below := below + 1; end loop;
      while below >= 0 and not pg_temp.is_so(below, n) loop below := below - 1; end loop;
      insert into region values (n, below, above);
    end loop;
    analyze region;
    if exists (select from (select * from look order by md5(rollout::text || hour) limit 2000) as sample join region using (trials)
        where pg_temp.is_so(successes, trials) <> (successes <= region.below or successes >= region.above)) then
      raise 'These verdicts are no stairs.';
    end if;
  end $$`

/** In ascending order the hours in which rollouts are first as the condition, in SQL of `successes` and `trials`, says. */
export async function firstHours(sql: Sql, condition: string): Promise<number[]> {
  await sql.unsafe(`create or replace function pg_temp.is_so(successes bigint, trials bigint) returns boolean
    language plpgsql stable as $$ begin return ${condition}; end $$`)
  await sql.unsafe(stairs)
  await sql`call pg_temp.walk()`
  const rows = await sql<{ hour: number }[]>`
    select min(hour)::int as hour from look join region using (trials)
    where successes <= below or successes >= above group by rollout order by 1`
  return rows.map(({ hour }) => hour)
}

/** By the function that judges counts, in SQL of `gate`, `successes` and `trials`. */
export const firstVerdicts = (sql: Sql, { phase, gate, changes, judge }: Judging, verdict: 'fail' | 'pass') =>
  firstHours(
    sql,
    `(select judgement.verdict = '${verdict}' from public.rollout_gates as planned
      cross join lateral jsonb_populate_record(planned, '${JSON.stringify(changes ?? {})}') as gate
      cross join lateral ${judge} as judgement
      where planned.phase = '${phase}' and planned.name = '${gate}')`,
  )

/** How many rollouts a test made for one look, two-sided at 5 %, finds when it is made each hour. */
export async function foundByOneLook(sql: Sql, share: number): Promise<number> {
  const [row] = await sql.unsafe(`
    select count(distinct rollout)::int as found from look
    where trials >= 10 and abs(successes - trials * ${share}) > 1.96 * sqrt(trials * ${share} * ${1 - share})`)
  return row!.found
}

/** Where a share is that was found so many times of so many, with 95 % (Wilson 1927). */
export function interval(found: number, of: number): { lower: number; upper: number } {
  const z = 1.96
  const middle = (found + z ** 2 / 2) / (of + z ** 2)
  const half = (z / (of + z ** 2)) * Math.sqrt((found * (of - found)) / of + z ** 2 / 4)
  return { lower: Math.max(0, middle - half), upper: middle + half }
}

/** After how many days half of the rollouts were found, and how many within a week and six. */
export function timing(hours: number[], rollouts: number) {
  const half = hours[Math.ceil(rollouts / 2) - 1]
  const within = (days: number) =>
    `${Math.round((100 * hours.filter((hour) => hour <= days * 24).length) / rollouts)} %`
  return {
    'half after, days': half === undefined ? '–' : (half / 24).toFixed(1),
    'in a week': within(7),
    'in six weeks': within(42),
  }
}
