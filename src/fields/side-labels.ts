/** What shows the three values of a field: an apply, an undo, or the undo of an undo, which applies again. */
export type Reviewed = 'apply' | 'undo' | 'redo'

/** What the three values are called there. */
export const sideLabels: Readonly<
  Record<Reviewed, Readonly<Record<'base' | 'current' | 'proposed', string>>>
> = {
  apply: { base: 'When copied', current: 'Now', proposed: 'Proposed' },
  undo: { base: 'Right after', current: 'Now', proposed: 'Before' },
  redo: { base: 'After the undo', current: 'Now', proposed: 'Before the undo' },
}
