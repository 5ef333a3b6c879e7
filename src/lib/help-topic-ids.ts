/** The topics of the help page, in its order; each is the anchor that leads to it. */
export const helpTopicIds = [
  'begin',
  'instances',
  'numbers',
  'scenarios',
  'trying',
  'changes',
  'compare',
  'apply',
  'conflicts',
  'undo',
  'selling',
  'projections',
  'figures',
  'household',
  'files',
  'usage',
  'unavailable',
] as const
export type HelpTopicId = (typeof helpTopicIds)[number]
