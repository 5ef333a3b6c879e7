import { Button, Collapse, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId } from 'react'
import type { FieldDefinition, FieldGroup } from '#domain/instances/types.ts'
import { useAskedField } from './asked-field.ts'
import type { Draft, Drafts } from './drafts.ts'
import { FieldInput } from './field-input.tsx'

export interface FieldGroupsProps {
  groups: readonly FieldGroup[]
  fields: readonly FieldDefinition[]
  drafts: Drafts
  errors: Readonly<Record<string, string>>
  cautions: Readonly<Record<string, string>>
  /** Stands below an input, such as what reality says about this field. */
  noteFor?: ((key: string) => ReactNode) | undefined
  /** Stands below the inputs of a group, such as what they come to. */
  footFor?: ((group: string) => ReactNode) | undefined
  onChange: (key: string, draft: Draft) => void
  onLeave: (key: string) => void
}

/** All inputs of a catalogue form: a section a group, advanced ones closed until they matter. */
export function FieldGroups({ groups, fields, ...rest }: FieldGroupsProps) {
  return groups.map((group) => {
    const members = fields.filter((field) => field.group === group.key && !field.isNoted)
    return members.length > 0 ? <Section key={group.key} group={group} fields={members} {...rest} /> : null
  })
}

type SectionProps = Omit<FieldGroupsProps, 'groups'> & { group: FieldGroup }

function Section(props: SectionProps) {
  const { group, fields, drafts, errors, cautions, noteFor, footFor, onChange, onLeave } = props
  const headingId = useId()
  const isUsed = (field: FieldDefinition) =>
    drafts[field.key] !== '' && drafts[field.key] !== (field.type === 'boolean' ? field.default : '')
  // Whoever has filled in advanced fields wants to see them.
  const [isOpen, { open, toggle }] = useDisclosure(!group.advanced || fields.some(isUsed))
  const asked = useAskedField()
  const isAsked = fields.some(({ key }) => key === asked)
  useEffect(() => {
    if (isAsked) open()
  }, [isAsked, open])
  const isShown = isOpen || fields.some((field) => field.key in errors)
  const inputs = (
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
  const content = (
    <>
      {inputs}
      {footFor?.(group.key)}
    </>
  )
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
        {group.advanced && (
          <Button
            variant="subtle"
            size="compact-sm"
            flex="none"
            aria-expanded={isShown}
            aria-label={`${isShown ? 'Hide' : 'Show'} ${group.label}`}
            rightSection={
              <IconChevronDown size={16} aria-hidden style={isShown ? { transform: 'rotate(180deg)' } : {}} />
            }
            onClick={toggle}
          >
            {isShown ? 'Hide' : 'Show'}
          </Button>
        )}
      </Group>
      {group.advanced ? <Collapse expanded={isShown}>{content}</Collapse> : content}
    </Paper>
  )
}
