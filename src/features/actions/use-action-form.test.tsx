// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { HoldingAction } from '#domain/actions/action.ts'
import { edits } from '#domain/actions/edits.ts'
import { needed } from '#domain/actions/questions.ts'
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import type { Draft } from '#fields/drafts.ts'
import { useActionForm } from './use-action-form.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const loan = { id: 'car', lineageId: 'car', name: 'Car', kind: 'loan', status: 'active' } as const
const plan = {
  instances: [{ ...loan, params: { balance: 20_000, rate: 8, term_months: 60 } }],
  assumptions: {},
  startMonth: toMonth('2026-11'),
}

/** Counts how often it is worked out what is written. */
function counting() {
  const written = vi.fn((answers: Params) =>
    edits({ edited: plan.instances.map((one) => [one, answers] as const) }),
  )
  const action: HoldingAction = {
    of: { question: 'Which loan?', none: 'None', sizeOf: () => 1 },
    ask: () => ({
      questions: [needed('loan', 'extra_monthly_payment')],
      beginnings: { extra_monthly_payment: 1 },
      edits: written,
    }),
  }
  return { action, written }
}

function formOf(action: HoldingAction) {
  const { result } = renderHook(() => useActionForm(action, plan, null))
  const type = (...drafts: Draft[]) => {
    for (const draft of drafts) act(() => result.current.form.change('extra_monthly_payment', draft))
  }
  const extra = () => result.current.proposed?.edited[0]?.params.extra_monthly_payment
  return { result, type, extra }
}

it('works out what answers write once, and again when typing has paused, not at each key', () => {
  const { action, written } = counting()
  const { type, extra } = formOf(action)
  expect(written).toHaveBeenCalledTimes(1)
  type(12, 123, 1_234)
  expect(written).toHaveBeenCalledTimes(1)
  act(() => void vi.advanceTimersByTime(1_000))
  expect(written).toHaveBeenCalledTimes(2)
  expect(extra()).toBe(1_234)
})

it('writes the answers as they stand when it is done before typing has paused', () => {
  const { result, type, extra } = formOf(counting().action)
  type(12)
  expect(extra()).toBe(1)
  act(() => void expect(result.current.validate()).toEqual([]))
  expect(result.current.proposedNow()?.edited[0]?.params.extra_monthly_payment).toBe(12)
})

it('writes nothing, and says why, where it cannot be done to this holding whatever is answered', () => {
  const { action } = counting()
  const refusing: HoldingAction = {
    ...action,
    ask: (...args) => ({ ...action.ask(...args), refusal: 'Bring it up to date first.' }),
  }
  const { result } = formOf(refusing)
  expect(result.current.problem).toBe('Bring it up to date first.')
  expect(result.current.proposed).toBeNull()
  expect(result.current.proposedNow()).toBeNull()
  act(() => void expect(result.current.validate()).toEqual(['extra_monthly_payment']))
})

it('says at once that an answer does not fit its question', () => {
  const { result, type, extra } = formOf(counting().action)
  type('')
  expect(extra()).toBeUndefined()
  expect(result.current.problem).not.toBeNull()
})
