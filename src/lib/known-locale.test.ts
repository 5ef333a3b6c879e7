import { expect, it } from 'vitest'
import { knownLocale } from './known-locale.ts'

it.each([
  ['what is wanted', ['de-CH', 'fr'], 'de-CH'],
  ['the next where one is not known', ['xx-YY', 'fr'], 'fr'],
  ['the next where one is not well formed', ['en-US@posix', 'ab-cd-ef', 'fr'], 'fr'],
  ['English where none is known', [undefined, 'xx-YY'], 'en'],
])('is %s', (_what, wanted, found) => {
  expect(knownLocale(...wanted)).toBe(found)
})
