/** One run in a fresh process: `projection-once.ts project|simulate <instances> <paths> <years>` prints milliseconds (wall, CPU) and peak memory. */
import { existsSync, readFileSync } from 'node:fs'
import { project } from '#domain/projection/project.ts'
import { simulate } from '#domain/projection/simulation/simulate.ts'
import { sure } from '../scripts/sure.ts'
import { benchmarkPlan } from './projection-plan.ts'

/** The peak of this process alone: `maxRSS` would begin with what the process that started it had. */
function peakMb(): number {
  const status = '/proc/self/status'
  if (!existsSync(status)) return process.resourceUsage().maxRSS / 1024
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024
}

const [what, ...size] = process.argv.slice(2)
const [instances, paths, years] = size.map(Number)
const plan = benchmarkPlan(sure(instances), paths, years)
const start = performance.now()
const cpu = process.threadCpuUsage()
if (what === 'project') project(plan)
else simulate(plan)
const ms = performance.now() - start
const { user, system } = process.threadCpuUsage(cpu)
console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, peakMb: peakMb() }))
