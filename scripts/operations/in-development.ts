/** What a scheduler does elsewhere: under `npm run dev` operations recur by themselves, and say nothing while all goes well. */
import type { App } from '@supabase/lite'
import { everyMinute, type Recurring } from './recurring.ts'
import { tickSchema } from './tick.ts'
import { tickInWords } from './tick-in-words.ts'

/** By a request like any other, so that it waits for its turn: the database is one process with one connection. */
export function operate(app: Pick<App, 'fetch'>, warn: (line: string) => void): Recurring {
  const said = new Set<string>()
  // What is wrong stays so for a while: once is enough.
  const warnOnce = (line: string) => {
    if (!said.has(line)) warn(`operations_tick: ${line}`)
    said.add(line)
  }
  return everyMinute(async () => {
    try {
      const request = new Request('http://127.0.0.1/rest/v1/rpc/operations_tick', { method: 'POST' })
      // From this machine and without a key: the service role.
      const response = await app.fetch(request, { peerAddress: '127.0.0.1' })
      const answer: unknown = await response.json()
      if (!response.ok) return warnOnce((answer as { message: string }).message)
      const tick = tickSchema.parse(answer)
      for (const part of tick.failed)
        for (const line of tickInWords({ ...tick, ran: { [part]: tick.ran[part] } })) warnOnce(line)
    } catch (error) {
      warnOnce((error as Error).message)
    }
  })
}
