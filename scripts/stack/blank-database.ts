/** Databases as a new project has one: the migrations and nothing else, on a server that runs already. */
import postgres from 'postgres'
import { createApi } from './api.ts'
import { applyMigrations, projectDefaults, readMigrations } from './migrations.ts'
import { freePort } from './ports.ts'

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Creates a database with system tables, roles and migrations, but without the seed; answers its address. */
export async function createBlankDatabase(serverUrl: string, name: string): Promise<string> {
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} })
  await server.unsafe(`create database "${name}"`)
  await server.end()
  const url = databaseUrl(serverUrl, name)
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(projectDefaults()).simple()
    // The system tables come with the API, which answers nobody here.
    const api = await createApi({ dbUrl: url, port: await freePort(), log: () => {} })
    await api.stop()
    await applyMigrations(sql, await readMigrations())
  } finally {
    await sql.end()
  }
  return url
}

/** Another one with the same content, in a moment; nobody may be connected to the first. */
export async function copyDatabase(serverUrl: string, from: string, name: string): Promise<string> {
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} })
  await server.unsafe(`create database "${name}" template "${from}"`)
  await server.end()
  return databaseUrl(serverUrl, name)
}
