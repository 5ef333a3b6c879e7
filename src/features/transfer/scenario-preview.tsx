import { Alert, Skeleton, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ImportedEntry } from '#data/scenarios/scenarios.api.ts'
import { importPreviewQuery } from '#data/scenarios/scenarios.queries.ts'
import { DocumentPreview } from './document-preview.tsx'
import { type ReadFile, Refusal } from './refusal.tsx'

interface ScenarioPreviewProps {
  /** Of the choice of the file. */
  choiceId: string
  read: ReadFile
}

/** What becomes of each entry is the database's to say: it knows what is the user's, and what was deleted for good. */
export function ScenarioPreview({ choiceId, read }: ScenarioPreviewProps) {
  const { data, error, isFetching, refetch } = useQuery(importPreviewQuery(choiceId, read.document))
  const compared = data?.filter(({ becomes }) => becomes === 'copy_of_now').length ?? 0
  return (
    <DocumentPreview
      scenario={read.scenario}
      instances={read.instances}
      fateOf={(_, index) => {
        const entry = data?.[index]
        return entry ? fateInWords(entry) : error ? '—' : <Skeleton height={14} width="70%" />
      }}
    >
      {compared > 0 && (
        <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
          <Text size="sm">
            The file does not say what{' '}
            {compared === 1 ? 'one of its copies was' : `${compared} of its copies were`} copied from, as
            files of an older version do not. {compared === 1 ? 'It is' : 'They are'} compared with your
            investments as they are now: where those have changed since, the scenario proposes the old values.
          </Text>
        </Alert>
      )}
      {error && (
        <Refusal
          error={error}
          read={read}
          title="What would become of them is not known"
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      )}
    </DocumentPreview>
  )
}

function fateInWords({ becomes, name }: ImportedEntry): string {
  switch (becomes) {
    case 'copy':
      return `A copy of “${name}”`
    case 'copy_of_now':
      return `A copy of “${name}” as it is now`
    case 'copy_of_deleted':
      return 'A copy of what you have deleted since'
    case 'twin':
      return `New in this scenario, though you have it already as “${name}”; applying asks which to keep`
    case 'new':
      return 'New in this scenario'
  }
}
