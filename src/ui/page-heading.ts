import { useEffect } from 'react'
import { useLocation, useNavigationType } from 'react-router-dom'

/**
 * Puts the focus on the page's heading: for when whatever had it is gone, so that keyboard and screen reader go on at
 * the beginning of what there is now.
 */
export function focusPageHeading() {
  const heading = document.querySelector<HTMLElement>('main h1')
  if (!heading) return
  heading.tabIndex = -1
  // Where the page is scrolled to is decided elsewhere: at the top after a link, where it was after going back.
  heading.focus({ preventScroll: true })
}

/** Nothing on the page has the focus, such as when what had it is gone or was switched off. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** The entry of the browser's history that the app was opened with: there the browser has put the focus itself. */
let openedWith: string | null = null
/** The address whose heading has been focused. */
let arrivedAt: string | null = null

/** Moves the focus to the heading of a page that one has come to from another, also if it was still loading then. */
export function useFocusOnArrival() {
  const { key, pathname } = useLocation()
  const navigation = useNavigationType()
  // biome-ignore lint/correctness/useExhaustiveDependencies: filters and tabs in the query are no other page
  useEffect(() => {
    if (navigation === 'POP') openedWith ??= key
    if (openedWith === key) return
    openedWith = ''
    if (pathname !== arrivedAt || isFocusLost()) focusPageHeading()
    arrivedAt = pathname
  }, [pathname])
}
