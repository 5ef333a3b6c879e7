import type { PlanField, PlanItem } from '#data/applications/plan.ts'
import { fieldLabel } from '#domain/instances/catalogue.ts'
import type { InstanceKind, Scalar } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { MergeFieldValue } from '#fields/field-value.tsx'
import classes from './apply.module.css'

interface ValueProps {
  kind: InstanceKind
  field: PlanField
  value: PlanField['current']
  format: MoneyFormat
}

/** One value of a field, in the words of the catalogue. Whole contents have no short form. */
export function PlanValue({ kind, field, value, format }: ValueProps) {
  if (typeof value === 'object' && value !== null) return <>{value.name}</>
  return <MergeFieldValue kind={kind} field={field.field} value={value as Scalar | null} format={format} />
}

/** Fields that need no decision: the three values, and what will stand after applying. */
export function FieldChange({
  item,
  field,
  format,
}: {
  item: PlanItem
  field: PlanField
  format: MoneyFormat
}) {
  const value = (of: PlanField['current']) => (
    <PlanValue kind={item.kind} field={field} value={of} format={format} />
  )
  const isNew = item.action === 'create'
  return (
    <li className={`${classes.field} ${classes.plain}`}>
      <div className={classes.label}>{fieldLabel(item.kind, field.field)}</div>
      <dl className={classes.values}>
        {!isNew && (
          <>
            <div>
              <dt>When copied</dt>
              <dd>{value(field.base)}</dd>
            </div>
            <div>
              <dt>Now</dt>
              <dd>{value(field.current)}</dd>
            </div>
            <div>
              <dt>Proposed</dt>
              <dd>{value(field.proposed)}</dd>
            </div>
          </>
        )}
        <div>
          <dt>{resultLabel(field, isNew)}</dt>
          <dd className={classes.result}>{value(field.result)}</dd>
        </div>
      </dl>
    </li>
  )
}

function resultLabel(field: PlanField, isNew: boolean): string {
  if (isNew) return 'Will be'
  if (field.outcome === 'current_only') return 'Stays as it is now'
  if (field.outcome === 'same_change') return 'Already so'
  return 'After applying'
}
