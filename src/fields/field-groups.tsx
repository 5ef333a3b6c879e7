import { Collapse, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import type { FieldDefinition, FieldGroup } from '#domain/instances/types.ts'
import { useFormat } from '#ui/format.ts'
import type { Draft, Drafts } from './drafts.ts'
import { FieldInput } from './field-input.tsx'
import { isFirst, MoreButton, MoreFields, useMore } from './more-fields.tsx'

export interface FieldGroupsProps {
  groups: readonly FieldGroup[]
  fields: readonly FieldDefinition[]
  drafts: Drafts
  errors: Readonly<Record<string, string>>
  cautions: Readonly<Record<string, string>>
  /** Stands below an input, such as what reality says about this field. */
  noteFor?: ((key: string) => ReactNode) | undefined
  onChange: (key: string, draft: Draft) => void
  onLeave: (key: string) => void
}

/** All inputs of a catalogue form: a section a group, with what matters first; the rest stands under “More”. */
export function FieldGroups({ groups, fields, ...rest }: FieldGroupsProps) {
  return groups.map((group) => {
    const members = fields.filter((field) => field.group === group.key && !field.isNoted)
    return members.length > 0 ? <Section key={group.key} group={group} fields={members} {...rest} /> : null
  })
}

type SectionProps = Omit<FieldGroupsProps, 'groups'> & { group: FieldGroup }

function Section(props: SectionProps) {
  const { group, fields, cautions } = props
  const headingId = useId()
  const controls = useId()
  const { seldom } = useFormat()
  const first = fields.filter((field) => isFirst(group, field, seldom))
  const more = fields.filter((field) => !isFirst(group, field, seldom))
  const { isShown, toggle } = useMore(more, props)
  const disclosure = { controls, isShown, onToggle: toggle }
  const isClosable = first.length === 0
  const others = more.length > 0 && <Inputs {...props} fields={more} />
  return (
    <Paper component="section" withBorder p={{ base: 'md', sm: 'lg' }} aria-labelledby={headingId}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={2}>
          <Title order={2} fz="lg" id={headingId}>
            {group.label}
          </Title>
          {group.description && (
            <Text size="sm" c="dimmed">
              {group.description}
            </Text>
          )}
        </Stack>
        {isClosable && (
          <MoreButton
            words={isShown ? 'Hide' : 'Show'}
            label={`${isShown ? 'Hide' : 'Show'} ${group.label}`}
            {...disclosure}
          />
        )}
      </Group>
      {isClosable ? (
        <Collapse id={controls} expanded={isShown}>
          {others}
        </Collapse>
      ) : (
        <>
          <Inputs {...props} fields={first} />
          {others && (
            <MoreFields group={group} fields={more} cautions={cautions} {...disclosure}>
              {others}
            </MoreFields>
          )}
        </>
      )}
    </Paper>
  )
}

function Inputs({ fields, drafts, errors, cautions, noteFor, onChange, onLeave }: SectionProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg" verticalSpacing="lg" pt="md">
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          draft={drafts[field.key] ?? ''}
          error={errors[field.key] ?? null}
          caution={cautions[field.key] ?? null}
          note={noteFor?.(field.key)}
          onChange={onChange}
          onBlur={onLeave}
        />
      ))}
    </SimpleGrid>
  )
}
