import { Anchor, Badge, Box, Checkbox, Group, Paper, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { memo, type ReactNode, useId, useState } from 'react'
import { Link } from 'react-router-dom'
import { type Conflict, type Decisions, proposedTogether } from '#data/applications/decisions.ts'
import {
  isLater,
  isTwinField,
  type PlanField,
  type PlanItem,
  type PlanRow,
  type Resolution,
} from '#data/shapes/plan.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { entityLabel } from '#domain/instances/catalogue.ts'
import { insteadOfArchiving, whatLeaves } from '#domain/projection/what-leaves.ts'
import { KindIcon } from '#fields/kind-icon.tsx'
import type { Reviewed } from '#fields/side-labels.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { Disclosure } from '#ui/disclosure.tsx'
import { useFormat } from '#ui/format.ts'
import { ConflictChoice } from './conflict-choice.tsx'
import { FieldChange, isWorthReading } from './field-changes.tsx'
import { archivedHolding } from './leaving.ts'
import { inChanges, placeInChange } from './one-change.ts'
import { changesLeft, foldFields, writtenFields } from './plan-summary.ts'
import classes from './review.module.css'
import { describeUndoneCopy } from './review-words.ts'
import { TwinAnswer } from './twin-question.tsx'

interface PlanItemCardProps {
  of: Reviewed
  /** Where what is proposed can be changed. */
  scenarioId: string | undefined
  /** As the whole plan has it: every conflict open. */
  item: PlanRow
  /** As it will be carried out, decisions included; undefined while that is being worked out. */
  planned: PlanRow | undefined
  isChosen: boolean
  decisions: Decisions[string] | undefined
  /** Fields whose decision fell because a value moved. */
  outdated: readonly string[]
  isOpenAtFirst: boolean
  canDecide: boolean
  /** Whether a change without conflict can be left for later by itself. */
  canLeave: boolean
  /** Missing: it cannot be left out. */
  onChoose: ((rowId: string, isChosen: boolean) => void) | undefined
  onDecide: (conflict: Conflict, resolution: Resolution | null) => void
}

/** What would become of one instance, field by field, and whether it does. */
export const PlanItemCard = memo(function PlanItemCard(props: PlanItemCardProps) {
  const {
    of,
    scenarioId,
    item,
    planned = item,
    isChosen,
    decisions,
    outdated,
    isOpenAtFirst,
    canDecide,
    canLeave,
    onChoose,
    onDecide,
  } = props
  // Until it is opened or closed by hand: a conflict may come up while the plan is on screen.
  const [isOpenByHand, setIsOpenByHand] = useState<boolean | null>(null)
  const isOpen = isOpenByHand ?? isOpenAtFirst
  const detailsId = useId()
  const { rowId } = item
  const copyNote = of === 'apply' ? null : describeUndoneCopy(item)
  const conflicts = item.fields.filter((field) => field.outcome === 'conflict')
  const open = conflicts.filter((field) => !decisions?.[field.field]).length
  const left = changesLeft(planned).length
  const changes = of === 'apply' && item.action !== 'create' ? proposedTogether(item) : []
  const fieldChange = (field: PlanField) => {
    const { others, isLead } = placeInChange(field, changes)
    return (
      <FieldChange
        key={field.field}
        of={of}
        item={item}
        field={field}
        isLeft={!isChosen || isLater(decisions?.[field.field]?.choice)}
        together={others}
        onLeave={canLeave && isChosen && isLead ? onDecide : undefined}
        isDisabled={!canDecide}
      />
    )
  }
  const worthReading = item.fields.filter((field) => isWorthReading(item, field))
  const { first, folded } = foldFields(copyNote === null ? inChanges(worthReading, changes) : [])
  const whyFolded = foldedWords(folded.length, conflicts.length > 0)
  const Chevron = isOpen ? IconChevronUp : IconChevronDown
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} component="li">
      <Group wrap="nowrap" gap="sm" align="center">
        {onChoose && (
          <Checkbox
            checked={isChosen}
            onChange={(event) => onChoose(rowId, event.currentTarget.checked)}
            aria-label={`Apply ${item.name}`}
          />
        )}
        <KindIcon kind={item.kind} />
        <Box flex={1} miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {item.name}
          </Text>
          <Group gap={6}>
            <Text size="sm" c="dimmed">
              {entityLabel(item.kind)}
            </Text>
            {isChosen ? (
              <>
                {copyNote === null && <ActionBadge of={of} item={planned} hasOpen={open > 0} />}
                {left > 0 && <PlainBadge color="gray">{`${left} left for later`}</PlainBadge>}
                {open > 0 && (
                  <PlainBadge color="orange">
                    {canDecide ? `${counted(open, 'decision')} to make` : 'In conflict'}
                  </PlainBadge>
                )}
              </>
            ) : (
              <PlainBadge color="gray">Left for later</PlainBadge>
            )}
          </Group>
        </Box>
        {first.length > 0 && (
          <UnstyledButton
            onClick={() => setIsOpenByHand(!isOpen)}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-label={`Details of ${item.name}`}
            p={6}
          >
            <Chevron size={20} aria-hidden style={{ display: 'block' }} />
          </UnstyledButton>
        )}
      </Group>
      {copyNote && (
        <Text size="sm" mt="xs">
          {copyNote}
        </Text>
      )}
      {isChosen && <Leaving item={planned} scenarioId={scenarioId} />}
      {isChosen && open === 0 && of === 'apply' && <TwinAnswer planned={planned} />}
      {isOpen && (
        <ul className={classes.fields} id={detailsId} style={{ marginTop: 10 }}>
          {first.map((field) =>
            field.outcome === 'conflict' && isChosen ? (
              <li key={field.field} className={classes.field}>
                <div
                  className={classes.decision}
                  data-conflict
                  data-open={decisions?.[field.field] ? undefined : true}
                >
                  <ConflictChoice
                    of={of}
                    conflict={{ item, field }}
                    decision={decisions?.[field.field]}
                    isDisabled={!canDecide}
                    onDecide={(resolution) => onDecide({ item, field }, resolution)}
                  />
                  {outdated.includes(field.field) && (
                    <Text size="sm" mt="xs" className={classes.attention ?? ''}>
                      A value changed after you decided. Please decide again.
                    </Text>
                  )}
                </div>
              </li>
            ) : (
              fieldChange(field)
            ),
          )}
          {folded.length > 0 && (
            <li className={classes.field}>
              <Disclosure show={`Show ${whyFolded}`} hide={`Hide ${whyFolded}`}>
                {() => <ul className={classes.fields}>{folded.map(fieldChange)}</ul>}
              </Disclosure>
            </li>
          )}
        </ul>
      )}
    </Paper>
  )
})

