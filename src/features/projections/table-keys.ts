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

/** What `month-slider.tsx` listens to. */
export const timelineKeys: KeyGroup = {
  where: 'On an event of a scenario’s timeline',
  keys: [
    { keys: ['←', '→'], does: 'Moves it by a month' },
    { keys: ['Page Up', 'Page Down'], does: 'Moves it by a year' },
  ],
}
