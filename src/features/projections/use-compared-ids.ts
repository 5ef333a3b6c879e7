import { useSearchParams } from 'react-router-dom'

/** As many scenarios as can be told apart beside reality. */
export const mostCompared = 6

interface ComparedIds {
  /** In the order of their lines; null when nothing has been said yet. */
  readonly ids: readonly string[] | null
  /** The address of a comparison of others. */
  readonly searchFor: (ids: readonly string[]) => string
  readonly choose: (ids: readonly string[]) => void
}

/** The scenarios compared are in the address, as `?ids=a,b`, where ids may lead nowhere and be more than there is room for. */
export function useComparedIds(): ComparedIds {
  const [parameters, setParameters] = useSearchParams()
  const ids = parameters.get('ids')
  const searchFor = (next: readonly string[]) => {
    const after = new URLSearchParams(parameters)
    after.set('ids', next.join(','))
    return after.toString()
  }
  return {
    ids: ids === null ? null : ids.split(',').filter(Boolean),
    searchFor,
    choose: (next) => setParameters(searchFor(next), { replace: true, preventScrollReset: true }),
  }
}
