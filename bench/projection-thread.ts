/** A worker of the benchmark: the same jobs as in the browser, on Node's threads. */
import { parentPort } from 'node:worker_threads'
import { buffersOf, createJobRunner } from '#workers/job-runner.ts'
import type { Request } from '#workers/protocol.ts'
import { sure } from '../scripts/sure.ts'

const run = createJobRunner()
sure(parentPort).on('message', (request: Request) => {
  const response = run(request)
  if (response) sure(parentPort).postMessage(response, buffersOf(response))
})
