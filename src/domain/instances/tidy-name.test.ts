import { expect, it } from 'vitest'
import { tidyName } from './tidy-name.ts'

it.each([
  ['a zero-width blank', 'Fl\u200bat', 'Flat'],
  ['a soft hyphen', 'Apart\u00adment', 'Apartment'],
  ['a mark of another direction', '\u202eFlat\u202c', 'Flat'],
  ['a joiner that joins nothing', 'Fl\u200dat\u200c', 'Flat'],
  ['a variation of what does not vary', 'Flat\ufe0f', 'Flat'],
  ['blanks around it', '\u00a0 Flat\u3000', 'Flat'],
  ['several blanks', 'My  \u2009flat', 'My flat'],
  ['a letter and its accent apart', 'Cafe\u0301', 'Café'],
])('takes %s out of a name', (_what, typed, stored) => {
  expect(tidyName(typed)).toBe(stored)
})

it.each([
  'Flat 4, 12 Rue de l’Église',
  'Fonds 10\u00a0000 €',
  '👨\u200d👩\u200d👧 home',
  '❤\ufe0f\u200d🔥',
  '1\ufe0f\u20e3 first',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  'می\u200cخواهم',
  'क्\u200dष',
  '葛\u{e0100}城',
])('leaves %j as it is', (name) => {
  expect(tidyName(name)).toBe(name)
})
