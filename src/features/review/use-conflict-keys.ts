import { useWindowEvent } from '@mantine/hooks'
import type { RefObject } from 'react'
import { isTypedInto, useSingleKeys } from '#lib/single-keys.ts'
import { choiceKeys } from './review-keys.ts'

/** J and K lead from conflict to conflict within this part of the page, digits answer the one that has the focus. */
export function useConflictKeys(part: RefObject<HTMLElement | null>) {
  const [areOn] = useSingleKeys()
  useWindowEvent('keydown', (event) => {
    const { key, target } = event
    if (!areOn || !part.current || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
      return
    // A dialog above it is not this part.
    if (!(target instanceof Element) || isTypedInto(target) || isElsewhere(target, part.current)) return
    const conflicts = [...part.current.querySelectorAll<HTMLElement>('[data-conflict]')]
    const at = conflicts.findIndex((conflict) => conflict.contains(target))
    const choice = Object.entries(choiceKeys).find(([name]) => name === key)?.[1]
    const next = key === 'j' ? conflicts[at + 1] : key === 'k' ? conflicts[at - 1] : undefined
    if (next) focusOn(next)
    else if (choice && at >= 0)
      conflicts[at]?.querySelector<HTMLInputElement>(`input[type=radio][value=${choice}]:enabled`)?.click()
    else return
    event.preventDefault()
  })
}

/** A dialog lies above the page, or is where the part is in itself. */
function isElsewhere(target: Element, part: HTMLElement): boolean {
  return target.closest('[role=dialog]') !== part.closest('[role=dialog]')
}

/** Its answer, or the first that could be one. */
function focusOn(conflict: HTMLElement) {
  const answers = [...conflict.querySelectorAll<HTMLInputElement>('input[type=radio]:enabled')]
  const answer = answers.find(({ checked }) => checked) ?? answers[0]
  answer?.focus({ preventScroll: true })
  conflict.scrollIntoView({ block: 'center' })
}
