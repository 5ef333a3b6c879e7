import { Alert, Button, Group, Table, Text } from '@mantine/core'
import { IconGitCompare } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import { contentFromFields } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceKind, Params, Scalar } from '#domain/instances/types.ts'
import {
  type DefaultOf,
  hasMoved,
  type MergedField,
  mergeContents,
  mergeFields,
  proposedOnTop,
  storedValues,
} from '#domain/merge/three-way.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import classes from './conflict-panel.module.css'
import { FieldValue, MergeFieldValue } from './field-value.tsx'

interface ConflictPanelProps {
  /** What the user began with, what is stored now, and what is typed by now. */
  fields: readonly MergedField[]
  labelOf: (field: string) => string
  renderValue: (
    field: string,
    value: Scalar | null,
    isStrong: boolean,
    beside: readonly (Scalar | null)[],
  ) => ReactNode
  isSaving: boolean
  onKeepMine: () => void
  onTakeCurrent: () => void
}

type Choices<Edited> = Pick<ConflictPanelProps, 'isSaving' | 'onTakeCurrent'> & {
  /** What the user began with. */
  began: Edited
  /** What is stored now. */
  now: Edited
  /** What the user has typed by now. */
  edited: Edited
  onKeepMine: (merged: Edited) => void
}

/** The conflict of an instance: somebody else, or another tab, saved first. */
export function InstanceConflict({
  kind,
  began,
  now,
  edited,
  onKeepMine,
  ...rest
}: Choices<InstanceContent> & { kind: InstanceKind }) {
  const fields = mergeContents(began, now, edited, kind)
  return (
    <ConflictPanel
      {...rest}
      fields={fields}
      labelOf={(field) => fieldLabel(kind, field)}
      renderValue={(field, value, isStrong, beside) => (
        <MergeFieldValue
          kind={kind}
          field={field}
          value={value}
          beside={beside}
          {...(isStrong && { fw: 650 })}
        />
      )}
      onKeepMine={() => onKeepMine(contentFromFields(proposedOnTop(fields)))}
    />
  )
}

const assumptions = new Map(assumptionFields.map((field) => [field.key, field]))

/** The same for assumptions. Those of a scenario have no defaults of their own. */
export function AssumptionsConflict({
  began,
  now,
  edited,
  defaultOf,
  onKeepMine,
  ...rest
}: Choices<Params> & { defaultOf?: DefaultOf }) {
  const fields = mergeFields(began, now, edited, defaultOf)
  return (
    <ConflictPanel
      {...rest}
      fields={fields}
      labelOf={(key) => assumptions.get(key)?.label ?? key}
      renderValue={(key, value, isStrong) => {
        const definition = assumptions.get(key)
        return definition ? (
          <FieldValue definition={definition} value={value} {...(isStrong && { fw: 650 })} />
        ) : (
          String(value ?? '')
        )
      }}
      onKeepMine={() => onKeepMine(storedValues(proposedOnTop(fields)))}
    />
  )
}

/** What changed meanwhile, field by field, and the two ways on. */
function ConflictPanel({ fields, labelOf, renderValue, isSaving, ...on }: ConflictPanelProps) {
  const moved = fields.filter(hasMoved)
  const clashes = moved.filter(({ outcome }) => outcome === 'conflict')
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
          {moved.map(({ field, base, current, proposed, outcome }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{labelOf(field)}</Table.Th>
              <Table.Td>{renderValue(field, base, false, [current, proposed])}</Table.Td>
              <Table.Td>{renderValue(field, current, true, [base, proposed])}</Table.Td>
              <Table.Td>
                {outcome === 'conflict' ? (
                  renderValue(field, proposed, true, [base, current])
                ) : (
                  <Text span inherit c="dimmed">
                    {outcome === 'same_change' ? 'the same' : 'not changed by you'}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap="sm" mt="sm">
        <Button size="sm" loading={isSaving} onClick={on.onKeepMine}>
          Save my changes on top
        </Button>
        <Button size="sm" variant="default" disabled={isSaving} onClick={on.onTakeCurrent}>
          Drop my changes
        </Button>
      </Group>
    </Alert>
  )
}
