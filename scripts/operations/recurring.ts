/** Work that is done again and again. */

export interface Recurring {
  /** Waits for what is being done. */
  stop(): Promise<void>
}

/** At once, and then a minute after it was done each time: never twice at once. `work` says itself what went wrong. */
export function everyMinute(work: () => Promise<void>): Recurring {
  let next: NodeJS.Timeout | undefined
  let isStopped = false
  const run = async () => {
    await work()
    // Nobody's process lives on for it.
    if (!isStopped) next = setTimeout(() => (running = run()), 60_000).unref()
  }
  let running = run()
  return {
    async stop() {
      isStopped = true
      clearTimeout(next)
      await running
    },
  }
}
