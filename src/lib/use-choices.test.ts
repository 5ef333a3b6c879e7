import { expect, it } from 'vitest'
import { readChoices, writeChoices } from './use-choices.ts'

const offer = { search: '', status: ['current', 'archived', 'all'], sort: 'name' } as const
const usual = { search: '', status: 'current', sort: 'name' }

it('keeps choices in the address, without what is usual and without losing the rest', () => {
  const written = writeChoices(new URLSearchParams('view=rows&sort=-worth'), offer, {
    search: 'a flat',
    status: 'all',
    sort: 'name',
  })
  expect(written.toString()).toBe('view=rows&search=a+flat&status=all')
  expect(readChoices(written, offer)).toEqual({ search: 'a flat', status: 'all', sort: 'name' })
})

it('leaves alone what is not chosen anew', () => {
  const before = new URLSearchParams('status=all')
  expect(writeChoices(before, offer, { search: 'flat', status: undefined }).toString()).toBe(
    'status=all&search=flat',
  )
})

it('reads nonsense in the address as the usual', () => {
  expect(readChoices(new URLSearchParams('status=great'), offer)).toEqual(usual)
  expect(readChoices(new URLSearchParams(), offer)).toEqual(usual)
})
