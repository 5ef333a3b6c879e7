import { Badge, Text } from '@mantine/core'
import { IconBulb, IconExternalLink, IconPencil, IconTrash } from '@tabler/icons-react'
import { memo, type Ref } from 'react'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { enteredAmount, fullSummaryOf } from '#domain/instances/summary.ts'
import { KindIcon } from '#fields/kind-icon.tsx'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { MenuItem, MoreMenu } from '#ui/menu-parts.tsx'
import { overRowLink, RowLink, rowOfLink } from '#ui/row-link.tsx'
import type { ComparedCopy } from './differences.ts'
import classes from './scenario-instance-card.module.css'
import { useScenarios } from './scenarios-context.tsx'
import { StateBadges } from './state-badges.tsx'
import { useScenarioCommands } from './use-scenario-commands.ts'

interface ScenarioInstanceCardProps {
  entry: ComparedCopy<ScenarioInstance>
  index: number
  /** How many there are, drawn or not. */
  total: number
  ref?: Ref<HTMLLIElement>
}

export const ScenarioInstanceCard = memo(function ScenarioInstanceCard({
  entry: { copy, comparison },
  index,
  total,
  ref,
}: ScenarioInstanceCardProps) {
  const format = useFormat()
  const { amount, asOf } = enteredAmount(copy.kind, copy.params, format, currentMonth(new Date()))
  return (
    <li
      {...rowOfLink}
      className={`${classes.row} ${rowOfLink.className}`}
      ref={ref}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={total}
    >
      <KindIcon kind={copy.kind} size={36} />
      <div className={classes.cells}>
        <div className={classes.name}>
          <RowLink to={paths.scenarioInstance(copy.scenario_id, copy.id)}>{copy.name}</RowLink>
          {copy.status === 'archived' && (
            <Badge variant="light" color="gray" tt="none" ml={8} size="sm">
              Archived here
            </Badge>
          )}
          <Text size="sm" c="dimmed" className={overRowLink} w="fit-content">
            {fullSummaryOf(copy.kind, copy.params, format)}
          </Text>
        </div>
        <div className={classes.states}>
          <StateBadges states={comparison.states} />
        </div>
        <div className={`${classes.value} ${overRowLink}`}>
          {amount}
          {asOf && (
            <Text size="xs" c="dimmed">
              {asOf}
            </Text>
          )}
        </div>
      </div>
      <RowMenu copy={copy} isInReality={!comparison.states.includes('source_deleted')} />
    </li>
  )
})

function RowMenu({ copy, isInReality }: { copy: ScenarioInstance; isInReality: boolean }) {
  const { isReadOnly } = useScenarios()
  const { removeInstance } = useScenarioCommands()
  return (
    <MoreMenu label={`Actions for ${copy.name}`} isQuiet className={overRowLink}>
      <MenuItem to={paths.scenarioInstance(copy.scenario_id, copy.id)} icon={IconPencil}>
        {isReadOnly ? 'Look at it' : 'Edit'}
      </MenuItem>
      {copy.source_instance_id !== null && isInReality && (
        <MenuItem to={paths.instance(copy.source_instance_id)} icon={IconExternalLink}>
          Open the real one
        </MenuItem>
      )}
      {!isReadOnly && copy.status === 'active' && (
        <MenuItem to={paths.tryActions(copy.scenario_id, copy.id)} icon={IconBulb}>
          Try something
        </MenuItem>
      )}
      {!isReadOnly && (
        <MenuItem color="red" icon={IconTrash} onClick={() => void removeInstance(copy)}>
          Remove from the scenario
        </MenuItem>
      )}
    </MoreMenu>
  )
}
