import { Menu } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconFileExport,
  IconPencil,
  IconReport,
  IconStar,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { paths } from '#lib/paths.ts'
import { MenuItem, MoreMenu } from '#ui/menu-parts.tsx'
import { DuplicateScenarioDialog } from './duplicate-scenario-dialog.tsx'
import { ScenarioDetailsDialog } from './scenario-details-dialog.tsx'
import { useScenarios } from './scenarios-context.tsx'
import { useScenarioCommands } from './use-scenario-commands.ts'

interface ScenarioMenuProps {
  scenario: Scenario
  /** After the scenario is gone, for whoever has not left it. */
  onDeletedHere?: () => void
}

/** What can be done with a whole scenario. While the feature is off it is only exported; a dialog that is open stays. */
export function ScenarioMenu({ scenario, onDeletedHere }: ScenarioMenuProps) {
  const { isReadOnly, onExport } = useScenarios()
  const commands = useScenarioCommands()
  const [dialog, setDialog] = useState<'details' | 'duplicate' | null>(null)
  const isArchived = scenario.status === 'archived'
  const close = () => setDialog(null)
  return (
    <>
      <MoreMenu label={`Actions for ${scenario.name}`} isQuiet>
        {!isReadOnly && (
          <>
            <MenuItem icon={IconPencil} onClick={() => setDialog('details')}>
              Edit details
            </MenuItem>
            <MenuItem icon={IconCopy} onClick={() => setDialog('duplicate')}>
              Duplicate
            </MenuItem>
            {!scenario.is_primary && (
              <MenuItem icon={IconStar} onClick={() => void commands.makePrimary(scenario)}>
                Make primary
              </MenuItem>
            )}
          </>
        )}
        <MenuItem icon={IconReport} to={paths.scenarioReport(scenario.id)}>
          Report to print
        </MenuItem>
        <MenuItem icon={IconFileExport} onClick={() => onExport(scenario)}>
          Export to a file
        </MenuItem>
        {!isReadOnly && (
          <>
            <MenuItem
              icon={isArchived ? IconArchiveOff : IconArchive}
              onClick={() => void commands.setStatus(scenario, isArchived ? 'active' : 'archived')}
            >
              {isArchived ? 'Take out of the archive' : 'Archive'}
            </MenuItem>
            <Menu.Divider />
            <MenuItem
              color="red"
              icon={IconTrash}
              onClick={() => void commands.deleteScenario(scenario, onDeletedHere)}
            >
              Delete
            </MenuItem>
          </>
        )}
      </MoreMenu>
      <ScenarioDetailsDialog scenario={scenario} isOpen={dialog === 'details'} onClose={close} />
      <DuplicateScenarioDialog scenario={scenario} isOpen={dialog === 'duplicate'} onClose={close} />
    </>
  )
}
