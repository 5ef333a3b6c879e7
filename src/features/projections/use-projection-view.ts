/** What of a projection is on screen. In the URL, so that a view can be reloaded, shared and gone back to. */

import { useChoices } from '#lib/use-choices.ts'
import { type ChartRow, chartRows } from './measures.ts'
import type { Scope } from './plans.ts'
import type { Money } from './series.ts'

const offer = {
  /** `expected`: the one course at the mean of every rate; `why`: what leads to its end; `simulated`: many courses; `sensitivity`: what matters most; `stress`: shocks; `tax`: the worksheet. */
  view: ['expected', 'why', 'simulated', 'sensitivity', 'stress', 'tax'],
  money: ['today', 'future'],
  holdings: ['all', 'these'],
  show: chartRows,
  /** The last month of the tax year whose worksheet is shown. */
  tax: '',
} as const

export type ProjectionKind = (typeof offer.view)[number]

export interface ProjectionView {
  readonly kind: ProjectionKind
  readonly money: Money
  readonly scope: Scope
  /** What the chart shows. */
  readonly row: ChartRow
  /** The last month of a tax year; empty for the first. */
  readonly taxYear: string
}

export function useProjectionView(): [ProjectionView, (change: Partial<ProjectionView>) => void] {
  const [{ view: kind, money, holdings: scope, show: row, tax: taxYear }, choose] = useChoices(offer)
  const setView = ({ kind, money, scope, row, taxYear }: Partial<ProjectionView>) =>
    choose({ view: kind, money, holdings: scope, show: row, tax: taxYear })
  return [{ kind, money, scope, row, taxYear }, setView]
}
