import type { KeyGroup } from '#lib/key-help.ts'

/** Of a conflict, by the key that gives it. */
export const choiceKeys = { '1': 'current', '2': 'proposed', '3': 'later', '4': 'value' } as const

/** What `use-conflict-keys.ts` listens to. */
export const reviewKeys: KeyGroup = {
  where: 'While conflicts are decided',
  keys: [
    { keys: ['J'], does: 'Goes to the next conflict' },
    { keys: ['K'], does: 'Goes to the one before' },
    { keys: ['1'], does: 'Keeps what is there now' },
    { keys: ['2'], does: 'Takes what is proposed' },
    { keys: ['3'], does: 'Leaves it for later' },
    { keys: ['4'], does: 'Begins to enter another value' },
  ],
}
