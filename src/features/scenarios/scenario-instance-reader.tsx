import { Paper, Stack, Table, Title } from '@mantine/core'
import type { Instance } from '#data/instances/instance.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { catalogue } from '#domain/instances/catalogue.ts'
import { FieldValue } from '#fields/field-value.tsx'
import { compareCopy } from './differences.ts'
import { FieldComparisonTable } from './field-comparison-table.tsx'
import { ScenarioInstanceFrame } from './scenario-instance-frame.tsx'

interface ScenarioInstanceReaderProps {
  scenario: Scenario
  instance: ScenarioInstance
  source: Instance | undefined
  isRealityKnown: boolean
}

/** The same page while the feature is off: everything can be read and nothing changed. */
export function ScenarioInstanceReader(props: ScenarioInstanceReaderProps) {
  const { instance, source } = props
  const { groups, fields } = catalogue[instance.kind]
  const comparison = compareCopy(instance, source)
  return (
    <ScenarioInstanceFrame {...props}>
      {comparison.fields.length > 0 && (
        <FieldComparisonTable kind={instance.kind} name={instance.name} fields={comparison.fields} />
      )}
      {groups.map((group) => (
        <Paper key={group.key} withBorder p="md">
          <Stack gap="xs">
            <Title order={2} fz="lg">
              {group.label}
            </Title>
            <Table variant="vertical" aria-label={group.label}>
              <Table.Tbody>
                {fields
                  .filter((field) => field.group === group.key)
                  .map((field) => (
                    <Table.Tr key={field.key}>
                      <Table.Th w="50%" scope="row">
                        {field.label}
                      </Table.Th>
                      <Table.Td>
                        <FieldValue definition={field} value={instance.params[field.key]} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </Stack>
        </Paper>
      ))}
    </ScenarioInstanceFrame>
  )
}
