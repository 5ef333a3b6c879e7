import { Button } from '@mantine/core'
import { IconFileImport, IconPlus, IconRestore } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router-dom'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { MenuItem, MoreMenu } from '#ui/menu-parts.tsx'
import { Page } from '#ui/page.tsx'
import { CreateScenarioDialog } from './create-scenario-dialog.tsx'
import { readChosen } from './scenario-filters.ts'
import { ScenarioList, type ScenarioResultsOnPage } from './scenario-list.tsx'
import { useScenarios } from './scenarios-context.tsx'

/** All scenarios. `?create` opens the dialog, so that other pages can lead straight to it. */
export function ScenariosPage({ notice, ...results }: ScenarioResultsOnPage & { notice: ReactNode }) {
  const { isReadOnly } = useScenarios()
  const { data: scenarios } = useQuery(scenariosQuery)
  const [parameters, setParameters] = useSearchParams()
  const setCreating = (isCreating: boolean) =>
    setParameters(
      (current) => {
        const next = new URLSearchParams(current)
        if (isCreating) next.set('create', '')
        else next.delete('create')
        return next
      },
      { replace: !isCreating, preventScrollReset: true },
    )
  const chosen = readChosen(parameters)
  const hasSome = scenarios !== undefined && scenarios.length > 0
  return (
    <Page
      title="Scenarios"
      description="Copies of your investments to experiment with. Nothing reaches your real investments until you apply it."
      actions={
        <>
          {scenarios && scenarios.length > 1 && (
            <LinkButton variant="default" to={paths.compareScenarios(chosen)}>
              {chosen.length > 0 ? `Compare ${chosen.length}` : 'Compare'}
            </LinkButton>
          )}
          {hasSome && !isReadOnly && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
              Create a scenario
            </Button>
          )}
          <MoreMenu label="More about scenarios">
            {!isReadOnly && (
              <MenuItem to={paths.importScenario} icon={IconFileImport}>
                Import from a file
              </MenuItem>
            )}
            <MenuItem to={paths.deleted} icon={IconRestore}>
              Recently deleted
            </MenuItem>
          </MoreMenu>
        </>
      }
    >
      {notice}
      <ScenarioList onCreate={() => setCreating(true)} {...results} />
      <CreateScenarioDialog isOpen={parameters.has('create')} onClose={() => setCreating(false)} />
    </Page>
  )
}
