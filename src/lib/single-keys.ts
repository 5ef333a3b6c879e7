import { useLocalStorage } from '@mantine/hooks'

/** What is typed there is text, and no key of the app. */
const typedInto = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'

export function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(typedInto) !== null
}

/**
 * Whether keys of one character do something of their own. Whoever speaks to the machine can switch them off, since a
 * word would otherwise be taken for keys (WCAG 2.1.4). Kept on this device.
 */
export function useSingleKeys() {
  return useLocalStorage({ key: 'scenarios:single-keys', defaultValue: true, getInitialValueInEffect: false })
}
