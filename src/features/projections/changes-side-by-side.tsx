import { Anchor, Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'react-router-dom'
import type { Change } from '#domain/changes/changes.ts'
import { labelOf, valueText } from '#domain/changes/sentence.ts'
import { type ChangedRow, isShared, sideBySide } from '#domain/changes/side-by-side.ts'
import { useValueFormat } from '#fields/references.ts'
import { paths } from '#lib/paths.ts'
import { usePrinting } from '#ui/printing.ts'
import { ColumnHeads, ScrolledFigures } from './figures-frame.tsx'
import classes from './projections.module.css'
import { sheetsOf } from './sheets.ts'

interface ComparedChanges {
  readonly id: string
  readonly name: string
  readonly changes: readonly Change[]
}

const title = 'What they change'

/** As many scenarios as an upright sheet has room for beside reality. */
const perSheet = 4

/** What each scenario changes, field by field; what all of them change alike comes last. */
export function ChangesSideBySide({ scenarios }: { scenarios: readonly ComparedChanges[] }) {
  const format = useValueFormat()
  const isPrinting = usePrinting()
  const rows = useMemo(() => {
    const all = sideBySide(scenarios.map(({ changes }) => changes))
    const isCommon = (row: ChangedRow) => scenarios.length > 1 && isShared(row)
    return [...all.filter((row) => !isCommon(row)), ...all.filter(isCommon)]
  }, [scenarios])
  const columns = scenarios.map(({ id, name }, place) => ({
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
          Nothing yet: {scenarios.length === 1 ? 'it is' : 'they are'} as in reality.
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