/** "2 fields that need no decision", "1 field that stays as it is". */
function foldedWords(count: number, hasConflict: boolean): string {
  const [one, many] = hasConflict
    ? ['field that needs no decision', 'fields that need no decision']
    : ['field that stays as it is', 'fields that stay as they are']
  return counted(count, one, many)
}

interface LeavingProps {
  item: PlanRow
  scenarioId: string | undefined
}

/** What leaves where something is archived, and the way to what may be meant instead. */
function Leaving({ item, scenarioId }: LeavingProps) {
  const format = useFormat()
  const holding = archivedHolding(item)
  if (holding === null) return null
  const { field, label } = insteadOfArchiving[holding.kind]
  return (
    <Text size="sm" mt="xs">
      It will be archived: {whatLeaves([holding], currentMonth(new Date()), format)}{' '}
      {scenarioId !== undefined && (
        <Anchor
          component={Link}
          to={paths.field(paths.scenarioInstance(scenarioId, item.rowId), field)}
          inherit
          underline="always"
        >
          {label}
        </Anchor>
      )}
    </Text>
  )
}

interface ActionBadgeProps {
  of: Reviewed
  item: PlanItem
  hasOpen: boolean
}

function ActionBadge({ of, item, hasOpen }: ActionBadgeProps) {
  const written = writtenFields(item).length
  const isTwin = item.fields.some(isTwinField)
  if (item.action === 'create')
    return <PlainBadge color="pine">{isTwin ? 'Another one will be created' : 'Will be created'}</PlainBadge>
  if (item.action === 'recreate') return <PlainBadge color="pine">Will be brought back</PlainBadge>
  if (item.action === 'discard')
    return (
      <PlainBadge color="gray">
        {isTwin ? 'Leaves the scenario' : 'Deleted in reality, leaves the scenario'}
      </PlainBadge>
    )
  if (written > 0) return <PlainBadge color="pine">{counted(written, 'field')} will change</PlainBadge>
  if (hasOpen || changesLeft(item).length > 0) return null
  if (isTwin) return <PlainBadge color="pine">Uses the one that is there</PlainBadge>
  return (
    <PlainBadge color="gray">
      {of === 'apply' ? 'Takes over what is in reality' : 'Stays as it is now'}
    </PlainBadge>
  )
}

function PlainBadge({ color, children }: { color: string; children: ReactNode }) {
  return (
    <Badge
      color={color}
      variant="light"
      tt="none"
      {...(color === 'orange' ? { classNames: { label: classes.attention ?? '' } } : {})}
    >
      {children}
    </Badge>
  )
}
