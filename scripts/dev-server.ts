/** `npm run dev` as a developer starts it, on a database of its own: for tests and measurements of what only development has. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './stack/ports.ts'

const root = path.resolve(import.meta.dirname, '..')

export interface DevServer {
  /** The addresses that it prints. */
  app: string
  studio: string
  /** All that it printed since then. */
  said(): string
  stop(): Promise<void>
}

export interface DevServerOptions {
  /** Of Vite. */
  args?: string[]
  /** Stays; without one the data go with the server. */
  dataDirectory?: string
  whenSpawned?: (pid: number) => void
}

/** Starts it, and answers once it has printed its addresses. */
export async function startDevServer(options: DevServerOptions = {}): Promise<DevServer> {
  const directory = await mkdtemp(path.join(tmpdir(), 'scenarios-dev-'))
  const { FORCE_COLOR: _color, ...env } = process.env
  const vite = spawn(
    process.execPath,
    [
      path.join(root, 'node_modules/vite/bin/vite.js'),
      '--port',
      String(await freePort()),
      '--strictPort',
      ...(options.args ?? []),
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        NO_COLOR: '1',
        SCENARIOS_DATA_DIR: options.dataDirectory ?? path.join(directory, 'data'),
      },
    },
  )
  if (vite.pid !== undefined) options.whenSpawned?.(vite.pid)
  const stop = async () => {
    if (vite.exitCode === null && vite.kill()) await once(vite, 'exit')
    await rm(directory, { recursive: true, force: true })
  }
  // Also what is refused is printed there.
  let complaints = ''
  vite.stderr.on('data', (text) => {
    complaints = `${complaints}${text}`.slice(-10_000)
  })
  try {
    const printed = new Map<string, string>()
    for await (const line of createInterface(vite.stdout)) {
      const [, name, url] = /➜ +(\w+): +(\S+)/.exec(line) ?? []
      if (name && url) printed.set(name, url)
      if (printed.has('Studio')) break
    }
    let rest = ''
    vite.stdout.on('data', (text) => {
      rest += text
    })
    const [app, studio] = [printed.get('Local'), printed.get('Studio')]
    if (!app || !studio) throw new Error(`npm run dev ended without printing its addresses.\n${complaints}`)
    return { app, studio, said: () => rest + complaints, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
