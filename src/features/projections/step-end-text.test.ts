import { expect, it } from 'vitest'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { stepEndText } from './step-end-text.ts'

const format = { currency: 'AUD', locale: 'en-AU' }
const vacancy = fieldDefinition('property', 'vacancy_rate')!
const account = assumptionFields.find(({ key }) => key === 'household_cash')!

it.each([
  ['where all end alike', { at: { field: vacancy, value: 6 }, bound: null }, 'at 6% of the time'],
  ['of a negative amount', { at: { field: account, value: -1100 }, bound: null }, 'at -$1,100'],
  [
    'at the end of a range',
    { at: { field: vacancy, value: 0 }, bound: { field: vacancy, value: 0 } },
    'stops at 0% of the time',
  ],
  [
    'where only some meet the end',
    { at: null, bound: { field: vacancy, value: 0 } },
    'some stop at 0% of the time',
  ],
  ['where each ends elsewhere', { at: null, bound: null }, null],
])('says the end of a step %s', (_, end, text) => {
  expect(stepEndText(end, format)).toBe(text)
})
