/** Databases as a new project has one: the migrations and nothing else, on a server that runs already. */
import postgres from 'postgres'
import { addressAs, createProject } from './hosted-project.ts'
import { applyMigrations, type Migration, readMigrations } from './migrations.ts'

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Creates a project's database with the migrations (all, by default), but without the seed; answers its owner's address. */
export async function createBlankDatabase(
  superuserUrl: string,
  name: string,
  migrations?: Migration[],
): Promise<string> {
  const server = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  await server.unsafe(`create database "${name}"`)
  await server.end()
  const url = databaseUrl(superuserUrl, name)
  await createProject(url)
  const sql = postgres(addressAs('postgres', url), { max: 1, onnotice: () => {} })
  try {
    await applyMigrations(sql, migrations ?? (await readMigrations()))
  } finally {
    await sql.end()
  }
  return addressAs('postgres', url)
}

/** Another one with the same content, in a moment; nobody may be connected to the first. */
export async function copyDatabase(superuserUrl: string, from: string, name: string): Promise<string> {
  const server = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  await server.unsafe(`create database "${name}" template "${from}" owner postgres`)
  await server.end()
  return addressAs('postgres', databaseUrl(superuserUrl, name))
}
