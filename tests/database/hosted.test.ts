/** The stack's database is as hosted Supabase makes it: what the rest of the tests rest on. */
import postgres from 'postgres'
import { afterAll, expect, it } from 'vitest'
import { addressAs } from '../../scripts/stack/hosted-project.ts'
import { adminConnection, serviceRole, signUp, stack } from '../support/stack.ts'

const sql = adminConnection()
const open = (role: Parameters<typeof addressAs>[0]) => {
  const connection = postgres(addressAs(role, stack.dbUrl), { max: 1, onnotice: () => {} })
  afterAll(() => connection.end({ timeout: 5 }))
  return connection
}
const superuser = open('supabase_admin')

it('the stand-in of a hosted database is owned by postgres, who is no superuser and reads past row level security', async () => {
  const [me] = await sql`
    select rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
      array(select roleid::regrole::text from pg_auth_members where member = pg_roles.oid and admin_option order by 1) as administers
    from pg_roles where rolname = session_user`
  expect(me).toEqual({
    rolname: 'postgres',
    rolsuper: false,
    rolcreatedb: true,
    rolcreaterole: true,
    rolreplication: true,
    rolbypassrls: true,
    administers: expect.arrayContaining(['anon', 'authenticated', 'service_role', 'authenticator']),
  })
  const others = await sql`
    select distinct relowner::regrole::text as owner from pg_class
    where relnamespace in ('public'::regnamespace, 'private'::regnamespace)`
  expect(others).toEqual([{ owner: 'postgres' }])
})

it('the stand-in of a hosted database leaves accounts to the role of the sign-in server', async () => {
  await expect(sql`alter table auth.users add column mine text`).rejects.toThrow(/must be owner/)
  await expect(sql`create table auth.mine ()`).rejects.toThrow(/permission denied for schema auth/)
  const [users] = await sql`
    select relowner::regrole::text as owner, relrowsecurity as is_guarded,
      has_table_privilege('postgres', 'auth.users', 'select, insert, update, delete') as may_write
    from pg_class where oid = 'auth.users'::regclass`
  expect(users).toEqual({ owner: 'supabase_auth_admin', is_guarded: true, may_write: true })
})

it('the stand-in of a hosted database has the columns of hosted accounts and no others', async () => {
  const rows = await sql`
    select attname from pg_attribute where attrelid = 'auth.users'::regclass and attnum > 0 and not attisdropped order by attnum`
  expect(rows.map(({ attname }) => attname).join(' ')).toBe(
    'instance_id id aud role email encrypted_password email_confirmed_at invited_at confirmation_token confirmation_sent_at recovery_token recovery_sent_at email_change_token_new email_change email_change_sent_at last_sign_in_at raw_app_meta_data raw_user_meta_data is_super_admin created_at updated_at phone phone_confirmed_at phone_change phone_change_token phone_change_sent_at confirmed_at email_change_token_current email_change_confirm_status banned_until reauthentication_token reauthentication_sent_at is_sso_user deleted_at is_anonymous',
  )
})

it('the stand-in of a hosted database carries requests out as authenticator, under its timeouts, and accounts as the sign-in server', async () => {
  const { client } = await signUp()
  await client.from('instances').select('id').throwOnError()
  const sessions = await superuser`
    select distinct usename from pg_stat_activity where usename is not null and query ~ 'instances|auth' and application_name = ''`
  expect(sessions.map(({ usename }) => usename)).not.toContain('supabase_admin')
  const [limits] = await open('authenticator')`
    select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`
  expect(limits).toEqual({ statement: '8s', lock: '8s' })
})

it('the stand-in of a hosted database ends what takes longer, and lets what a function says it may take', async () => {
  await superuser
    .unsafe(`
    create function public.nap(seconds float) returns void language sql as 'select pg_sleep(seconds)';
    create function public.long_nap(seconds float) returns void language sql set statement_timeout = '1min' as 'select pg_sleep(seconds)';
    grant execute on function public.nap(float), public.long_nap(float) to service_role;`)
    .simple()
  const { createApi } = await import('../../scripts/stack/api.ts')
  const { freePort } = await import('../../scripts/stack/ports.ts')
  const api = await createApi({ dbUrl: stack.dbUrl, port: await freePort(), log: () => {} })
  try {
    await api.listen()
    const client = serviceRole({ ...stack, apiUrl: api.url })
    const [short, long] = await Promise.all([
      client.rpc('nap' as never, { seconds: 8.5 } as never),
      client.rpc('long_nap' as never, { seconds: 8.5 } as never),
    ])
    expect(short.error).toMatchObject({ message: expect.stringMatching(/statement timeout/) })
    expect(long.error).toBeNull()
  } finally {
    await api.stop()
    await superuser`drop function public.nap(float), public.long_nap(float)`
  }
})
