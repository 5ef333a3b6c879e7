/** The fields of a group that most people leave alone: closed until they are asked for or matter. */
import { Button, Collapse, Group, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { FieldDefinition, FieldGroup } from '#domain/instances/types.ts'
import { useAskedField } from './asked-field.ts'
import { type Drafts, draftValue } from './drafts.ts'
import classes from './field-input.module.css'

/**
 * Whether a field is in sight from the beginning: two people have to say whose each thing is, and what hardly anybody in the
 * user's country needs is not.
 */
export function isFirst(
  { first }: FieldGroup,
  { key, isForTwo, required }: FieldDefinition,
  seldom: ReadonlySet<string> | undefined,
): boolean {
  if (isForTwo === true || required === true) return true
  return (first?.includes(key) ?? true) && seldom?.has(key) !== true
}

interface Concerns {
  drafts: Drafts
  errors: Readonly<Record<string, string>>
  noteFor?: ((key: string) => ReactNode) | undefined
}

/**
 * Whether these fields are shown, and how that is changed. They open by themselves as soon as one of them says something: a
 * value that is not its default, a note, or what is wrong with it, which cannot be hidden.
 */
export function useMore(fields: readonly FieldDefinition[], { drafts, errors, noteFor }: Concerns) {
  const asked = useAskedField()
  const isWrong = fields.some(({ key }) => key in errors)
  const isUsed = fields.some((field) => {
    const value = draftValue(drafts[field.key])
    return (value !== null && value !== field.default) || Boolean(noteFor?.(field.key)) || field.key === asked
  })
  const speaks = isUsed || isWrong
  const [isOpen, setIsOpen] = useState(speaks)
  // Nothing closes under the fingers of who empties a field.
  const [spoke, setSpoke] = useState(speaks)
  if (speaks !== spoke) {
    setSpoke(speaks)
    if (speaks) setIsOpen(true)
  }
  return { isShown: isOpen || isWrong, toggle: () => setIsOpen((was) => !was) }
}

interface MoreButtonProps {
  /** What is said on it. */
  words: string
  label: string
  controls: string
  isShown: boolean
  onToggle: () => void
}

export function MoreButton({ words, label, controls, isShown, onToggle }: MoreButtonProps) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      flex="none"
      aria-expanded={isShown}
      aria-controls={controls}
      aria-label={label}
      rightSection={
        <IconChevronDown size={16} aria-hidden style={isShown ? { transform: 'rotate(180deg)' } : {}} />
      }
      onClick={onToggle}
    >
      {words}
    </Button>
  )
}

interface MoreFieldsProps extends Omit<MoreButtonProps, 'words' | 'label'> {
  group: FieldGroup
  fields: readonly FieldDefinition[]
  cautions: Readonly<Record<string, string>>
  children: ReactNode
}

/** “More” below the fields that matter first, with what there is. */
export function MoreFields({ group, fields, cautions, children, ...button }: MoreFieldsProps) {
  const doubtful = fields.filter(({ key }) => key in cautions)
  const labels = (of: readonly FieldDefinition[]) => of.map(({ label }) => label).join(', ')
  return (
    <>
      <Group gap="xs" wrap="nowrap" mt="md" ml={-8}>
        <MoreButton words="More" label={`More: ${group.label}`} {...button} />
        {!button.isShown && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {doubtful.length > 0 ? (
              <span className={classes.caution}>Worth a look: {labels(doubtful)}</span>
            ) : (
              labels(fields)
            )}
          </Text>
        )}
      </Group>
      <Collapse id={button.controls} expanded={button.isShown}>
        {children}
      </Collapse>
    </>
  )
}
