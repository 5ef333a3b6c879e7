/** What the page's own thread is busy with, from the browser's trace. */
import type { Page } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args: {
    readonly name?: string
    readonly data?: { readonly frames?: readonly { readonly url: string; readonly processId: number }[] }
  }
}

export interface Task {
  /** Milliseconds from beginning to end: what a user waits. Other work on the machine counts in. */
  readonly wall: number
  /** Milliseconds of calculation: what the app takes. */
  readonly cpu: number
}

/** Does something and answers the tasks of the page's main thread meanwhile, longest first. */
export async function tasksDuring(page: Page, action: () => Promise<void>): Promise<Task[]> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(event as unknown as TraceEvent)
  })
  const isComplete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] },
  })
  await action()
  await session.send('Tracing.end')
  await isComplete
  await session.detach()
  return mainThreadTasks(events, page.url())
}

/** Tasks hold tasks: only the outermost count. */
function mainThreadTasks(events: readonly TraceEvent[], url: string): Task[] {
  const { origin } = new URL(url)
  const process = events
    .flatMap((event) => event.args.data?.frames ?? [])
    .find((frame) => frame.url.startsWith(origin))?.processId
  const thread = events.find(
    ({ name, pid, args }) => name === 'thread_name' && pid === process && args.name === 'CrRendererMain',
  )?.tid
  if (process === undefined || thread === undefined) throw new Error('The trace does not know the page.')
  const spans = events
    .filter(({ name, pid, tid }) => pid === process && tid === thread && name.endsWith('RunTask'))
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
  const tasks: Task[] = []
  let end = 0
  for (const { ts, dur = 0, tdur = 0 } of spans) {
    if (ts < end) continue
    end = ts + dur
    tasks.push({ wall: dur / 1000, cpu: tdur / 1000 })
  }
  return tasks.sort((a, b) => b.wall - a.wall)
}

/** The longest tasks in words. */
export function describeTasks(tasks: readonly Task[], count = 5): string {
  const longest = tasks.slice(0, count).map(({ wall, cpu }) => `${wall.toFixed(0)} (${cpu.toFixed(0)})`)
  const above = tasks.filter(({ wall }) => wall > 50).length
  return `above 50 ms: ${above || 'none'}; the longest, in ms with CPU time in brackets: ${longest.join(', ')}`
}
