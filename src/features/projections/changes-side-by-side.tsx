import { Anchor, Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'react-router-dom'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { labelOf, valueText } from '#domain/changes/sentence.ts'
import { type ChangedRow, isShared, sideBySide } from '#domain/changes/side-by-side.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { useValueFormat } from '#fields/references.ts'
import { paths } from '#lib/paths.ts'
import { usePrinting } from '#ui/printing.ts'
import { type EffectState, effectFigures, effectOf, useEnds } from './change-effects.ts'
import type { ManyPlans } from './compare-plans.ts'
import { EffectAmount, figureLabels } from './effect-cells.tsx'
import { ColumnHeads, ScrolledFigures } from './figures-frame.tsx'
import { plansAlone } from './plans-alone.ts'
import classes from './projections.module.css'
import { sheetsOf } from './sheets.ts'

type Compared = ManyPlans<Pick<Scenario, 'id' | 'name'>>['compared']

const title = 'What they change'

/** As many scenarios as an upright sheet has room for beside reality. */
const perSheet = 4

/** As in the list of a scenario's own changes: more are not worked out unasked. */
const mostJudged = 20

/** What each change does alone, said once, where the first of its fields stands. */
function useEffectsAlone(compared: Compared, rows: readonly ChangedRow[]) {
  const alone = useMemo(
    () =>
      compared.map(({ changes, planWithout }) => ({
        changes,
        plans: plansAlone(changes, changes.slice(0, mostJudged), planWithout),
      })),
    [compared],
  )
  const endsOf = useEnds(alone.flatMap(({ plans }) => [plans.base, ...plans.alone.values()]))
  return alone.map(({ changes, plans }, place) => {
    const effects = new Map<string, EffectState>()
    for (const change of changes) {
      const plan = plans.alone.get(change.id)
      const lineages = new Set(change.parts.map(({ copy }) => copy?.lineage_id))
      const isOfIt = ({ cells, copy, decision, field }: ChangedRow) =>
        cells[place] &&
        lineages.has(copy?.lineage_id) &&
        change.parts.some((part) =>
          field === null ? part.decision === decision : part.fields.some((one) => one.field === field),
        )
      const first = rows.find(isOfIt)
      if (plan && first) effects.set(first.key, effectOf(endsOf(plan), endsOf(plans.base)))
    }
    return { effects, hasGoal: resolveAssumptions(plans.base.assumptions).goal_amount !== null }
  })
}

/** What each scenario changes, field by field, with what each change does alone; what all of them change alike comes last. */
export function ChangesSideBySide({ compared }: { compared: Compared }) {
  const format = useValueFormat()
  const isPrinting = usePrinting()
  const rows = useMemo(() => {
    const all = sideBySide(compared.map(({ changes }) => changes.flatMap(({ parts }) => parts)))
    const isCommon = (row: ChangedRow) => compared.length > 1 && isShared(row)
    return [...all.filter((row) => !isCommon(row)), ...all.filter(isCommon)]
  }, [compared])
  const alone = useEffectsAlone(compared, rows)
  const columns = compared.map(({ scenario: { id, name } }, place) => ({
    key: id,
    place,
    label: (
      <Anchor component={Link} to={paths.scenario(id)} c="inherit" fz="inherit" fw="inherit">
        {name}
      </Anchor>
    ),
  }))
  const textOf = ({ copy, field, decision, from }: ChangedRow, to = from) => {
    if (field !== null) return valueText(copy, field, to, format)
    return decision === 'new' ? 'New' : 'Changed, and deleted in reality'
  }
  return (
    <Stack gap="xs">
      <Title order={2} fz="h4">
        {title}
      </Title>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing yet: {compared.length === 1 ? 'it is' : 'they are'} as in reality.
        </Text>
      ) : (
        <ScrolledFigures label={title}>
          {(isPrinting ? sheetsOf(columns, perSheet) : [columns]).map((sheet) => (
            <table key={sheet[0]?.key} className={`${classes.table} ${classes.compared}`}>
              <ColumnHeads
                rows="Change"
                columns={[{ key: 'reality', label: 'Reality' }, ...sheet]}
                className={classes.named}
              />
              <tbody>
                {rows.map((row) => (
                  <tr key={row.key}>
                    <th scope="row">
                      {row.copy?.name ?? 'Assumptions'}
                      {row.field !== null && <small>{labelOf(row.copy, row.field)}</small>}
                    </th>
                    <td>{row.field === null ? '–' : textOf(row)}</td>
                    {sheet.map(({ key, place }) => {
                      const cell = row.cells[place]
                      if (!cell)
                        return (
                          <td key={key} className={classes.same}>
                            as in reality
                          </td>
                        )
                      return (
                        <td key={key}>
                          {textOf(row, cell.to)}
                          <Alone
                            effect={alone[place]?.effects.get(row.key)}
                            hasGoal={alone[place]?.hasGoal}
                          />
                          {cell.isUndecided && <small>counts as it is now until you decide</small>}
                        </td>
                      )
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </ScrolledFigures>
      )}
    </Stack>
  )
}

/** What a change does alone over reality, as in the list of its scenario. */
function Alone({
  effect,
  hasGoal = false,
}: {
  effect: EffectState | undefined
  hasGoal: boolean | undefined
}) {
  if (effect === undefined) return null
  return (
    <>
      <small>Alone:</small>
      {effectFigures
        .filter((figure) => figure !== 'goalChance' || hasGoal)
        .map((figure) => (
          <small key={figure}>
            {figureLabels[figure]} <EffectAmount effect={effect} figure={figure} />
          </small>
        ))}
    </>
  )
}
