export const applicationKeys = {
  all: ['applications'] as const,
  /** Without a scenario: the history of all. */
  list: (scenarioId?: string) => [...applicationKeys.all, 'list', scenarioId ?? 'all'] as const,
  ofInstance: (instanceId: string) => [...applicationKeys.all, 'of-instance', instanceId] as const,
  detail: (applicationId: string) => [...applicationKeys.all, 'detail', applicationId] as const,
}

/** What an apply or a revert would do; old as soon as anything it looked at changes. */
export const previewKeys = {
  all: ['previews'] as const,
  apply: (scenarioId: string) => [...previewKeys.all, 'apply', scenarioId] as const,
  /** Apart from the others: a preview with decisions stands and falls with the fingerprint they were made on. */
  decided: (fingerprint: string, input: unknown) => ['decided-previews', fingerprint, input] as const,
  revert: (applicationId: string) => [...previewKeys.all, 'revert', applicationId] as const,
}
