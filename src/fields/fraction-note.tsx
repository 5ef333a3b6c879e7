import { Button, Group, Text } from '@mantine/core'
import type { Scalar } from '#domain/instances/types.ts'
import type { FractionQuestion } from '#domain/tax/fractions.ts'
import classes from './field-input.module.css'

interface FractionNoteProps {
  asked: FractionQuestion
  onMend: (value: Scalar) => void
}

/** Asks below a tax rate whether a fraction was meant, and mends it with one click. */
export function FractionNote({ asked, onMend }: FractionNoteProps) {
  return (
    <Group gap="xs" mt={4} role="status">
      <Text size="xs" className={classes.caution ?? ''}>
        {asked.question}
      </Text>
      <Button size="compact-xs" variant="default" onClick={() => onMend(asked.mended)}>
        Yes, change it
      </Button>
    </Group>
  )
}
