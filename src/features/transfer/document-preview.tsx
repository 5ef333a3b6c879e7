import { Group, Paper, Stack, Table, Text, Title, useMatches } from '@mantine/core'
import type { ReactNode } from 'react'
import { currentMonth } from '#domain/calendar/month.ts'
import type { DocumentInstance, DocumentScenario } from '#domain/documents/check-document.ts'
import { enteredText, kindLabelOf } from '#domain/instances/summary.ts'
import { KindIcon } from '#fields/kind-icon.tsx'
import { counted } from '#lib/counted.ts'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { useFormat } from '#ui/format.ts'

const firstShown = 50

interface DocumentPreviewProps {
  scenario: DocumentScenario | null
  instances: readonly DocumentInstance[]
  /** What becomes of an instance of the file, by its index. */
  fateOf: (instance: DocumentInstance, index: number) => ReactNode
  /** Says of all of them together what is not plain from the rows. */
  children?: ReactNode
}

/** What importing a file would add, before it is done. */
export function DocumentPreview({ scenario, instances, fateOf, children }: DocumentPreviewProps) {
  const format = useFormat()
  const { shown, showMore } = useFirstOfMany(instances, firstShown)
  const isNarrow = useMatches({ base: true, sm: false })
  const assumptionCount = scenario ? Object.keys(scenario.assumptions).length : 0
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-label="What is in the file">
      <Stack gap="sm">
        <div>
          <Title order={2} fz="h3" style={{ overflowWrap: 'anywhere' }}>
            {scenario ? scenario.name : counted(instances.length, 'investment')}
          </Title>
          {scenario?.description && (
            <Text c="dimmed" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              {scenario.description}
            </Text>
          )}
          {scenario && (
            <Text size="sm" c="dimmed">
              {counted(instances.length, 'investment')}
              {assumptionCount > 0 &&
                `, ${assumptionCount === 1 ? 'one assumption' : `${assumptionCount} assumptions`} of its own`}
            </Text>
          )}
        </div>
        {children}
        {shown.length > 0 && (
          <Table aria-label="Investments in the file">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th ta="right">Value</Table.Th>
                {!isNarrow && <Table.Th>What becomes of it</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((instance, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: entries of a file may be alike and never move
                <Table.Tr key={index}>
                  <Table.Th scope="row" fw={500}>
                    <Group gap="xs" wrap="nowrap">
                      <KindIcon kind={instance.kind} size={26} />
                      <div style={{ overflowWrap: 'anywhere' }}>
                        {instance.name}
                        <Text size="xs" c="dimmed" component="span" display="block">
                          {kindLabelOf(instance.kind, instance.params)}
                          {instance.status === 'archived' && ', archived'}
                        </Text>
                        {isNarrow && (
                          <Text size="xs" component="div">
                            {fateOf(instance, index)}
                          </Text>
                        )}
                      </div>
                    </Group>
                  </Table.Th>
                  <Table.Td ta="right">
                    {enteredText(instance.kind, instance.params, format, currentMonth(new Date()))}
                  </Table.Td>
                  {!isNarrow && <Table.Td>{fateOf(instance, index)}</Table.Td>}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {showMore}
      </Stack>
    </Paper>
  )
}
