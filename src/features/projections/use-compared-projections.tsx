import type { ReactNode } from 'react'
import type { SwitchedOff } from '#domain/changes/joint.ts'
import { ErrorState } from '#ui/error-state.tsx'
import type { Scope } from './plans.ts'
import { useProjections } from './projection-query.ts'
import { useComparison } from './use-comparison.ts'

interface ComparedProjectionsOptions {
  scenarioId: string
  scope: Scope
  /** Changes that the view leaves out. */
  off: SwitchedOff
  loading: ReactNode
  /** Stands where neither the scenario nor reality holds anything. */
  empty: ReactNode
}

/** A scenario beside reality, both projected; or what there is to show instead of them. */
export function useComparedProjections({
  scenarioId,
  scope,
  off,
  loading,
  empty,
}: ComparedProjectionsOptions) {
  const { scenario, plans, error, isFetching, retry } = useComparison(scenarioId, scope, off)
  const projected = useProjections(plans ? [plans.scenario, plans.reality] : [])
  if (error)
    return {
      instead: (
        <ErrorState
          error={error}
          title="The projection could not be loaded"
          onRetry={retry}
          isRetrying={isFetching}
        />
      ),
    }
  if (plans && plans.scenario.instances.length + plans.reality.instances.length === 0)
    return { instead: empty }
  if (projected.error)
    return { instead: <ErrorState error={projected.error} title="The projection could not be computed" /> }
  const [projection, reality] = projected.data ?? []
  if (!scenario || !plans || !projection || !reality) return { instead: loading }
  return { scenario, plans, projection, reality }
}
