import { Alert, Button, Group, Table, Text } from '@mantine/core'
import { IconGitCompare } from '@tabler/icons-react'
import { changesOver, scenarioClashes, scenarioDifferences } from '#data/scenarios/save-scenario-changes.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { formatFieldValue } from '#domain/instances/format.ts'
import type { Params, Scalar } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'

interface AssumptionsConflictProps {
  began: Scenario
  now: Scenario
  /** What the user has typed by now. */
  edited: Params
  format: MoneyFormat
  isSaving: boolean
  onKeepMine: (merged: Params) => void
  onTakeCurrent: () => void
}

/** The same assumptions were changed elsewhere first: each with its three values, and the two ways on. */
export function AssumptionsConflict(props: AssumptionsConflictProps) {
  const { began, now, edited, format, isSaving, onKeepMine, onTakeCurrent } = props
  const wanted = { assumptions: edited }
  const clashes = scenarioClashes(began, now, wanted)
  const merged = changesOver(now, scenarioDifferences(began, wanted)).assumptions ?? edited
  const definitions = new Map(assumptionFields.map((field) => [`assumptions.${field.key}`, field]))
  return (
    <Alert
      color="orange"
      icon={<IconGitCompare aria-hidden />}
      title="These were changed elsewhere while you were editing them"
      role="alert"
    >
      <Text size="sm" mb="sm">
        Nothing has been overwritten.
      </Text>
      <Table.ScrollContainer minWidth={420}>
        <Table withTableBorder bg="var(--mantine-color-body)" aria-label="What changed meanwhile">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Assumption</Table.Th>
              <Table.Th>When you began</Table.Th>
              <Table.Th>Now</Table.Th>
              <Table.Th>Yours</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {clashes.map((clash) => {
              const definition = definitions.get(clash.field)
              const words = (value: unknown) =>
                definition
                  ? formatFieldValue(definition, value as Scalar | null, format)
                  : String(value ?? '')
              return (
                <Table.Tr key={clash.field}>
                  <Table.Th scope="row">{definition?.label ?? clash.field}</Table.Th>
                  <Table.Td>{words(clash.before)}</Table.Td>
                  <Table.Td fw={650}>{words(clash.now)}</Table.Td>
                  <Table.Td fw={650}>{words(clash.after)}</Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group gap="sm" mt="sm">
        <Button size="sm" loading={isSaving} onClick={() => onKeepMine(merged)}>
          Save my changes on top
        </Button>
        <Button size="sm" variant="default" disabled={isSaving} onClick={onTakeCurrent}>
          Drop my changes, take the current ones
        </Button>
      </Group>
    </Alert>
  )
}
