/** What the app shows operators in settings, asked as it asks. */
import { expect, it } from 'vitest'
import { getOperatorStatus } from '#data/operator-status/operator-status.api.ts'
import { adminConnection, anonymous, signUp } from '../support/stack.ts'

const sql = adminConnection()

it.each(['ops', 'admin'])(
  'somebody who is made %s sees the rollout and the findings, and nobody before',
  async (role) => {
    const { client, id } = await signUp()
    expect(await getOperatorStatus(client)).toBeNull()
    await sql`insert into public.user_roles (user_id, role) values (${id}, ${role})`
    const status = await getOperatorStatus(client)
    const phases = await sql`select title, is_current, sentence from public.rollout_status order by position`
    expect(status?.phases).toEqual([...phases])
    expect(status?.findings).toBeInstanceOf(Array)
  },
)

it('a visitor is refused or sees nothing', async () => {
  const seen = await getOperatorStatus(anonymous()).catch(({ code }) => code)
  expect([null, 'signed_out', 'forbidden']).toContain(seen)
})
