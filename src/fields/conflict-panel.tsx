import { Alert, Button, Group, Table, Text } from '@mantine/core'
import { IconGitCompare } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import { rebaseEdit } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceKind, Params, Scalar } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import classes from './conflict-panel.module.css'
import { FieldValue, MergeFieldValue } from './field-value.tsx'

interface ConflictPanelProps {
  /** What the user began with. */
  began: InstanceContent
  /** What is stored now. */
  now: InstanceContent
  /** What the user has typed by now. */
  edited: InstanceContent
  labelOf: (field: string) => string
  renderValue: (field: string, value: Scalar | null, isStrong: boolean) => ReactNode
  isSaving: boolean
  onKeepMine: (merged: InstanceContent) => void
  onTakeCurrent: () => void
}

type Choices<Edited> = Pick<ConflictPanelProps, 'isSaving' | 'onTakeCurrent'> & {
  began: Edited
  now: Edited
  edited: Edited
  format: MoneyFormat
  onKeepMine: (merged: Edited) => void
}

/** The conflict of an instance: somebody else, or another tab, saved first. */
export function InstanceConflict({
  kind,
  format,
  ...rest
}: Choices<InstanceContent> & { kind: InstanceKind }) {
  return (
    <ConflictPanel
      {...rest}
      labelOf={(field) => fieldLabel(kind, field)}
      renderValue={(field, value, isStrong) => (
        <MergeFieldValue
          kind={kind}
          field={field}
          value={value}
          format={format}
          {...(isStrong && { fw: 650 })}
        />
      )}
    />
  )
}

const assumptions = new Map(assumptionFields.map((field) => [`params.${field.key}`, field]))
/** Assumptions merge as the params of an instance do. */
const asContent = (params: Params): InstanceContent => ({ name: '', status: 'active', params })

/** The same for assumptions. */
export function AssumptionsConflict({ began, now, edited, format, onKeepMine, ...rest }: Choices<Params>) {
  return (
    <ConflictPanel
      {...rest}
      began={asContent(began)}
      now={asContent(now)}
      edited={asContent(edited)}
      labelOf={(field) => assumptions.get(field)?.label ?? field}
      renderValue={(field, value, isStrong) => {
        const definition = assumptions.get(field)
        return definition ? (
          <FieldValue definition={definition} value={value} format={format} {...(isStrong && { fw: 650 })} />
        ) : (
          String(value ?? '')
        )
      }}
      onKeepMine={(merged) => onKeepMine(merged.params)}
    />
  )
}

/** What changed meanwhile, field by field, and the two ways on. */
function ConflictPanel({ began, now, edited, labelOf, renderValue, isSaving, ...on }: ConflictPanelProps) {
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
          {theirs.map(({ field, before, after }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{labelOf(field)}</Table.Th>
              <Table.Td>{renderValue(field, before, false)}</Table.Td>
              <Table.Td>{renderValue(field, after, true)}</Table.Td>
              <Table.Td>
                {clashing.has(field) ? (
                  renderValue(field, yours.get(field) ?? null, true)
                ) : (
                  <Text span inherit c="dimmed">
                    {yours.has(field) ? 'the same' : 'not changed by you'}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
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
