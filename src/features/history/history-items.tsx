import { Anchor, Badge, Group, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import type { Application, ApplicationItem } from '#data/applications/application.ts'
import { applicationItemsQuery } from '#data/applications/applications.queries.ts'
import { isTwinField } from '#data/shapes/plan.ts'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import type { Entity } from '#domain/instances/types.ts'
import { PlannedValue } from '#editing/planned-value.tsx'
import { ContentDifferences } from '#fields/content-differences.tsx'
import { KindIcon } from '#fields/kind-icon.tsx'
import type { Reviewed } from '#fields/side-labels.ts'
import { paths } from '#lib/paths.ts'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { DecisionText } from './decision-text.tsx'
import { isDecided, type RecordedField, recordedFields } from './item-fields.ts'
import { describeAction, isOfCopy } from './wording.ts'

const firstShown = 20

interface HistoryItemsProps {
  entry: Application
  /** What its conflicts were decided for. */
  of: Reviewed
  /** The one investment to tell of; missing: all of them. */
  instanceId?: string
}

/** What one entry of the history did to each instance. */
export function HistoryItems({ entry, of, instanceId }: HistoryItemsProps) {
  const query = useQuery(applicationItemsQuery(entry.id, instanceId))
  const { data = [] } = query
  const { shown, showMore } = useFirstOfMany(data, firstShown)
  if (query.data === undefined)
    return (
      <HeldUp
        query={query}
        failed="The details could not be loaded"
        loading={<LoadingState rows={2} height={40} label="Loading the details" />}
      />
    )
  if (data.length === 0)
    return (
      <Text size="sm" c="dimmed" pt="sm">
        {entry.items_pruned
          ? 'The details are no longer kept: newer history has taken their room. So this can no longer be undone.'
          : 'No investment was touched.'}
      </Text>
    )
  return (
    <Stack gap="md" pt="md" pl={{ sm: 42 }}>
      {shown.map((item) => (
        <HistoryItem key={item.id} item={item} entry={entry} of={of} />
      ))}
      {showMore}
    </Stack>
  )
}

/** Of what was discarded nothing is left but what the question was. */
function nameOf({ fields }: ApplicationItem): string | undefined {
  const [whole] = fields
  const content = whole?.proposed ?? whole?.base
  return typeof content === 'object' && content !== null ? content.name : undefined
}

function HistoryItem({ item, entry, of }: HistoryItemsProps & { item: ApplicationItem }) {
  const twin = item.fields.find(isTwinField)
  const name = item.after?.name ?? item.before?.name ?? nameOf(item) ?? 'An investment'
  const fields = recordedFields(item)
  const isInScenario = isOfCopy(item.action, entry.operation)
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {item.kind && <KindIcon kind={item.kind} size={26} />}
        {item.instance_id !== null && !isInScenario ? (
          <Anchor component={Link} to={paths.instance(item.instance_id)} fw={600} size="sm" c="inherit">
            {name}
          </Anchor>
        ) : (
          <Text fw={600} size="sm">
            {name}
          </Text>
        )}
        <Badge variant="default" tt="none" size="sm">
          {describeAction(item, entry.operation)}
        </Badge>
      </Group>
      {item.kind && !isInScenario && fields.length > 0 && (
        <FieldTable of={of} name={name} kind={item.kind} fields={fields} only={onlySide(item)} />
      )}
      {item.kind && item.kind !== 'assumptions' && twin && (
        <ContentDifferences
          kind={item.kind}
          sides={[
            { label: 'Was there', content: twin.current },
            { label: 'Proposed', content: twin.proposed },
          ]}
        />
      )}
    </Stack>
  )
}

interface FieldTableProps {
  of: Reviewed
  name: string
  kind: Entity
  fields: readonly RecordedField[]
  /** There was nothing before, or is nothing after. */
  only: 'before' | 'after' | null
}

function onlySide({ before, after }: ApplicationItem): FieldTableProps['only'] {
  if (before === null) return 'after'
  return after === null ? 'before' : null
}

function FieldTable({ of, name, kind, fields, only }: FieldTableProps) {
  const hasDecisions = fields.some(({ merge }) => isDecided(merge))
  return (
    <Table.ScrollContainer minWidth={hasDecisions ? 520 : 320}>
      <Table fz="sm" verticalSpacing={4} aria-label={`What was changed in ${name}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            {only !== 'after' && <Table.Th>{only ? 'Value' : 'Before'}</Table.Th>}
            {only !== 'before' && <Table.Th>{only ? 'Value' : 'After'}</Table.Th>}
            {hasDecisions && <Table.Th>Decision</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map(({ field, before, after, merge }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{fieldLabel(kind, field)}</Table.Th>
              {only !== 'after' && (
                <Table.Td>
                  <PlannedValue kind={kind} field={field} value={before} beside={[after]} />
                </Table.Td>
              )}
              {only !== 'before' && (
                <Table.Td>
                  <PlannedValue kind={kind} field={field} value={after} beside={[before]} fw={650} />
                </Table.Td>
              )}
              {hasDecisions && (
                <Table.Td>
                  <DecisionText of={of} kind={kind} merge={merge} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
