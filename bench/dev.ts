/**
 * `npm run bench -- dev [times]`: the start of `npm run dev`, until its page can be used, and the memory that it takes. Three
 * ways: the first of all, when Vite bundles its dependencies too; a new database; one that is there.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium } from '@playwright/test'
import { browserFlags, findBrowser } from '../scripts/browser.ts'
import { startDevServer } from '../scripts/dev-server.ts'
import { sure } from '../scripts/sure.ts'

interface Start {
  seconds: number
  processor: number
  peak: number
  afterwards: number
}

export async function run([times = '3']: string[]) {
  const executablePath = await findBrowser(() => {})
  const browser = await chromium.launch({ args: browserFlags, ...(executablePath ? { executablePath } : {}) })
  console.log(`${cpus().length} cores, Node ${process.version}, medians of ${times}`)
  const directory = await mkdtemp(path.join(tmpdir(), 'scenarios-bench-'))
  const starts: Record<string, Start[]> = { first: [], 'new database': [], 'existing database': [] }
  try {
    for (let turn = 0; turn < Number(times); turn++) {
      const data = path.join(directory, String(turn))
      sure(starts.first).push(await measure(browser, `${data}-first`, ['--force']))
      sure(starts['new database']).push(await measure(browser, data))
      sure(starts['existing database']).push(await measure(browser, data))
    }
  } finally {
    await browser.close()
    await rm(directory, { recursive: true, force: true })
  }
  for (const [name, all] of Object.entries(starts)) {
    const middle = (key: keyof Start, digits = 0) => median(all.map((start) => start[key])).toFixed(digits)
    console.log(
      `${name}: usable after ${middle('seconds', 1)} s (${middle('processor', 1)} s of CPU time), ${middle('peak')} MB at most, ${middle('afterwards')} MB afterwards`,
    )
  }
}

/** One start: until the page asks to sign in and the database answers, and what is still held 15 seconds later. */
async function measure(browser: Browser, dataDirectory: string, args: string[] = []): Promise<Start> {
  const begin = performance.now()
  let pid = 0
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid))
  }, 100)
  const whenSpawned = (spawned: number) => {
    pid = spawned
  }
  const server = await startDevServer({ args, dataDirectory, whenSpawned })
  const page = await browser.newPage()
  page.setDefaultTimeout(120_000)
  try {
    await page.goto(server.app)
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    const answer = await fetch(`${server.app}rest/v1/feature_flags`, {
      headers: { apikey: 'sb_publishable_local_scenarios_development' },
    })
    if (!answer.ok) throw new Error(await answer.text())
    const seconds = (performance.now() - begin) / 1000
    const processor = processorTimeOf(pid)
    await wait(15_000)
    return { seconds, processor, peak, afterwards: memoryOf(pid) }
  } finally {
    clearInterval(watch)
    await page.close()
    await server.stop()
  }
}

/** Resident memory of a process and those that it started, MB. */
function memoryOf(pid: number): number {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const family = new Set([pid])
  let kilobytes = 0
  // A child's number is above its parent's, until numbers begin anew.
  for (const [id = 0, parent = 0, resident = 0] of processes) {
    if (!family.has(id) && !family.has(parent)) continue
    family.add(id)
    kilobytes += resident
  }
  return kilobytes / 1024
}

/** What a process and the children that it waited for have calculated, s; only Linux tells it finely enough. */
function processorTimeOf(pid: number): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return Number.NaN
  const fields = sure(readFileSync(file, 'utf8').split(') ')[1]).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
}

const median = (values: number[]) => sure(values.toSorted((a, b) => a - b)[values.length >> 1])
