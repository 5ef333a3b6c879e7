export const keptProjectionKeys = {
  all: ['kept-projections'] as const,
  list: () => [...keptProjectionKeys.all, 'list'] as const,
  instances: (keptId: string) => [...keptProjectionKeys.all, 'instances', keptId] as const,
}
