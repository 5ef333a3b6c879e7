/**
 * The API's three ways into the database, as a hosted project has them: requests sign in as `authenticator`, accounts are
 * written by the sign-in server's own role, and what there is to serve is read from the catalogue by the owner.
 */
import type { Connection } from '@supabase/lite'
import { createPostgresConnection, PostgresConnection } from '@supabase/lite/postgres'
import { addressAs } from './hosted-project.ts'

type Request = Parameters<Connection['withContext']>
type Timeouts = { functions: Map<string, string>; roles: Map<string, string> }

const pool = (max: number) => ({ max, onnotice: () => {} })

export class HostedConnection extends PostgresConnection {
  readonly #requests: PostgresConnection
  readonly #catalogue: PostgresConnection
  #timeouts: Promise<Timeouts> | undefined

  constructor(dbUrl: string, requestsAtOnce: number) {
    super({ url: addressAs('supabase_auth_admin', dbUrl), postgresOptions: pool(10) })
    this.#requests = createPostgresConnection({
      url: addressAs('authenticator', dbUrl),
      postgresOptions: pool(requestsAtOnce),
    })
    // Else it would grant everything to everybody at its first request, which this role may not.
    Object.assign(this.#requests, { rlsState: 'active' })
    this.#catalogue = createPostgresConnection({
      url: addressAs('postgres', dbUrl),
      postgresOptions: pool(1),
    })
  }

  override introspect(...args: Parameters<Connection['introspect']>) {
    return this.#catalogue.introspect(...args)
  }

  override async withContext<T>(
    vars: Request[0],
    work: (db: Parameters<Request[1]>[0]) => Promise<T>,
    options?: Request[2],
  ): Promise<T> {
    if (!vars) return super.withContext(vars, work, options)
    const timeout = await this.#timeoutOf(vars, options)
    return this.#requests.withContext(
      vars,
      async (db) => {
        if (timeout)
          await db
            .selectNoFrom((just) =>
              just
                .fn('set_config', [just.val('statement_timeout'), just.val(timeout), just.lit(true)])
                .as('timeout'),
            )
            .execute()
        return work(db)
      },
      options,
    )
  }

  override async close() {
    await Promise.all([super.close(), this.#requests.close(), this.#catalogue.close()])
  }

  /** PostgREST takes over what a role or, more closely, a function says of it; a setting made any later counts for nothing. */
  async #timeoutOf(vars: NonNullable<Request[0]>, options: Request[2]): Promise<string | undefined> {
    this.#timeouts ??= this.#readTimeouts()
    const { functions, roles } = await this.#timeouts
    const name = options?.rpc?.path.slice('/rpc/'.length)
    const role = (vars.auth as { role?: string } | undefined)?.role ?? 'anon'
    return (name && functions.get(name)) || roles.get(role)
  }

  async #readTimeouts(): Promise<Timeouts> {
    const rows = await this.#catalogue.driver<{ kind: string; name: string; timeout: string }[]>`
      select kind, name, split_part(setting, '=', 2) as timeout from (
        select 'function', proname, proconfig from pg_proc where pronamespace = 'public'::regnamespace
        union all select 'role', rolname, rolconfig from pg_roles where rolname = 'anon'
      ) as configured (kind, name, settings), unnest(settings) as setting
      where setting like 'statement_timeout=%'`
    const mapOf = (kind: string) =>
      new Map(rows.filter((row) => row.kind === kind).map(({ name, timeout }) => [name, timeout]))
    return { functions: mapOf('function'), roles: mapOf('role') }
  }
}
