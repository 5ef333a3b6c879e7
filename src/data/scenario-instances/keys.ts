export const scenarioInstanceKeys = {
  all: ['scenario-instances'] as const,
  list: (scenarioId: string) => [...scenarioInstanceKeys.all, 'list', scenarioId] as const,
  /** What each scenario holds, in numbers. */
  contents: () => [...scenarioInstanceKeys.all, 'contents'] as const,
  detail: (scenarioInstanceId: string) =>
    [...scenarioInstanceKeys.all, 'detail', scenarioInstanceId] as const,
}
