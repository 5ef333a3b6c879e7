import { afterEach, expect, it } from 'vitest'
import { isOfPageUser, setPageUser, userIdOf } from './page-user.ts'

function tokenOf(payload: object) {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256' })}.${part(payload)}.signature`
}

afterEach(() => setPageUser(null))

it('reads whom a token stands for, whatever characters its payload has', () => {
  expect(userIdOf(tokenOf({ sub: 'ada', email: 'ädä?>~@example.com' }))).toBe('ada')
})

it.each(['', 'sb_publishable_key', 'a.b.c', tokenOf({ role: 'anon' })])('takes %s for nobody’s', (token) => {
  expect(userIdOf(token)).toBe(null)
})

it('lets nobody else’s token speak for a page, nor a key', () => {
  setPageUser('ada')
  expect(isOfPageUser(tokenOf({ sub: 'ada' }))).toBe(true)
  expect(isOfPageUser(tokenOf({ sub: 'bob' }))).toBe(false)
  expect(isOfPageUser('sb_publishable_key')).toBe(false)
})

it('lets any token speak for a page that is nobody’s yet', () => {
  expect(isOfPageUser(tokenOf({ sub: 'bob' }))).toBe(true)
})
