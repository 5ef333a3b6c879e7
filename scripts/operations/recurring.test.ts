import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sure } from '../sure.ts'
import { everyMinute } from './recurring.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('works at once and each minute, until it is stopped', async () => {
  const work = vi.fn(async () => {})
  const recurring = everyMinute(work)
  expect(work).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(59_000)
  expect(work).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(61_000)
  expect(work).toHaveBeenCalledTimes(3)
  await recurring.stop()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(work).toHaveBeenCalledTimes(3)
})

it('never works twice at once, and is stopped only when the work is done', async () => {
  const ends: (() => void)[] = []
  const work = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)))
  const recurring = everyMinute(work)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(work).toHaveBeenCalledTimes(1)
  let isStopped = false
  const stopping = recurring.stop().then(() => {
    isStopped = true
  })
  await vi.advanceTimersByTimeAsync(1)
  expect(isStopped).toBe(false)
  sure(ends[0])()
  await stopping
  await vi.advanceTimersByTimeAsync(600_000)
  expect(work).toHaveBeenCalledTimes(1)
})
