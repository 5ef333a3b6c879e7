export const applicationKeys = {
  all: ['applications'] as const,
  /** Without a scenario: the history of all. */
  list: (scenarioId?: string) => [...applicationKeys.all, 'list', scenarioId ?? 'all'] as const,
  detail: (applicationId: string) => [...applicationKeys.all, 'detail', applicationId] as const,
}

/** What an apply or a revert would do; old as soon as anything it looked at changes. */
export const previewKeys = {
  all: ['previews'] as const,
  apply: (scenarioId: string, decisions: unknown) =>
    [...previewKeys.all, 'apply', scenarioId, decisions] as const,
  revert: (applicationId: string, decisions: unknown) =>
    [...previewKeys.all, 'revert', applicationId, decisions] as const,
}
