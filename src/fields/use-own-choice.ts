import { useState } from 'react'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import type { Entity, Scalar } from '#domain/instances/types.ts'

type Side = 'current' | 'proposed' | 'later'

/** One of the two sides of a conflict, a value of one's own (a content only where the whole row is asked about), or neither yet. */
type Choice = { readonly take: Side } | { readonly value: Scalar | object | null }

/**
 * The choice between the two sides of a conflict, leaving it for later, and a value of one's own. Such a value is a decision only once it is
 * complete; until then the choice lives here.
 */
export function useOwnChoice(
  choice: Choice | undefined,
  onDecide: (choice: { take: Side } | { value: Scalar } | null) => void,
) {
  const [isTyping, setIsTyping] = useState(false)
  const decided = choice && ('take' in choice ? choice.take : ('value' as const))
  return {
    mode: decided ?? (isTyping ? ('value' as const) : null),
    /** What an input for the value begins with. */
    initial: choice && 'value' in choice && typeof choice.value !== 'object' ? choice.value : null,
    choose: (next: string) => {
      setIsTyping(next === 'value')
      onDecide(next === 'value' ? null : { take: next as Side })
    },
    enter: (value: Scalar | null) => onDecide(value === null ? null : { value }),
  }
}

/** Whether there are other values than the two of the conflict. */
export function hasOtherValues(kind: Entity, field: string): boolean {
  const type = fieldDefinition(kind, field.replace(/^params\./, ''))?.type
  return field !== '*' && field !== 'status' && type !== 'boolean'
}
