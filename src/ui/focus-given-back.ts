import { type RefObject, useLayoutEffect, useRef } from 'react'
import { isFocusLost } from './page-heading.ts'

/**
 * Inputs that rest and buttons that are switched off while a form is sent lose the focus. With the answer it goes back to
 * where it was; where that is gone, to the same field of the form as it is then, or else to the button that sends.
 */
export function useFocusGivenBack(form: RefObject<HTMLElement | null>, isSending: boolean) {
  const hadFocus = useRef<Element | null>(null)
  // Before the browser has drawn the form at rest and taken the focus.
  useLayoutEffect(() => {
    const had = hadFocus.current
    hadFocus.current = isSending ? document.activeElement : null
    if (isSending || had === null) return
    const field = had instanceof HTMLElement ? had.dataset.field : undefined
    const places = [
      had,
      field && form.current?.querySelector(`[data-field="${CSS.escape(field)}"]`),
      form.current?.querySelector('[type=submit]'),
    ]
    for (const place of places) {
      if (!isFocusLost()) return
      // What went wrong is being brought into sight, and is not to be scrolled away.
      if (place instanceof HTMLElement) place.focus({ preventScroll: true })
    }
  }, [form, isSending])
}
