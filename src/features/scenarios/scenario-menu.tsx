import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconDots,
  IconFileExport,
  IconPencil,
  IconStar,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
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
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${scenario.name}`}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!isReadOnly && (
            <>
              <Menu.Item
                leftSection={<IconPencil size={16} aria-hidden />}
                onClick={() => setDialog('details')}
              >
                Edit details
              </Menu.Item>
              <Menu.Item
                leftSection={<IconCopy size={16} aria-hidden />}
                onClick={() => setDialog('duplicate')}
              >
                Duplicate
              </Menu.Item>
              {!scenario.is_primary && (
                <Menu.Item
                  leftSection={<IconStar size={16} aria-hidden />}
                  onClick={() => void commands.makePrimary(scenario)}
                >
                  Make primary
                </Menu.Item>
              )}
            </>
          )}
          <Menu.Item
            leftSection={<IconFileExport size={16} aria-hidden />}
            onClick={() => onExport(scenario)}
          >
            Export to a file
          </Menu.Item>
          {!isReadOnly && (
            <>
              <Menu.Item
                leftSection={
                  isArchived ? (
                    <IconArchiveOff size={16} aria-hidden />
                  ) : (
                    <IconArchive size={16} aria-hidden />
                  )
                }
                onClick={() => void commands.setStatus(scenario, isArchived ? 'active' : 'archived')}
              >
                {isArchived ? 'Take out of the archive' : 'Archive'}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => void commands.deleteScenario(scenario, onDeletedHere)}
              >
                Delete
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ScenarioDetailsDialog scenario={scenario} isOpen={dialog === 'details'} onClose={close} />
      <DuplicateScenarioDialog scenario={scenario} isOpen={dialog === 'duplicate'} onClose={close} />
    </>
  )
}
