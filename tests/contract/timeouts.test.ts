/**
 * A hosted project ends a request after eight seconds. PostgREST takes a function's own statement_timeout over for the
 * whole request (its setting db-hoisted-tx-settings), so what may take long carries one, and nothing else does.
 */
import { expect, it } from 'vitest'
import { adminConnection } from '../support/stack.ts'

const sql = adminConnection()

it('the time a function may take is longer for what goes over an account, over all rows, or waits for all writers', async () => {
  const rows = await sql`
    select proname, split_part(setting, '=', 2) as timeout
    from pg_proc, unnest(proconfig) as setting
    where pronamespace = 'public'::regnamespace and setting like 'statement_timeout=%'
    order by proname`
  expect(Object.fromEntries(rows.map(({ proname, timeout }) => [proname, timeout]))).toEqual({
    act_on_rollout: '1min',
    advance_rollout: '5min',
    delete_account: '5min',
    evaluate_rollout_gates: '5min',
    kill_feature: '1min',
    operations_tick: '5min',
    purge_deleted: '5min',
    purge_telemetry: '5min',
    rollback_rollout: '1min',
    verify_integrity: '5min',
  })
})
