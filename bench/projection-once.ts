/** One run in a fresh process: `projection-once.ts project|simulate <instances> <paths>` prints milliseconds and peak memory. */
import { project } from '#domain/projection/project.ts'
import { simulate } from '#domain/projection/simulation/simulate.ts'
import { benchmarkPlan } from './projection-plan.ts'

const [what, instances, paths] = process.argv.slice(2)
const plan = benchmarkPlan(Number(instances), Number(paths))
const start = performance.now()
if (what === 'project') project(plan)
else simulate(plan)
const ms = performance.now() - start
console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024 }))
