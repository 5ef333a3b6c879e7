import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'

/** The outline of what is coming. Announced once to screen readers. */
export function LoadingState({
  rows = 4,
  height = 56,
  label = 'Loading',
}: {
  rows?: number
  height?: number
  label?: string
}) {
  return (
    <Stack gap="sm" role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <Skeleton key={row} height={height} />
      ))}
    </Stack>
  )
}
