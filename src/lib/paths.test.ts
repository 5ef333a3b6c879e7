import { describe, expect, it } from 'vitest'
import { safeNext } from './paths.ts'

describe('where to go after signing in', () => {
  it.each(['/instances', '/scenarios/compare?ids=a,b', '/help#flags'])('keeps %s', (next) => {
    expect(safeNext(next)).toBe(next)
  })

  it.each([
    null,
    '',
    'instances',
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '//[',
  ])('goes to the overview instead of %j', (next) => {
    expect(safeNext(next)).toBe('/')
  })
})
