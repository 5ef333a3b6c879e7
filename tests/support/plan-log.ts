/**
 * How the server carried out every statement, the nested ones in functions, triggers and foreign keys included: read
 * from the log that `auto_explain` writes. Facts of the plan and counts of rows; no timing.
 */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'

/** One step of a plan, as `explain (analyze, timing off, format json)` words it. */
export interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

export interface PlannedStatement {
  text: string
  plan: PlanNode
}

/** A superuser's connection to this database that logs the plan of whatever it runs, with any further settings. */
export function loggedUrl(dbUrl: string, settings: Record<string, string> = {}): string {
  const url = new URL(dbUrl)
  const all = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_format': 'json',
    'auto_explain.log_parameter_max_length': '0',
    ...settings,
  }
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value)
  return url.href
}

/** Collects what the server logs; `log` is given to the stack, `during` answers the plans of one piece of work. */
export function planLog() {
  let lines: string[] = []
  let awaited: { line: string; resolve: () => void } | undefined
  return {
    log(line: string) {
      lines.push(line)
      if (awaited && line.includes(awaited.line)) awaited.resolve()
    },
    async during(sql: postgres.Sql, work: () => PromiseLike<unknown>): Promise<PlannedStatement[]> {
      lines = []
      await work()
      // A session has logged its statements before it answers, so whatever the work did stands before this line.
      const end = `end of work ${randomUUID()}`
      const { promise: isOver, resolve } = Promise.withResolvers<void>()
      awaited = { line: end, resolve }
      await sql.unsafe(`do $$ begin raise log '${end}'; end $$`)
      await isOver
      return statementsOf(lines)
    },
  }
}

function statementsOf(lines: readonly string[]): PlannedStatement[] {
  const statements: PlannedStatement[] = []
  for (const [index, line] of lines.entries()) {
    if (!/LOG: {2}duration: .* plan:$/.test(line)) continue
    const rest = lines.slice(index + 1)
    const length = rest.findIndex((next) => !next.startsWith('\t'))
    const json = rest.slice(0, length === -1 ? rest.length : length).join('\n')
    const { 'Query Text': text, Plan: plan } = JSON.parse(json) as { 'Query Text': string; Plan: PlanNode }
    statements.push({ text, plan })
  }
  return statements
}

/** The steps that read a table: which one, whether from end to end, and how many rows they looked at. */
export function readsOf({ plan }: PlannedStatement) {
  const reads: { table: string; isWhole: boolean; rows: number }[] = []
  const visit = (node: PlanNode) => {
    const table = node['Relation Name']
    const loops = node['Actual Loops'] ?? 1
    // A step that was planned and never taken (another branch of an operation) has read nothing.
    if (table && node['Node Type'].endsWith(' Scan') && loops > 0) {
      const looked =
        (node['Actual Rows'] ?? 0) +
        (node['Rows Removed by Filter'] ?? 0) +
        (node['Rows Removed by Index Recheck'] ?? 0)
      reads.push({ table, isWhole: node['Node Type'] === 'Seq Scan', rows: Math.round(looked * loops) })
    }
    for (const child of node.Plans ?? []) visit(child)
  }
  visit(plan)
  return reads
}

/** The step of a plan that handled the most rows, those it threw away included. */
export function busiestStepOf({ plan }: PlannedStatement) {
  let busiest = { step: '', rows: 0 }
  const visit = (node: PlanNode) => {
    const handled =
      (node['Actual Rows'] ?? 0) +
      (node['Rows Removed by Filter'] ?? 0) +
      (node['Rows Removed by Join Filter'] ?? 0)
    const rows = Math.round(handled * (node['Actual Loops'] ?? 1))
    if (rows > busiest.rows) busiest = { step: node['Node Type'], rows }
    for (const child of node.Plans ?? []) visit(child)
  }
  visit(plan)
  return busiest
}
