import { useDisclosure } from '@mantine/hooks'
import { IconArrowBackUp, IconCopy, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { JointChange } from '#domain/changes/joint.ts'
import { MenuItem, MoreMenu } from '#ui/menu-parts.tsx'
import { pathOfChange } from './change-path.ts'
import { CopyChangeDialog } from './copy-change-dialog.tsx'
import { useResetChanges } from './use-reset-changes.ts'

interface ChangeMenuProps {
  scenarioId: string
  change: JointChange<ScenarioInstance>
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
  const reset = useResetChanges(scenarioId)
  const { parts } = change
  const [first] = parts
  const isTakenOut = parts.length === 1 && first.decision === 'new'
  return (
    <>
      <MoreMenu label={`Actions for ${line}`} isQuiet>
        {parts.map((part) => (
          <MenuItem key={part.id} icon={IconPencil} to={pathOfChange(scenarioId, part)}>
            {canWrite ? 'Change' : 'Look at'} {parts.length === 1 ? 'it' : part.copy?.name}
          </MenuItem>
        ))}
        {canWrite && first.waitsFor !== 'source_deleted' && (
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
            onClick={() =>
              void reset(
                parts,
                isTakenOut ? `Taken out of the scenario: ${line}` : `Reset to reality: ${line}`,
              ).then((isReset) => isReset && onReset())
            }
          >
            {isTakenOut ? 'Take out of the scenario' : 'Reset to reality'}
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
