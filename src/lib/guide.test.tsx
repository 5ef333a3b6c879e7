// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { MemoryRouter } from 'react-router-dom'
import { beforeEach, expect, it } from 'vitest'
import { keepPlaceInGuide, placeInGuide, refuseGuide, useGuide } from './guide.ts'

beforeEach(() => sessionStorage.clear())

function guideAt(address: string) {
  const { result } = renderHook(() => useGuide(), {
    wrapper: ({ children }) => <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>,
  })
  return result.current
}

it('goes on in the address of what follows, whatever else stands in it', () => {
  const { isOn, keep } = guideAt('/scenarios/try?guide')
  expect(isOn).toBe(true)
  expect(keep('/scenarios/try/sell')).toBe('/scenarios/try/sell?guide')
  expect(keep('/scenarios/try/sell?of=1')).toBe('/scenarios/try/sell?of=1&guide')
})

it('adds nothing to an address outside of it', () => {
  expect(guideAt('/scenarios/try').keep('/scenarios/try/sell')).toBe('/scenarios/try/sell')
})

it('knows the place of each user, until they are through', () => {
  keepPlaceInGuide('ada', '/scenarios/try?guide')
  expect(placeInGuide('ada')).toBe('/scenarios/try?guide')
  expect(placeInGuide('bob')).toBe(null)
  keepPlaceInGuide('ada', null)
  expect(placeInGuide('ada')).toBe(null)
})

it('stays away from whoever sent it away', () => {
  refuseGuide('ada')
  expect(placeInGuide('ada')).toBe('refused')
})
