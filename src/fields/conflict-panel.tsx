import { Alert, Button, Group, Table, Text } from '@mantine/core'
import { IconGitCompare } from '@tabler/icons-react'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import { rebaseEdit } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import classes from './conflict-panel.module.css'
import { MergeFieldValue } from './field-value.tsx'

interface ConflictPanelProps {
  kind: InstanceKind
  /** What the user began with. */
  began: InstanceContent
  /** What is stored now. */
  now: InstanceContent
  /** What the user has typed by now. */
  edited: InstanceContent
  format: MoneyFormat
  isSaving: boolean
  onKeepMine: (merged: InstanceContent) => void
  onTakeCurrent: () => void
}

/** Someone else, or another tab, saved first: what changed meanwhile, field by field, and the two ways on. */
export function ConflictPanel({ kind, began, now, edited, format, isSaving, ...on }: ConflictPanelProps) {
  const { mine, theirs, clashes, merged } = rebaseEdit(began, now, edited)
  const yours = new Map(mine.map((difference) => [difference.field, difference.after]))
  const clashing = new Set(clashes.map((clash) => clash.field))
  return (
    <Alert
      color="orange"
      icon={<IconGitCompare aria-hidden />}
      title="This was changed elsewhere while you were editing it"
      styles={{ body: { minWidth: 0 } }}
      role="alert"
    >
      <Text size="sm" mb="sm">
        Nothing has been overwritten.{' '}
        {clashes.length === 0
          ? 'None of it touches what you changed.'
          : clashes.length === 1
            ? 'One field was changed by both.'
            : `${clashes.length} fields were changed by both.`}
      </Text>
      <Table
        withTableBorder
        bg="var(--mantine-color-body)"
        className={classes.table ?? ''}
        aria-label="What changed meanwhile"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            <Table.Th>When you began</Table.Th>
            <Table.Th>Now</Table.Th>
            <Table.Th>Yours</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {theirs.map(({ field, before, after }) => {
            const value = (shown: typeof before, isStrong = false) => (
              <MergeFieldValue
                kind={kind}
                field={field}
                value={shown}
                format={format}
                {...(isStrong ? { fw: 650 } : {})}
              />
            )
            return (
              <Table.Tr key={field}>
                <Table.Th scope="row">{fieldLabel(kind, field)}</Table.Th>
                <Table.Td>{value(before)}</Table.Td>
                <Table.Td>{value(after, true)}</Table.Td>
                <Table.Td>
                  {clashing.has(field) ? (
                    value(yours.get(field) ?? null, true)
                  ) : (
                    <Text span inherit c="dimmed">
                      {yours.has(field) ? 'the same' : 'not changed by you'}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
      <Group gap="sm" mt="sm">
        <Button size="sm" loading={isSaving} onClick={() => on.onKeepMine(merged)}>
          Save my changes on top
        </Button>
        <Button size="sm" variant="default" disabled={isSaving} onClick={on.onTakeCurrent}>
          Drop my changes
        </Button>
      </Group>
    </Alert>
  )
}
