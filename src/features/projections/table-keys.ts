import type { KeyGroup } from '#lib/key-help.ts'

/** What `cell-keys.ts` and the charts listen to. */
export const tableKeys: KeyGroup = {
  where: 'In tables and charts',
  keys: [
    { keys: ['←', '→', '↑', '↓'], does: 'Moves to the next figure' },
    { keys: ['Home', 'End'], does: 'Moves to the first or the last figure of a row' },
    { keys: ['Enter'], does: 'Shows how a figure came about' },
  ],
}
