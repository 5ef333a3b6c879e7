export const scenarioKeys = {
  all: ['scenarios'] as const,
  list: () => [...scenarioKeys.all, 'list'] as const,
  deleted: () => [...scenarioKeys.all, 'deleted'] as const,
  /** Beside the others: no change of scenarios sends a file anew. */
  importPreview: (choiceId: string) => ['scenario-import', choiceId] as const,
  detail: (scenarioId: string) => [...scenarioKeys.all, 'detail', scenarioId] as const,
}
