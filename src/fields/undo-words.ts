/** What is said of an entry of the history that can be undone, wherever that is offered. */

interface Entry {
  readonly operation: string
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

/** What had nothing to do with a scenario is an update of amounts, or a change that somebody made by hand. */
export function sortOf({ operation, scenario_name, instance_name }: Entry): keyof typeof words {
  if (instance_name !== null || ['add', 'edit', 'delete', 'restore'].includes(operation)) return 'change'
  return scenario_name === null ? 'update' : 'apply'
}

export function undoWords(entry: Entry) {
  return words[sortOf(entry)]
}
