import { Badge, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { CheckedDocument, DocumentInstance } from '#domain/documents/check-document.ts'
import { catalogue, fieldDefinition, valueKey } from '#domain/instances/catalogue.ts'
import { FieldValue } from '#fields/field-value.tsx'
import { KindIcon } from '#fields/kind-icon.tsx'

type ReadDocument = Extract<CheckedDocument, { problems: null }>

const firstShown = 50

/** What importing a file would add, before it is done. */
export function DocumentPreview({ checked: { scenario, instances } }: { checked: ReadDocument }) {
  const { data: reality } = useQuery(instancesQuery)
  const { currency, locale } = usePreferences()
  const [isAllShown, setIsAllShown] = useState(false)
  const shown = isAllShown ? instances : instances.slice(0, firstShown)
  const assumptionCount = scenario ? Object.keys(scenario.assumptions).length : 0
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-label="What is in the file">
      <Stack gap="sm">
        <div>
          <Title order={2} fz="h3" style={{ overflowWrap: 'anywhere' }}>
            {scenario ? scenario.name : counted(instances.length)}
          </Title>
          {scenario?.description && (
            <Text c="dimmed" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              {scenario.description}
            </Text>
          )}
          {scenario && (
            <Text size="sm" c="dimmed">
              {counted(instances.length)}
              {assumptionCount > 0 &&
                `, ${assumptionCount === 1 ? 'one assumption' : `${assumptionCount} assumptions`} of its own`}
            </Text>
          )}
        </div>
        {shown.length > 0 && (
          <Table aria-label="Investments in the file">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th ta="right">Value</Table.Th>
                <Table.Th>What becomes of it</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((instance, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: entries of a file may be alike and never move
                <Table.Tr key={index}>
                  <Table.Th scope="row" fw={500}>
                    <Group gap="xs" wrap="nowrap">
                      <KindIcon kind={instance.kind} size={26} />
                      <span style={{ overflowWrap: 'anywhere' }}>
                        {instance.name}
                        <Text size="xs" c="dimmed" component="span" display="block">
                          {catalogue[instance.kind].label}
                          {instance.status === 'archived' && ', archived'}
                        </Text>
                      </span>
                    </Group>
                  </Table.Th>
                  <Table.Td ta="right">
                    <FieldValue
                      definition={fieldDefinition(instance.kind, valueKey(instance.kind))!}
                      value={instance.params[valueKey(instance.kind)]}
                      format={{ currency, locale }}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Fate instance={instance} reality={reality} isInScenario={scenario !== null} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {shown.length < instances.length && (
          <Button
            variant="default"
            size="xs"
            onClick={() => setIsAllShown(true)}
            style={{ alignSelf: 'flex-start' }}
          >
            Show the other {instances.length - shown.length}
          </Button>
        )}
      </Stack>
    </Paper>
  )
}

interface FateProps {
  instance: DocumentInstance
  /** Undefined while it is not known. */
  reality: readonly Instance[] | undefined
  isInScenario: boolean
}

function Fate({ instance, reality, isInScenario }: FateProps) {
  const source = reality?.find(
    ({ id, kind }) => id === instance.sourceId?.toLowerCase() && kind === instance.kind,
  )
  if (source) return <>A copy of “{source.name}” as it is in reality</>
  if (isInScenario) return <>New in this scenario</>
  const hasNamesake = reality?.some(({ name, kind }) => name === instance.name && kind === instance.kind)
  return hasNamesake ? (
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

function counted(count: number): string {
  return count === 1 ? '1 investment' : `${count} investments`
}
