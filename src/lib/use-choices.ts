/** What is searched, filtered and chosen on a page, kept in its address: it survives a reload and the way back, and can be sent. */
import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'

/** By the name in the address: what there is to choose from, the usual first; or, for any text, the usual one. */
type Offer = Readonly<Record<string, string | readonly string[]>>

export type Choices<Offered extends Offer> = {
  readonly [Name in keyof Offered]: Offered[Name] extends readonly (infer Choice)[] ? Choice : string
}

type Changes<Offered extends Offer> = {
  readonly [Name in keyof Offered]?: Choices<Offered>[Name] | undefined
}

/** The choices in the address; what it does not say, or what is not on offer, is as usual. */
export function readChoices<Offered extends Offer>(
  parameters: URLSearchParams,
  offer: Offered,
): Choices<Offered> {
  const entries = Object.entries(offer).map(([name, offered]) => {
    const text = parameters.get(name)
    const choice = typeof offered === 'string' ? text : offered.find((one) => one === text)
    return [name, choice ?? usualOf(offered)]
  })
  return Object.fromEntries(entries)
}

/** The parameters with these choices; what is usual is left out, and whatever else is in the address stays. */
export function writeChoices<Offered extends Offer>(
  parameters: URLSearchParams,
  offer: Offered,
  changes: Changes<Offered>,
): URLSearchParams {
  const next = new URLSearchParams(parameters)
  for (const [name, offered] of Object.entries(offer)) {
    const choice = changes[name]
    if (choice === undefined) continue
    if (choice === '' || choice === usualOf(offered)) next.delete(name)
    else next.set(name, String(choice))
  }
  return next
}

function usualOf(offered: string | readonly string[]): string | undefined {
  return typeof offered === 'string' ? offered : offered[0]
}

/** @param offer the same one at every call. */
export function useChoices<Offered extends Offer>(
  offer: Offered,
): [Choices<Offered>, (changes: Changes<Offered>) => void] {
  const [parameters, setParameters] = useSearchParams()
  const choices = useMemo(() => readChoices(parameters, offer), [parameters, offer])
  const change = (changes: Changes<Offered>) =>
    setParameters((current) => writeChoices(current, offer, changes), {
      replace: true,
      preventScrollReset: true,
    })
  return [choices, change]
}
