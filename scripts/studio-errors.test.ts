import { expect, it } from 'vitest'
import { inOurWords } from './studio-errors.ts'

const answer = (error: object, status = 400) => Response.json(error, { status })
const worded = async (error: object) => (await (await inOurWords(answer(error))).json()).message

it.each([
  ['numeric', 'fifty', '“fifty” is not a number. Nothing was changed.'],
  ['integer', '1.5', '“1.5” is not a number. Nothing was changed.'],
  ['boolean', 'yess', '“yess” is neither true nor false. Nothing was changed.'],
  ['uuid', 'abc', /^“abc” is not an id such as /],
])('says what is no %s', async (type, value, expected) => {
  const message = `invalid input syntax for type ${type}: "${value}"`
  expect(await worded({ code: '22P02', message })).toMatch(expected)
})

it('says what can be written where only true or false can be', async () => {
  expect(await worded({ code: 'SUP', message: 'Error: Invalid input for boolean type' })).toBe(
    'Write true or false. Nothing was changed.',
  )
})

it('says which row is there already', async () => {
  const error = {
    code: '23505',
    message: 'duplicate key value violates unique constraint "feature_flags_flag_name_key"',
    details: 'Key (flag_name)=(feature:scenarios) already exists.',
  }
  expect(await worded(error)).toBe(
    'There is a row with this flag_name already (feature:scenarios). Change that one instead.',
  )
})

it('leaves our own words, what it does not know, and answers that are none', async () => {
  const ours = {
    code: 'PT422',
    message: 'The percentage must be between 0 and 100.',
    details: '{}',
    hint: 'x',
  }
  const response = await inOurWords(answer(ours, 422))
  expect(response.status).toBe(422)
  expect(await response.json()).toEqual(ours)
  expect(await worded({ code: '23514', message: 'violates check constraint' })).toBe(
    'violates check constraint',
  )
  expect(await (await inOurWords(new Response('[]'))).text()).toBe('[]')
  expect(await (await inOurWords(new Response('Not Found', { status: 404 }))).text()).toBe('Not Found')
})
