/** The changes of a scenario that a view leaves out, in its address as `?off=a+b`: a view can be reloaded, sent and gone back to. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'

const name = 'off'

/** `all`, or `all -a -b`: all but these. Of hundreds of changes the address would be longer than what carries addresses takes. */
const all = 'all'

/** Ids of what is off. */
type SwitchedOff = Pick<ReadonlySet<string>, 'has'>

/** What an address leaves out; its ids may be of nothing that there still is. */
export function readSwitchedOff(text: string): SwitchedOff {
  const [first, ...others] = text.split(' ').filter(Boolean)
  if (first !== all) return new Set(first === undefined ? [] : [first, ...others])
  const on = new Set(others.map((id) => id.replace(/^-/, '')))
  return { has: (id) => !on.has(id) }
}

/** As many are named each: then a change that is made later is on, as whoever sees it for the first time expects. */
const mostNamed = 20

/** The ids that are off; of more than a few, the shorter of the two ways to say it. */
export function writeSwitchedOff(off: readonly string[], on: readonly string[]): string {
  const isShorter = off.length > mostNamed && on.length + 1 < off.length
  return (isShorter ? [all, ...on.map((id) => `-${id}`)] : off).join(' ')
}

/** What leads to another page of the same scenario takes them along. */
export function useSwitchedOffSearch(): string {
  const [parameters] = useSearchParams()
  const text = parameters.get(name)
  return text ? `?${new URLSearchParams({ [name]: text })}` : ''
}

/** What is off, and how to choose otherwise: all ids that are off, and all that are on. */
export function useSwitchedOff(): [SwitchedOff, (off: readonly string[], on: readonly string[]) => void] {
  const [parameters, setParameters] = useSearchParams()
  const text = parameters.get(name) ?? ''
  const switchedOff = useMemo(() => readSwitchedOff(text), [text])
  const choose = useCallback(
    (off: readonly string[], on: readonly string[]) =>
      setParameters(
        (current) => {
          const after = new URLSearchParams(current)
          const written = writeSwitchedOff(off, on)
          if (written === '') after.delete(name)
          else after.set(name, written)
          return after
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  )
  return [switchedOff, choose]
}
