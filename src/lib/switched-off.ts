/** The changes of a scenario that a view leaves out, in its address as `?off=a+b`: a view can be reloaded, sent and gone back to. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'

const name = 'off'

/** What leads to another page of the same scenario takes them along. */
export function useSwitchedOffSearch(): string {
  const [parameters] = useSearchParams()
  const text = parameters.get(name)
  return text ? `?${new URLSearchParams({ [name]: text })}` : ''
}

/** Their ids, which may be of none that there still is, and how to choose others. */
export function useSwitchedOff(): [ReadonlySet<string>, (ids: Iterable<string>) => void] {
  const [parameters, setParameters] = useSearchParams()
  const text = parameters.get(name) ?? ''
  const ids = useMemo(() => new Set(text.split(' ').filter(Boolean)), [text])
  const choose = useCallback(
    (next: Iterable<string>) =>
      setParameters(
        (current) => {
          const after = new URLSearchParams(current)
          const joined = [...next].join(' ')
          if (joined === '') after.delete(name)
          else after.set(name, joined)
          return after
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  )
  return [ids, choose]
}
