/** What is said of an entry of the history that can be undone, wherever that is offered. */

interface Entry {
  /** Made by hand. */
  readonly is_edit: boolean
  readonly scenario_name: string | null
  /** Of an edit of one investment, and of undoing it. */
  readonly instance_name: string | null
}

const words = {
  apply: {
    undo: 'Undo this apply',
    redo: 'Apply it again',
    undone: 'The apply is undone. The scenario proposes its changes again.',
    redone: 'Done. Your real investments are as they were after the apply.',
  },
  update: {
    undo: 'Undo this update',
    redo: 'Update it again',
    undone: 'The update is undone.',
    redone: 'Done. The amounts are as they were after the update.',
  },
  change: {
    undo: 'Undo this change',
    redo: 'Change it again',
    undone: 'The change is undone.',
    redone: 'Done. The change is made again.',
  },
} as const

/** Whether it belongs to no scenario: then it can be undone whatever becomes of these. */
export function isOfReality({ scenario_name }: Pick<Entry, 'scenario_name'>): boolean {
  return scenario_name === null
}

/** What had nothing to do with a scenario is an update of amounts, or a change that somebody made by hand. */
export function sortOf(entry: Entry): keyof typeof words {
  if (entry.is_edit || entry.instance_name !== null) return 'change'
  return isOfReality(entry) ? 'update' : 'apply'
}

export function undoWords(entry: Entry) {
  return words[sortOf(entry)]
}
