export const instanceKeys = {
  all: ['instances'] as const,
  list: () => [...instanceKeys.all, 'list'] as const,
  deleted: () => [...instanceKeys.all, 'deleted'] as const,
  detail: (instanceId: string) => [...instanceKeys.all, 'detail', instanceId] as const,
}
