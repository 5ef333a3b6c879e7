// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import {
  hasTabDrafts,
  keepTabDraftsOf,
  loadTabDraft,
  loadTabNote,
  storeTabDraft,
  storeTabNote,
} from './tab-drafts.ts'

beforeEach(() => {
  sessionStorage.clear()
  sessionStorage.setItem('of something else', 'stays')
  storeTabDraft('ada', 'apply.1', { excluded: ['x'] })
  storeTabDraft('ada-2', 'apply.1', { excluded: ['y'] })
})

it('keeps a draft for its user alone', () => {
  expect(loadTabDraft('ada', 'apply.1')).toEqual({ excluded: ['x'] })
  expect(loadTabDraft('bob', 'apply.1')).toBe(null)
})

it('leaves nothing behind of an empty draft', () => {
  storeTabDraft('ada', 'apply.1', null)
  expect(loadTabDraft('ada', 'apply.1')).toBe(null)
})

it('takes everybody else’s away when somebody signs in', () => {
  keepTabDraftsOf('ada')
  expect(Object.keys(sessionStorage).sort()).toEqual(['of something else', 'scenarios.draft.ada.apply.1'])
})

it('takes all away when the user signs out, and nothing else', () => {
  keepTabDraftsOf(null)
  expect(Object.keys(sessionStorage)).toEqual(['of something else'])
})

it('knows of a draft that no page has read, and of nothing else in the tab', () => {
  expect(hasTabDrafts()).toBe(true)
  keepTabDraftsOf(null)
  expect(hasTabDrafts()).toBe(false)
})

it('takes a note for nothing that anybody would lose', () => {
  keepTabDraftsOf(null)
  storeTabNote('ada', 'sample', { month: '2026-11' })
  expect(hasTabDrafts()).toBe(false)
  expect(loadTabNote('ada', 'sample')).toEqual({ month: '2026-11' })
  expect(loadTabNote('bob', 'sample')).toBe(null)
})
