/** The worker's side of the wire: everything it can do is in `job-runner.ts`. */
import '#lib/zod-without-eval.ts'
import { buffersOf, createJobRunner } from './job-runner.ts'
import type { Request } from './protocol.ts'

const run = createJobRunner()

self.addEventListener('message', (event: MessageEvent<Request>) => {
  const response = run(event.data)
  if (response) self.postMessage(response, { transfer: buffersOf(response) })
})
