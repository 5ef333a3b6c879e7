import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSwitchedOff, writeSwitchedOff } from './switched-off.ts'

const ids = fc.uniqueArray(
  fc.tuple(fc.uuid(), fc.constantFrom('sale', 'loan_rate', 'new')).map((parts) => parts.join('.')),
  { maxLength: 300 },
)

it('leaves out what was chosen, however much of it that is, in an address that grows with the smaller part', () => {
  fc.assert(
    fc.property(
      ids.chain((all) => fc.tuple(fc.constant(all), fc.subarray(all))),
      ([all, off]) => {
        const on = all.filter((id) => !off.includes(id))
        const text = writeSwitchedOff(off, on)
        const read = readSwitchedOff(text)
        expect(all.filter((id) => read.has(id))).toEqual(off)
        expect(text.split(' ').length).toBeLessThanOrEqual(Math.max(20, Math.min(off.length, on.length) + 1))
      },
    ),
  )
})

it('names the few that are off, so that a change that is made later is on', () => {
  const read = readSwitchedOff(writeSwitchedOff(['a.sale', 'b.sale', 'c.sale'], ['d.sale']))
  expect(['a.sale', 'e.sale'].map((id) => read.has(id))).toEqual([true, false])
})

it('says all of hundreds in a word, and reads addresses that name each', () => {
  const many = Array.from({ length: 300 }, (_, index) => `${index}.sale`)
  expect(writeSwitchedOff(many, [])).toBe('all')
  expect(writeSwitchedOff([], many)).toBe('')
  expect(readSwitchedOff('a.sale b.loan_rate').has('b.loan_rate')).toBe(true)
  expect(readSwitchedOff('a.sale b.loan_rate').has('c.sale')).toBe(false)
  expect(readSwitchedOff('').has('a.sale')).toBe(false)
})
