import { expect, it } from 'vitest'
import { itemOf } from '#data/shapes/plan.fixture.ts'
import { refusedContent } from './refused-content.ts'

const item = itemOf({ name: 'Home', kind: 'property' })
const refusal = (...errors: object[]) => ({ reason: 'invalid_content', errors })
const needsMonth = { field: 'params.loan_refinance_rate', problem: 'needs_month' }

it.each(['real-1', 'copy-1'])(
  'names the investment and the field, by whichever id they are told: %s',
  (place) => {
    expect(refusedContent(refusal({ place, ...needsMonth }), [item])).toBe(
      '“Home”, Rate after refinancing: This needs the month of the refinancing.',
    )
  },
)

it('names every field that is refused, with its limits', () => {
  const value = { place: 'real-1', field: 'params.value', problem: 'out_of_range', min: 0 }
  expect(refusedContent(refusal({ place: 'real-1', ...needsMonth }, value), [item])).toBe(
    '“Home”, Rate after refinancing: This needs the month of the refinancing. “Home”, Value: This is out of range. It must be at least 0.',
  )
})

it('leaves what it does not know to the words of the server', () => {
  expect(refusedContent(refusal({ place: 'another', ...needsMonth }), [item])).toBeNull()
  expect(refusedContent({ reason: 'limit', max: 2_000 }, [item])).toBeNull()
  expect(refusedContent(null, [item])).toBeNull()
})

it('names an assumption by itself, and leaves to the server what names something else', () => {
  const error = { field: 'assumptions.taxpayers', problem: 'parts_stated' }
  expect(refusedContent(refusal(error), [])).toMatch(/^Taxed people: Investments say that a part/)
  expect(refusedContent({ ...refusal(error), names: ['Home'] }, [])).toBeNull()
})
