/** The guide through one's first scenario is in the address, so that a reload, a link and the way back are where one was. */
import { useLocation, useSearchParams } from 'react-router-dom'
import { loadTabNote, storeTabNote } from './tab-drafts.ts'

const name = 'guide'

interface Guide {
  readonly isOn: boolean
  /** The address that one is at. */
  readonly here: string
  /** An address that goes on in the guide while it is on. */
  readonly keep: (path: string) => string
  /** Stays where one is, without it. */
  readonly leave: () => void
}

export function useGuide(): Guide {
  const [parameters, setParameters] = useSearchParams()
  const { pathname, search } = useLocation()
  const isOn = parameters.has(name)
  return {
    isOn,
    here: pathname + search,
    keep: (path) => (isOn ? `${path}${path.includes('?') ? '&' : '?'}${name}` : path),
    leave: () =>
      setParameters(
        (current) => {
          const rest = new URLSearchParams(current)
          rest.delete(name)
          return rest
        },
        // Nothing that is typed on the page is left behind.
        { replace: true, preventScrollReset: true, state: { staysOnPage: true } },
      ),
  }
}

/** The address in the guide that a user was at last in this tab; null: they have not begun, or are through; or they sent it away. */
export function placeInGuide(userId: string): string | 'refused' | null {
  const kept = loadTabNote(userId, name)
  if (typeof kept !== 'object' || kept === null || !('place' in kept)) return null
  return typeof kept.place === 'string' ? kept.place : null
}

/** Null: they are through. */
export function keepPlaceInGuide(userId: string, place: string | null): void {
  storeTabNote(userId, name, place === null ? null : { place })
}

export function refuseGuide(userId: string): void {
  keepPlaceInGuide(userId, 'refused')
}
