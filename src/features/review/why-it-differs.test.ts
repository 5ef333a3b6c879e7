import { expect, it } from 'vitest'
import { conflictsOf, type Decisions, decide, decideAll } from '#data/applications/decisions.ts'
import { fieldOf, itemOf } from '#data/shapes/plan.fixture.ts'
import type { Resolution } from '#data/shapes/plan.ts'
import { whyItDiffers } from './why-it-differs.ts'

const rows = [
  itemOf({ fields: [fieldOf(), fieldOf({ field: 'name', outcome: 'proposed_only' })] }),
  itemOf({ scenario_instance_id: 'copy-2', instance_id: 'real-2' }),
]
const conflicts = conflictsOf(rows)
const why = (decisions: Decisions, leftOut: readonly string[] = []) =>
  whyItDiffers({ rows, chosen: rows.filter(({ rowId }) => !leftOut.includes(rowId)), conflicts, decisions })
const decided = (choice: Resolution): Decisions => ({
  'copy-1': { 'params.value': { choice, seen: { current: 110, proposed: 120 } } },
})

it('gives no reason while conflicts are open, or decided for what is now', () => {
  expect(why({})).toBeNull()
  expect(why(decideAll({}, conflicts, 'current'))).toBeNull()
})

it('names conflicts decided for the proposal or a value of their own', () => {
  expect(why(decided({ take: 'proposed' }))).toContain(
    'Here 1 conflict is decided for another value than there is now;',
  )
  expect(why(decided({ value: 115 }))).toContain('1 conflict is decided for another value')
  expect(why(decideAll({}, conflicts, 'proposed'))).toContain('2 conflicts are decided for another value')
})

it('names what is left for later: investments, and changes that are not in conflict', () => {
  expect(why({}, ['copy-2'])).toContain('Here 1 investment is left for later;')
  expect(why(decided({ take: 'proposed' }), ['copy-2'])).toContain(
    'than there is now and 1 investment is left for later;',
  )
  const [item] = rows
  const [, renamed] = item!.fields
  const left = decide({}, { item: item!, field: renamed! }, { take: 'later' })
  expect(why(left, ['copy-2'])).toContain('Here 1 change and 1 investment are left for later;')
  expect(why(decideAll({}, conflicts, 'later'))).toBeNull()
})
