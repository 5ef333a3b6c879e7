import { useNavigate } from 'react-router-dom'
import { useImportScenario } from '#data/scenarios/scenarios.mutations.ts'
import { usePausedBecause } from '#features/scenarios/scenarios-context.tsx'
import { ImportPage } from '#features/transfer/import-page.tsx'
import { paths } from '#lib/paths.ts'
import { notifyDone } from '#ui/notify.tsx'

export function Component() {
  const navigate = useNavigate()
  const { mutateAsync } = useImportScenario()
  const pausedBecause = usePausedBecause()
  return (
    <ImportPage
      kind="scenario"
      title="Import a scenario"
      description="Makes a scenario from the file. What was copied from investments that you still have is compared with them as they are now; everything else is new in it."
      back={{ to: paths.scenarios, label: 'Scenarios' }}
      submitLabel={() => 'Import this scenario'}
      pausedBecause={pausedBecause}
      onImport={async (input, release) => {
        const { scenario } = await mutateAsync(input)
        release()
        navigate(paths.scenario(scenario.id))
        notifyDone(`“${scenario.name}” is imported.`)
      }}
    />
  )
}
