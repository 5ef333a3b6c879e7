export const scenarioKeys = {
  all: ['scenarios'] as const,
  list: () => [...scenarioKeys.all, 'list'] as const,
  deleted: () => [...scenarioKeys.all, 'deleted'] as const,
  detail: (scenarioId: string) => [...scenarioKeys.all, 'detail', scenarioId] as const,
}
