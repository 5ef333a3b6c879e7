import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router-dom'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Params } from '#domain/instances/types.ts'
import { scenarioOutcome } from '#domain/merge/carry-out.ts'
import { AssumptionsEditor } from '#editing/assumptions-editor.tsx'
import type { RenderEffect } from '#fields/typed.ts'
import { paths } from '#lib/paths.ts'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { usePausedBecause, useScenarioInView, useScenarios } from './scenarios-context.tsx'

/** What holds for everything in the scenario; where it says nothing, the user's own defaults do. */
export function ScenarioAssumptions({ renderEffect }: { renderEffect: RenderEffect<Params> }) {
  const scenario = useScenarioInView()
  const { actions } = useScenarios()
  const { assumptions: inherited } = usePreferences()
  const pausedBecause = usePausedBecause()
  const reality = useQuery(instancesQuery)
  const copies = useQuery(scenarioInstancesQuery(scenario.id))
  const holdings = useMemo(
    () => reality.data && copies.data && scenarioOutcome(reality.data, copies.data).holdings,
    [reality.data, copies.data],
  )
  return (
    <>
      <Text c="dimmed" maw="44rem">
        These hold for everything in this scenario and for its comparison with reality. A field left empty
        follows your own default, shown in grey, which you set in{' '}
        <Anchor component={Link} to={paths.settings} underline="always" c="inherit">
          Settings
        </Anchor>
        .
      </Text>
      <Loaded
        query={{ ...(reality.error ? reality : copies), data: holdings }}
        loading={<LoadingState rows={3} height={140} />}
      >
        {(known) => (
          <AssumptionsEditor
            key={scenario.id}
            stored={scenario}
            holdings={known}
            save={actions.updateScenario}
            inputOf={(began, assumptions) => ({ began, changes: { assumptions } })}
            words={{
              failed: 'The assumptions were not saved',
              saved: 'The assumptions of this scenario are saved.',
            }}
            inherited={inherited}
            pausedBecause={pausedBecause}
            renderEffect={renderEffect}
          />
        )}
      </Loaded>
    </>
  )
}
