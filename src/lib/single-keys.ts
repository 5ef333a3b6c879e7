import { useLocalStorage } from '@mantine/hooks'

/**
 * Whether keys of one character do something of their own. Whoever speaks to the machine can switch them off, since a
 * word would otherwise be taken for keys (WCAG 2.1.4). Kept on this device.
 */
export function useSingleKeys() {
  return useLocalStorage({ key: 'scenarios:single-keys', defaultValue: true, getInitialValueInEffect: false })
}
