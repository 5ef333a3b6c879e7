import { SegmentedControl, Text } from '@mantine/core'
import type { Conflict } from '#data/applications/decisions.ts'
import { isTwinField, type PlanField, type PlanRow, type Resolution } from '#data/shapes/plan.ts'
import { fieldLabel, nounOf } from '#domain/instances/catalogue.ts'
import type { Entity } from '#domain/instances/types.ts'
import { listed } from '#domain/listed.ts'
import { PlannedValue } from '#editing/planned-value.tsx'
import { type Reviewed, sideLabels } from '#fields/side-labels.ts'
import classes from './review.module.css'
import { resultLabel, reviewWords } from './review-words.ts'
import { TwinDifferences } from './twin-question.tsx'

interface ValueProps {
  kind: Entity
  field: PlanField
  value: PlanField['current']
}

/** One value of a field, in the words of the catalogue, told apart from the others of this field. */
export function PlanValue({ kind, field, value }: ValueProps) {
  return (
    <PlannedValue
      kind={kind}
      field={field.field}
      value={value}
      beside={[field.base, field.current, field.proposed]}
    />
  )
}

interface FieldChangeProps {
  of: Reviewed
  item: PlanRow
  field: PlanField
  /** It is left for later, alone or with its instance: nothing of it will be written. */
  isLeft: boolean
  /** Missing: it cannot be left for later, or is with another field. */
  onLeave: ((field: Conflict, resolution: Resolution | null) => void) | undefined
  /** What is one decision with it. */
  together: readonly string[]
  isDisabled: boolean
}

/** A field that needs no decision: its values, what will stand, and whether it waits. */
export function FieldChange({ of, item, field, isLeft, onLeave, together, isDisabled }: FieldChangeProps) {
  const value = (stored: PlanField['current']) => <PlanValue kind={item.kind} field={field} value={stored} />
  const label = <div className={classes.label}>{fieldLabel(item.kind, field.field)}</div>
  if (isTwinField(field))
    return (
      <li className={classes.field}>
        <Text size="sm" mb="xs">
          It was created from another scenario already.{isLeft && ' Here it stays as it is.'}
        </Text>
        <TwinDifferences item={item} field={field} />
      </li>
    )
  if (field.field === '*')
    return (
      <li className={classes.field}>
        <Text size="sm">
          {of === 'apply'
            ? `The ${nounOf(item.kind)} was deleted in reality. ${isLeft ? 'Its copy stays in the scenario as it is.' : 'Its copy leaves the scenario.'}`
            : `The ${nounOf(item.kind)} was deleted. It comes back as it was.`}
        </Text>
      </li>
    )
  if (item.action === 'create')
    return (
      <li className={`${classes.field} ${classes.plain}`}>
        {label}
        <Text size="sm">{value(field.proposed)}</Text>
      </li>
    )
  return (
    <li className={`${classes.field} ${classes.plain}`}>
      <div>
        {label}
        {onLeave && field.outcome === 'proposed_only' && (
          <SegmentedControl
            size="xs"
            mt={6}
            className="no-print"
            aria-label={`${listed([field.field, ...together].map((one) => fieldLabel(item.kind, one)))}: apply ${together.length > 0 ? 'them' : 'it'}, or leave ${together.length > 0 ? 'them' : 'it'} for later`}
            data={[
              { value: 'apply', label: 'Apply' },
              { value: 'later', label: 'Later' },
            ]}
            value={isLeft ? 'later' : 'apply'}
            disabled={isDisabled}
            onChange={(next) => onLeave({ item, field }, next === 'later' ? { take: 'later' } : null)}
          />
        )}
        {together.length > 0 && (
          <Text size="xs" c="dimmed" mt={4}>
            One change with {listed(together.map((one) => `“${fieldLabel(item.kind, one)}”`))}
          </Text>
        )}
      </div>
      <dl className={classes.values}>
        {reviewWords[of].sides.map((side) => (
          <div key={side}>
            <dt>{sideLabels[of][side]}</dt>
            <dd>{value(field[side])}</dd>
          </div>
        ))}
        <div>
          <dt>{resultLabel(isLeft ? 'current_only' : field.outcome, of)}</dt>
          <dd className={classes.result}>{value(isLeft ? field.current : field.result)}</dd>
        </div>
      </dl>
    </li>
  )
}

/** What is worth reading about a new instance: its name stands above, and that it is active goes without saying. */
export function isWorthReading(item: PlanRow, field: PlanField): boolean {
  if (item.action !== 'create') return true
  return field.field !== 'name' && !(field.field === 'status' && field.proposed === 'active')
}
