/** What of a projection is on screen. In the URL, so that a view can be reloaded, shared and gone back to. */
import { useSearchParams } from 'react-router-dom'
import type { Row } from '#domain/projection/rows.ts'
import { chartRows } from './measures.ts'
import type { Scope } from './plans.ts'
import type { Money } from './series.ts'

/** `expected`: the one course at the mean of every rate; `simulated`: many; `sensitivity`: what matters most; `stress`: shocks. */
const projectionKinds = ['expected', 'simulated', 'sensitivity', 'stress'] as const
export type ProjectionKind = (typeof projectionKinds)[number]

export interface ProjectionView {
  readonly kind: ProjectionKind
  readonly money: Money
  readonly scope: Scope
  /** What the chart shows. */
  readonly row: Row
}

function readView(parameters: URLSearchParams): ProjectionView {
  const row = chartRows.find((candidate) => candidate === parameters.get('show'))
  return {
    kind: projectionKinds.find((kind) => kind === parameters.get('view')) ?? 'expected',
    money: parameters.get('money') === 'future' ? 'future' : 'today',
    scope: parameters.get('holdings') === 'these' ? 'these' : 'all',
    row: row ?? 'netWorth',
  }
}

export function useProjectionView(): [ProjectionView, (change: Partial<ProjectionView>) => void] {
  const [parameters, setParameters] = useSearchParams()
  const setView = (change: Partial<ProjectionView>) =>
    setParameters(
      (before) => {
        const view = { ...readView(before), ...change }
        const after = new URLSearchParams(before)
        const put = (key: string, value: string, standard: string) =>
          value === standard ? after.delete(key) : after.set(key, value)
        put('view', view.kind, 'expected')
        put('money', view.money, 'today')
        put('holdings', view.scope, 'all')
        put('show', view.row, 'netWorth')
        return after
      },
      { replace: true, preventScrollReset: true },
    )
  return [readView(parameters), setView]
}
