/** Rollouts that never were, as counts hour by hour; the functions that judge a rollout say what they come to. */
import type { Sql } from 'postgres'
import { sole } from '../scripts/sure.ts'

const sixWeeks = 24 * 42

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

/** Whether something is so of few successes, of many, or of both. */
export type Of = 'few' | 'many' | 'both'

/**
 * What something is so of, as stairs over the number of trials: so few successes or fewer, so many or more. Another success
 * never makes a share or a ratio look smaller, so that the stairs are found by walking along them, with two or three questions a
 * step in place of one for each of a million counts.
 */
const stairs = `
  create or replace procedure pg_temp.walk(p_of text) language plpgsql as $$
  declare
    below bigint := -1;
    above bigint := 0;
    n bigint;
    n_before bigint := 0;
  begin
    drop table if exists region;
    create temp table region (trials bigint, below bigint, above bigint);
    for n in select 0 union select look.trials from look order by 1 loop
      -- Further successes only make it more so. From below one could take what is so of few for what is so of many.
      above := above + n - n_before;
      n_before := n;
      while p_of <> 'few' and above <= n and not pg_temp.is_so(above, n) loop above := above + 1; end loop;
      while p_of <> 'few' and above > 0 and above - 1 <= n and pg_temp.is_so(above - 1, n) loop above := above - 1; end loop;
      while p_of <> 'many' and below < n and pg_temp.is_so(below + 1, n) loop below := below + 1; end loop;
      while p_of <> 'many' and below >= 0 and not pg_temp.is_so(below, n) loop below := below - 1; end loop;
      insert into region values (n, below, case p_of when 'few' then n + 1 else above end);
    end loop;
    analyze region;
    if exists (select from (select * from look order by md5(rollout::text || hour) limit 2000) as sample join region using (trials)
        where pg_temp.is_so(successes, trials) <> (successes <= region.below or successes >= region.above)) then
      raise 'These verdicts are no stairs.';
    end if;
  end $$`

/** Finds what the condition, in SQL of `successes` and `trials`, is so of: the table `region`. */
async function walk(sql: Sql, of: Of, condition: string): Promise<void> {
  await sql.unsafe(`create or replace function pg_temp.is_so(successes bigint, trials bigint) returns boolean
    language plpgsql stable as $$ begin return ${condition}; end $$`)
  await sql.unsafe(stairs)
  await sql`call pg_temp.walk(${of})`
}

/** In ascending order the hours in which it is first so in each rollout; those in which it never is are left out. */
export async function firstHours(sql: Sql, of: Of, condition: string): Promise<number[]> {
  await walk(sql, of, condition)
  const rows = await sql<{ hour: number }[]>`
    select min(hour)::int as hour from look join region using (trials)
    where successes <= below or successes >= above group by rollout order by 1`
  return rows.map(({ hour }) => hour)
}

/** Whether the function that judges counts gives that verdict. */
const isVerdict = ({ phase, gate, changes, judge }: Judging, verdict: 'fail' | 'pass') =>
  `(select judgement.verdict = '${verdict}' from public.rollout_gates as planned
    cross join lateral jsonb_populate_record(planned, '${JSON.stringify(changes ?? {})}') as gate
    cross join lateral ${judge} as judgement
    where planned.phase = '${phase}' and planned.name = '${gate}')`

/** In ascending order the hours in which rollouts first fail a gate. */
export const firstFailures = (sql: Sql, judging: Judging) =>
  firstHours(sql, 'both', isVerdict(judging, 'fail'))

/** By day the share of rollouts that pass a gate then. */
export async function passingOn(
  sql: Sql,
  judging: Judging,
  rollouts: number,
  days: number[],
): Promise<Record<number, number>> {
  await walk(sql, 'few', isVerdict(judging, 'pass'))
  const shares: Record<number, number> = {}
  for (const day of days) {
    const row = await sole(sql`
      with latest as (
        select distinct on (rollout) rollout, successes, trials from look where hour <= ${day * 24}
        order by rollout, hour desc
      )
      select count(*)::int as passing from generate_series(1, ${rollouts}) as rollout left join latest using (rollout)
      join region on region.trials = coalesce(latest.trials, 0)
      where coalesce(successes, 0) <= below`)
    shares[day] = row.passing / rollouts
  }
  return shares
}

/** How many rollouts a test made for one look, two-sided at 5 %, finds when it is made each hour. */
export async function foundByOneLook(sql: Sql, share: number): Promise<number> {
  const row = await sole(
    sql.unsafe(`
    select count(distinct rollout)::int as found from look
    where trials >= 10 and abs(successes - trials * ${share}) > 1.96 * sqrt(trials * ${share} * ${1 - share})`),
  )
  return row.found
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
