import { expect, it } from 'vitest'
import { asksNotToBeTracked } from './tracking-refusal.ts'

it.each([
  [{ doNotTrack: '1' }, true],
  [{ doNotTrack: 'yes' }, true],
  [{ globalPrivacyControl: true }, true],
  [{ doNotTrack: '0', globalPrivacyControl: true }, true],
  [{ doNotTrack: '0', globalPrivacyControl: false }, false],
  [{ doNotTrack: null }, false],
  [{ doNotTrack: 'unspecified' }, false],
  [{}, false],
])('%o asks not to be tracked: %s', (browser, expected) => {
  expect(asksNotToBeTracked(browser)).toBe(expected)
})
