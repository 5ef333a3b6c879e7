import { Title } from '@mantine/core'
import { formatFieldValue } from '#domain/instances/format.ts'
import type { Params } from '#domain/instances/types.ts'
import { assumptionFields, assumptionGroups } from '#domain/scenarios/assumption-fields.ts'
import { isAssumptionRelevant, resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'
import { ColumnHeads, GroupHead } from './figures-frame.tsx'
import classes from './projections.module.css'
import { sheetsOf } from './sheets.ts'

interface AssumedSide {
  /** Whose they are; said where they differ. */
  readonly label: string
  readonly assumptions: Params
}

interface PrintedAssumptionsProps {
  sides: readonly AssumedSide[]
}

/** The assumptions that the printed figures follow from: on screen they are a link away. */
export function PrintedAssumptions({ sides }: PrintedAssumptionsProps) {
  if (!usePrinting()) return null
  return <AssumptionsTable sides={sides} />
}

/** Every assumption that counts, by group. */
export function AssumptionsTable({ sides }: PrintedAssumptionsProps) {
  const format = useFormat()
  const resolved = sides.map(({ label, assumptions }) => ({ label, values: resolveAssumptions(assumptions) }))
  const [first] = resolved
  if (!first) return null
  const areSame = resolved.every(({ values }) => JSON.stringify(values) === JSON.stringify(first.values))
  const shown = areSame ? [first] : resolved
  const groups = assumptionGroups.map(({ key, label }) => ({
    label,
    fields: assumptionFields.filter(
      (field) => field.group === key && shown.some(({ values }) => isAssumptionRelevant(field.key, values)),
    ),
  }))
  return (
    <section className={classes.printed}>
      <Title order={2} fz="h4">
        Assumptions used
      </Title>
      {sheetsOf(shown, 4).map((sheet) => (
        <table key={sheet[0]?.label} className={classes.table}>
          {!areSame && (
            <ColumnHeads
              rows="Assumption"
              columns={sheet.map(({ label }) => ({ key: label, label }))}
              className={classes.named}
            />
          )}
          {groups.map((group) => (
            <tbody key={group.label}>
              <GroupHead label={group.label} columnCount={sheet.length} />
              {group.fields.map((field) => (
                <tr key={field.key}>
                  <th scope="row">{field.label}</th>
                  {sheet.map(({ label, values }) => (
                    <td key={label}>
                      {isAssumptionRelevant(field.key, values)
                        ? formatFieldValue(field, values[field.key], format)
                        : '–'}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      ))}
    </section>
  )
}
