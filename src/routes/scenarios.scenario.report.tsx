import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { HistoryList } from '#features/history/history-list.tsx'
import { ScenarioReport } from '#features/projections/scenario-report.tsx'
import { UndoDialog } from '#features/review/undo-dialog.tsx'
import { useScenarioInView } from '#features/scenarios/scenarios-context.tsx'
import { paths } from '#lib/paths.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Page } from '#ui/page.tsx'

export function Component() {
  const scenario = useScenarioInView()
  return (
    <Page
      title={`Report: ${scenario.name}`}
      description={scenario.description}
      breadcrumbs={<BackLink to={paths.scenario(scenario.id)}>{scenario.name}</BackLink>}
      actions={
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          Print or save as PDF
        </Button>
      }
    >
      <ScenarioReport
        key={scenario.id}
        scenario={scenario}
        history={
          <HistoryList
            scenarioId={scenario.id}
            isWhole
            renderUndo={(undoing) => <UndoDialog {...undoing} />}
          />
        }
      />
    </Page>
  )
}
