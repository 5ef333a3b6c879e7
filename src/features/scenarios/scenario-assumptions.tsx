import { Anchor, Text } from '@mantine/core'
import { Link } from 'react-router-dom'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { AssumptionsEditor } from '#editing/assumptions-editor.tsx'
import { paths } from '#lib/paths.ts'
import { usePausedBecause, useScenarioInView, useScenarios } from './scenarios-context.tsx'

/** What holds for everything in the scenario; where it says nothing, the user's own defaults do. */
export function ScenarioAssumptions() {
  const scenario = useScenarioInView()
  const { actions } = useScenarios()
  const { assumptions: inherited } = usePreferences()
  const pausedBecause = usePausedBecause()
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
      <AssumptionsEditor
        key={scenario.id}
        stored={scenario}
        save={actions.updateScenario}
        inputOf={(began, assumptions) => ({ began, changes: { assumptions } })}
        words={{
          failed: 'The assumptions were not saved',
          saved: 'The assumptions of this scenario are saved.',
        }}
        inherited={inherited}
        pausedBecause={pausedBecause}
      />
    </>
  )
}
