import { useDisclosure } from '@mantine/hooks'
import { IconArrowBackUp, IconCopy, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { Change } from '#domain/changes/changes.ts'
import { MenuItem, MoreMenu } from '#ui/menu-parts.tsx'
import { pathOfChange } from './change-path.ts'
import { CopyChangeDialog } from './copy-change-dialog.tsx'
import { useResetChange } from './use-reset-change.ts'

interface ChangeMenuProps {
  scenarioId: string
  change: Change<ScenarioInstance>
  /** The change in one line. */
  line: string
  /** Its row goes with it. */
  onReset: () => void
}

/** What can be done with one change. */
export function ChangeMenu({ scenarioId, change, line, onReset }: ChangeMenuProps) {
  const { enabled: canWrite } = useFeatureFlag('feature:scenarios')
  const [isCopying, { open, close }] = useDisclosure(false)
  // Many rows stand below each other: a dialog is made where it is asked for.
  const [hasDialog, setHasDialog] = useState(false)
  const reset = useResetChange(scenarioId)
  return (
    <>
      <MoreMenu label={`Actions for ${line}`} isQuiet>
        <MenuItem icon={IconPencil} to={pathOfChange(scenarioId, change)}>
          {canWrite ? 'Change it' : 'Look at it'}
        </MenuItem>
        {canWrite && change.waitsFor !== 'source_deleted' && (
          <MenuItem
            icon={IconCopy}
            onClick={() => {
              setHasDialog(true)
              open()
            }}
          >
            Copy to another scenario…
          </MenuItem>
        )}
        {canWrite && (
          <MenuItem
            icon={IconArrowBackUp}
            onClick={() => void reset(change, line).then((isReset) => isReset && onReset())}
          >
            {change.decision === 'new' ? 'Take out of the scenario' : 'Reset to reality'}
          </MenuItem>
        )}
      </MoreMenu>
      {hasDialog && (
        <CopyChangeDialog
          scenarioId={scenarioId}
          change={change}
          line={line}
          isOpen={isCopying}
          onClose={close}
        />
      )}
    </>
  )
}
