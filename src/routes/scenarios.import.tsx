import { useNavigate } from 'react-router-dom'
import { importScenarioMutation } from '#data/scenarios/scenarios.mutations.ts'
import { usePausedBecause } from '#features/scenarios/scenarios-context.tsx'
import { ImportPage } from '#features/transfer/import-page.tsx'
import { paths } from '#lib/paths.ts'
import { notifyDone } from '#ui/notify.tsx'

export function Component() {
  const navigate = useNavigate()
  const pausedBecause = usePausedBecause()
  return (
    <ImportPage
      kind="scenario"
      title="Import a scenario"
      description="Makes a scenario from the file. Copies of what you own stay copies: where reality has moved, applying asks, as it would have without the file. Everything else is new in it."
      back={{ to: paths.scenarios, label: 'Scenarios' }}
      submitLabel={() => 'Import this scenario'}
      pausedBecause={pausedBecause}
      write={importScenarioMutation}
      onImported={({ scenario, compared_with_reality: compared }) =>
        notifyDone(
          compared.length === 0
            ? `“${scenario.name}” is imported.`
            : `“${scenario.name}” is imported; ${compared.length === 1 ? 'one copy is' : `${compared.length} copies are`} compared with reality as it is now.`,
        )
      }
      onImportedHere={({ scenario }) => navigate(paths.scenario(scenario.id))}
    />
  )
}
