import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let isBetween = false

/** Told when printing begins and ends, by the browser's print dialog or by a style sheet for print being tried out. */
function subscribe(listener: () => void) {
  const media = window.matchMedia('print')
  // The page is put on paper as soon as these return.
  const change = () => flushSync(listener)
  const begin = () => {
    isBetween = true
    change()
  }
  const end = () => {
    isBetween = false
    change()
  }
  media.addEventListener('change', change)
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  return () => {
    media.removeEventListener('change', change)
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  }
}

/** Whether the page is being printed: for what paper needs otherwise than a screen and styles alone cannot give. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isBetween || window.matchMedia('print').matches)
}
