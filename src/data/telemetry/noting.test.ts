import { afterEach, expect, it } from 'vitest'
import type { ApplicationAnswer } from '../shapes/plan.ts'
import { setCurrentLog } from './current-log.ts'
import { keptLog } from './kept-log.fixture.ts'
import { measuringApply, noting } from './noting.ts'

const answering = (answer: Partial<ApplicationAnswer>) => async () => answer as ApplicationAnswer

afterEach(() => setCurrentLog(null))

it('notes what was done once it is done, and nothing of what failed', async () => {
  const { log, told } = keptLog()
  setCurrentLog(log)
  expect(await noting('undo', async () => 7)).toBe(7)
  expect(
    await noting(
      (answer) => (answer > 7 ? ['bulk_edit'] : []),
      async () => 7,
    ),
  ).toBe(7)
  await expect(noting('scenario_created', () => Promise.reject(new Error('refused')))).rejects.toThrow(
    'refused',
  )
  expect(await told()).toEqual([{ name: 'feature', feature: 'undo' }])
})

it('notes for whoever began, whoever is there at the end', async () => {
  const [first, next] = [keptLog(), keptLog()]
  setCurrentLog(first.log)
  await noting('undo', async () => setCurrentLog(next.log))
  expect(await next.told()).toEqual([])
  expect(await first.told()).toEqual([{ name: 'feature', feature: 'undo' }])
})

it('notes every outcome of an apply', async () => {
  const { log, told } = keptLog()
  setCurrentLog(log)
  await measuringApply(answering({ status: 'success', stale: false }))
  await measuringApply(answering({ status: 'conflict', stale: false }))
  await measuringApply(answering({ status: 'conflict', stale: true }))
  await measuringApply(answering({ status: 'failed', stale: false }))
  await expect(measuringApply(() => Promise.reject(new Error('offline')))).rejects.toThrow('offline')
  expect(await told()).toEqual(
    ['success', 'conflict', 'stale', 'failed', 'error'].map((outcome) => ({ name: 'apply', outcome })),
  )
})
