import { Stack, Text } from '@mantine/core'
import type { Edits } from '#domain/actions/edits.ts'
import { catalogue, fieldDefinition, fieldLabel } from '#domain/instances/catalogue.ts'
import { formatFieldValue } from '#domain/instances/format.ts'
import type { Entity, Params, Scalar } from '#domain/instances/types.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { useValueFormat } from '#fields/references.ts'

interface EditsListProps {
  edits: Edits
  plan: Plan
}

/** What would be written, holding by holding. */
export function EditsList({ edits, plan }: EditsListProps) {
  return (
    <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
      {edits.edited.map(({ id, params }) => {
        const holding = plan.instances.find((one) => one.id === id)
        if (!holding) return null
        return (
          <Written key={id} name={holding.name} kind={holding.kind} before={holding.params} values={params} />
        )
      })}
      {edits.added.map(({ name, kind, params }) => (
        <Written
          key={name}
          name={name}
          note={`${catalogue[kind].label}, new here`}
          kind={kind}
          before={null}
          values={params}
        />
      ))}
      {Object.keys(edits.assumptions).length > 0 && (
        <Written name="Assumptions" kind="assumptions" before={plan.assumptions} values={edits.assumptions} />
      )}
    </Stack>
  )
}

interface WrittenProps {
  name: string
  note?: string
  kind: Entity
  /** Null where it is new. */
  before: Params | null
  values: Readonly<Record<string, Scalar | null>>
}

function Written({ name, note, kind, before, values }: WrittenProps) {
  const format = useValueFormat()
  const text = (key: string, value: Scalar | null | undefined) => {
    const field = fieldDefinition(kind, key)
    return field ? formatFieldValue(field, value ?? field.default, format) : String(value)
  }
  return (
    <li>
      <Text size="sm" fw={600}>
        {name}
        {note && (
          <Text span inherit fw={400} c="dimmed">
            {' '}
            · {note}
          </Text>
        )}
      </Text>
      {Object.entries(values).map(([key, value]) => (
        <Text key={key} size="sm">
          {fieldLabel(kind, key)}: {before && `${text(key, before[key])} → `}
          {text(key, value)}
        </Text>
      ))}
    </li>
  )
}
