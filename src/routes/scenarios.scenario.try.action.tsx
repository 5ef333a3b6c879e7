import { useParams } from 'react-router-dom'
import { ActionPage } from '#features/actions/action-page.tsx'
import { SaleOfRows } from '#features/projections/sale-of-rows.tsx'
import { TypedRowsEffect } from '#features/projections/typed-effect.tsx'
import { usePausedBecause, useScenarioInView } from '#features/scenarios/scenarios-context.tsx'

export function Component() {
  const { actionId = '' } = useParams()
  const scenario = useScenarioInView()
  return (
    <ActionPage
      scenario={scenario}
      actionId={actionId}
      pausedBecause={usePausedBecause()}
      renderEffect={(typed, below) => <TypedRowsEffect scenario={scenario} typed={typed} below={below} />}
      renderOutcome={
        actionId === 'sell' ? (typed, about) => <SaleOfRows typed={typed} about={about} /> : undefined
      }
    />
  )
}
