/** Links that lead to one field of a form: the address names it, as in `/settings#household_cash`. */
import { type RefObject, useCallback, useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import { paths } from '#lib/paths.ts'

/** The key of the field that the address asks for. */
export function useAskedField(): string | null {
  const { hash } = useLocation()
  return hash === '' ? null : hash.slice(1)
}

/** Leads to a field of the form at this address. */
export function useGoToField() {
  const navigate = useNavigate()
  return useCallback(
    (path: string, key: string) =>
      // Whoever is there already need not go back twice.
      navigate(paths.field(path, key), { replace: window.location.pathname === path }),
    [navigate],
  )
}

/** Puts the cursor into the input of a field. It may sit in a closed section, which opens with the coming render. */
export function focusField(container: HTMLElement | null, key: string) {
  requestAnimationFrame(() => {
    const input = container?.querySelector<HTMLElement>(`[data-field="${CSS.escape(key)}"]`)
    input?.focus({ preventScroll: true })
    input?.scrollIntoView({ block: 'center' })
  })
}

/** Goes to the field that the address asks for, once: a form that begins anew is not asked again. */
export function useGoToAskedField(container: RefObject<HTMLElement | null>) {
  const asked = useAskedField()
  const { search } = useLocation()
  const navigate = useNavigate()
  useEffect(() => {
    if (asked === null || !container.current?.querySelector(`[data-field="${CSS.escape(asked)}"]`)) return
    focusField(container.current, asked)
    navigate({ search, hash: '' }, { replace: true, preventScrollReset: true })
  }, [asked, search, container, navigate])
}
