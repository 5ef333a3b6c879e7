import { expect, it } from 'vitest'
import { prose, table } from './schema.ts'

it('shows a name between angle brackets as it stands, in a sentence, in a cell and in code', () => {
  expect(prose('metric_<name>, `<name>`')).toBe('metric_\\<name>, `<name>`')
  expect(table(['is'], [['`a` <b> | <c>']])).toBe('| is |\n|---|\n| `a` \\<b> \\| \\<c> |')
})
