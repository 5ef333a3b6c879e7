import { expect, it } from 'vitest'
import { nameLimit, nameSchema } from '#domain/instances/schema.ts'
import { copyName } from './copy-name.ts'

it('says that it is a copy', () => {
  expect(copyName('Sell the flat')).toBe('Sell the flat (copy)')
})

it('stays within the limit of a name, without a blank before the word', () => {
  expect(copyName('x'.repeat(nameLimit))).toBe(`${'x'.repeat(nameLimit - 7)} (copy)`)
  expect(copyName(`${'x'.repeat(nameLimit - 8)} yz`)).toBe(`${'x'.repeat(nameLimit - 8)} (copy)`)
})

it.each(['🏡', '👩‍👩‍👧', 'é', '🇦🇺', 'नि'])('never cuts %s in half', (character) => {
  for (let before = nameLimit - 7 - character.length; before <= nameLimit - 7; before++) {
    const name = copyName('x'.repeat(before) + character)
    expect(name).toBe(
      `${'x'.repeat(before)}${before + character.length + 7 <= nameLimit ? character : ''} (copy)`,
    )
    expect(name.isWellFormed()).toBe(true)
    expect(nameSchema.safeParse(name).success).toBe(true)
  }
})
