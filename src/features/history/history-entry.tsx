import { Anchor, Button, Collapse, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconChevronDown,
  IconHandStop,
} from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { Link } from 'react-router-dom'
import type { Application } from '#data/applications/application.ts'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { isOfReality, undoWords } from '#fields/undo-words.ts'
import { paths } from '#lib/paths.ts'
import { Moment } from '#ui/moment.tsx'
import classes from './history-entry.module.css'
import { HistoryItems } from './history-items.tsx'
import { canBeUndone, describeOperation, describeOutcome, hasItems, toneOf } from './wording.ts'

const tones = {
  done: { color: 'pine', Icon: IconCheck, label: 'Done' },
  stopped: { color: 'yellow', Icon: IconHandStop, label: 'Stopped' },
  failed: { color: 'red', Icon: IconAlertTriangle, label: 'Failed' },
} as const

/** What undoing an entry is shown with. */
export interface Undoing {
  entry: Application
  /** The entry is itself an undo, so that undoing it applies again. */
  isRedo: boolean
  isOpen: boolean
  onClose: () => void
}

interface HistoryEntryProps {
  entry: Application
  /** Entries of several scenarios say of which. */
  isScenarioNamed: boolean
  isUndone: boolean
  /** It undid an undo. */
  isRedo: boolean
  isOpenAtFirst: boolean
  /** The one investment that its details are of; missing: all of them. */
  instanceId?: string
  renderUndo: (undoing: Undoing) => ReactNode
}

export function HistoryEntry(props: HistoryEntryProps) {
  const { entry, isScenarioNamed, isUndone, isRedo, isOpenAtFirst, instanceId, renderUndo } = props
  const canApply = useFeatureFlag('feature:scenarios:apply')
  const [isUndoing, undoing] = useDisclosure()
  const [isOpen, { toggle }] = useDisclosure(isOpenAtFirst && hasItems(entry))
  const itemsId = useId()
  const { color, Icon, label } = tones[toneOf(entry)]
  const isUndo = entry.operation === 'revert' && !isRedo
  const outcome = describeOutcome(entry)
  const what = describeOperation(entry, isRedo)
  return (
    <li className={classes.entry}>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <ThemeIcon variant="light" color={color} radius="xl" size={30} aria-label={label} role="img">
          <Icon size={16} aria-hidden />
        </ThemeIcon>
        <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
          {isScenarioNamed && <ScenarioName entry={entry} />}
          <Text fw={isScenarioNamed ? undefined : 600} style={{ overflowWrap: 'anywhere' }}>
            {what}
          </Text>
          {outcome && <Text size="sm">{outcome}</Text>}
          <Text size="sm" c="dimmed">
            <Moment date={entry.created_at} isExact />
            {isUndone && ' · Undone since'}
          </Text>
          <Group gap="xs" className="no-print">
            {hasItems(entry) && (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-expanded={isOpen}
                aria-controls={itemsId}
                aria-label={`${isOpen ? 'Hide' : 'Show'} details: ${what}`}
                rightSection={
                  <IconChevronDown
                    size={16}
                    aria-hidden
                    style={isOpen ? { transform: 'rotate(180deg)' } : {}}
                  />
                }
                onClick={toggle}
              >
                Details
              </Button>
            )}
            {canBeUndone(entry) && !isUndone && (canApply.enabled || isOfReality(entry)) && (
              <>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconArrowBackUp size={16} aria-hidden />}
                  onClick={undoing.open}
                >
                  {undoWords(entry)[isUndo ? 'redo' : 'undo']}
                </Button>
                {renderUndo({ entry, isRedo: isUndo, isOpen: isUndoing, onClose: undoing.close })}
              </>
            )}
          </Group>
        </Stack>
      </Group>
      <div id={itemsId}>
        <Collapse expanded={isOpen}>
          {isOpen && (
            <HistoryItems
              entry={entry}
              of={isUndo ? 'undo' : isRedo ? 'redo' : 'apply'}
              {...(instanceId !== undefined && { instanceId })}
            />
          )}
        </Collapse>
      </div>
    </li>
  )
}

function ScenarioName({ entry }: { entry: Application }) {
  const name = entry.scenario_name ?? entry.instance_name ?? 'Your investments'
  if (entry.scenario_id === null)
    return (
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
    )
  return (
    <Anchor
      component={Link}
      to={paths.scenarioTab(entry.scenario_id, 'history')}
      fw={600}
      c="inherit"
      style={{ overflowWrap: 'anywhere' }}
    >
      {name}
    </Anchor>
  )
}
