import { Badge, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import type { DocumentInstance } from '#domain/documents/check-document.ts'
import { DocumentPreview } from './document-preview.tsx'

/** Everything in such a file is added; what may be there already is pointed out. */
export function InstancesPreview({ instances }: { instances: readonly DocumentInstance[] }) {
  const { data: reality } = useQuery(instancesQuery)
  return (
    <DocumentPreview
      scenario={null}
      instances={instances}
      fateOf={({ name, kind }) =>
        reality?.some((row) => row.name === name && row.kind === kind) ? (
          <Group gap={6}>
            Added
            <Badge
              color="yellow"
              variant="light"
              tt="none"
              styles={{ label: { color: 'var(--mantine-color-text)' } }}
            >
              You have one of this name
            </Badge>
          </Group>
        ) : (
          'Added'
        )
      }
    />
  )
}
