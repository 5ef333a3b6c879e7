/** The plan of the rollout from the first tester to everybody, with an accident in its middle, walked through once. */
import { beforeAll, expect, it } from 'vitest'
import { type Rehearsed, rehearse } from '../../scripts/rehearse/rehearsal.ts'

let rehearsed: Rehearsed
const said: string[] = []
beforeAll(async () => {
  rehearsed = await rehearse(3_000, {
    step: (title) => said.push(title),
    happens: (sentence) => said.push(sentence),
    does: (statement, answer) => said.push(`${statement} → ${answer}`),
    sees: (query, rows) => said.push(`${query} → ${rows.length}`),
  })
}, 180_000)

it('goes from overrides to a quarter, half and all users, half twice', () => {
  expect(rehearsed.advances).toEqual([
    { phase: 'internal', percentage: 0 },
    { phase: 'beta', percentage: 0 },
    { phase: 'quarter', percentage: 25 },
    { phase: 'half', percentage: 50 },
    { phase: 'half', percentage: 50 },
    { phase: 'full', percentage: 100 },
    { phase: null, percentage: 100 },
  ])
  expect(rehearsed.isComplete).toBe(true)
})

it('is rolled back by the schedule when applies begin to fail, and tells operators so', () => {
  expect(rehearsed.rolledBack).toMatchObject({ phase: 'half', flagEnabled: false })
  expect(rehearsed.rolledBack.findings).toEqual(
    expect.arrayContaining(['alert_unacknowledged', 'integrity_broken']),
  )
  expect(said.join('\n')).toMatch(/operations_tick\(\) .*apply_works: .* met an apply that failed/)
})

it('does not go on before somebody acknowledged what happened', () => {
  expect(rehearsed.refused).toMatch(/held by .*Not acknowledged/)
})

it('gets back what people owned, row by row, out of a database whose invariants were broken', () => {
  expect(rehearsed.broken.damaged).toContain('history equals reality')
  expect(rehearsed.broken.restored).toEqual([])
  expect(rehearsed.restored.isEqual).toBe(true)
})

it('brings back nothing that was taken away: the closed account, the flag, the running phase', () => {
  expect(rehearsed.restored).toMatchObject({
    deletedAccounts: 1,
    switchedOff: ['feature:scenarios'],
    paused: 'half',
  })
})

it('says what was lost and how long it took', () => {
  expect(rehearsed.restored.lost).toContainEqual({ table: 'public.instances', rows: 2 })
  expect(rehearsed.restored.lostMilliseconds).toBeGreaterThan(0)
  expect(rehearsed.restored.milliseconds).toBeGreaterThan(0)
  expect(said.join('\n')).toMatch(/Lost \(RPO\): .*\n.*Restored in \(RTO\): /)
})
