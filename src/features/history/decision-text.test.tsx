// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { fieldOf } from '#data/shapes/plan.fixture.ts'
import { renderInApp } from '#fields/render.test-support.tsx'
import { DecisionText } from './decision-text.tsx'

it.each([
  ['apply', 'Took what was proposed', 'When copied: $100 · Now: $110 · Proposed: $120'],
  ['undo', 'Set it back', 'Right after: $100 · Now: $110 · Before: $120'],
  ['redo', 'Set it back', 'After the undo: $100 · Now: $110 · Before the undo: $120'],
] as const)('says in the words of an %s what was decided, and between what', (of, decided, between) => {
  const merge = fieldOf({ resolution: { take: 'proposed' }, result: 120 })
  const { container } = renderInApp(<DecisionText of={of} kind="cash" merge={merge} />)
  expect([...container.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([
    decided,
    between,
  ])
})
