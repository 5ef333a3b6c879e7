import { Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatMoney } from '#domain/money/format.ts'
import { signedMoney } from '#domain/money/signed-money.ts'
import {
  type BreakEvenOfDifference,
  leadOf,
  type Sensitivity,
  type SensitivityBar,
  type SensitivityEnd,
} from '#domain/projection/analysis/sensitivity.ts'
import type { ChangeEnd } from '#domain/projection/change-plan.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import classes from './sensitivity-view.module.css'
import { breakEvensQuery, sensitivityQuery } from './simulation-query.ts'
import { breakEvenText, stepEndText } from './step-end-text.ts'

interface SensitivityViewProps {
  plan: Plan
  /** Meets the same changes. */
  reality: Plan
}

/** The tornado: which assumption moves the final net worth most, as a table whose bars are drawn in its cells. */
export function SensitivityView({ plan, reality }: SensitivityViewProps) {
  const query = useQuery(sensitivityQuery(plan, reality))
  return (
    <Loaded
      query={query}
      failed="This could not be worked out"
      loading={<LoadingState label="Trying every assumption" rows={8} height={32} />}
    >
      {(data) => <Tornado plan={plan} reality={reality} sensitivity={data} />}
    </Loaded>
  )
}

function Tornado({ plan, reality, sensitivity }: SensitivityViewProps & { sensitivity: Sensitivity }) {
  const { bars, base } = sensitivity
  const format = useFormat()
  const { data: breakEvens = {} } = useQuery(breakEvensQuery(plan, reality, sensitivity))
  const lead = leadOf(base)
  const reach = Math.max(
    1,
    ...bars.flatMap(({ low, high }) => [low, high].map((end) => Math.abs(end.own - base.own))),
  )
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }}>
      <Stack gap="sm">
        <div>
          <Title order={2} fz="h4">
            What matters most
          </Title>
          <Text size="sm" c="dimmed">
            Each assumption changed alone from now on, and what that does to the net worth at the end if every
            year were average, in today’s money ({formatMoney(base.own, format)} as it is). What a row does
            not name stays as you entered it.{' '}
            {lead !== null &&
              `Reality meets the same: below each figure is the difference from reality, ${signedMoney(lead, format)} as it is.`}
          </Text>
        </div>
        {bars.length > 0 && (
          <ul className={classes.legend} aria-hidden="true">
            {(['low', 'high'] as const).map((side) => (
              <li key={side}>
                <svg width="24" height="14" aria-hidden="true">
                  <rect className={classes[side]} width="24" height="14" />
                </svg>
                {side === 'low' ? 'The assumption is lower' : 'The assumption is higher'}
              </li>
            ))}
          </ul>
        )}
        {bars.length === 0 ? (
          <Text>No assumption makes a difference here.</Text>
        ) : (
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Assumption</th>
                <th scope="col">Lower</th>
                <td className={classes.bars} aria-hidden="true">
                  less ← net worth → more
                </td>
                <th scope="col">Higher</th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.key}>
                  <th scope="row">
                    {bar.label} <small>{bar.step}</small>
                    {bar.stays && <small className={classes.stays}>{bar.stays}</small>}
                    <BreakEven breakEven={breakEvens[bar.key]} lead={lead} />
                  </th>
                  <Outcome base={base} outcome={bar.low} end={bar.lowEnd} />
                  <td className={classes.bars} aria-hidden="true">
                    <Bar bar={bar} base={base} reach={reach} />
                  </td>
                  <Outcome base={base} outcome={bar.high} end={bar.highEnd} />
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Stack>
    </Paper>
  )
}

interface OutcomeProps {
  base: SensitivityEnd
  outcome: SensitivityEnd
  end: ChangeEnd
}

/** What the net worth at the end becomes and which value of the assumption that is, and what is left of the difference from reality. */
function Outcome({ base, outcome, end }: OutcomeProps) {
  const format = useFormat()
  const lead = leadOf(outcome)
  const text = stepEndText(end, format)
  return (
    <td>
      <Amount amount={outcome.own - base.own} isSigned />
      {text && <small className={classes.end}>{text}</small>}
      {lead !== null && (
        <small className={classes.end}>
          from reality <Amount amount={lead} isSigned />
        </small>
      )}
    </td>
  )
}

interface BreakEvenProps {
  /** Undefined while it is sought, and of bars for which it is not. */
  breakEven: BreakEvenOfDifference | undefined
  lead: number | null
}

function BreakEven({ breakEven, lead }: BreakEvenProps) {
  const format = useFormat()
  if (!breakEven || lead === null) return null
  return <small className={classes.stays}>{breakEvenText(breakEven, lead, format)}</small>
}

function Bar({ bar, base, reach }: { bar: SensitivityBar; base: SensitivityEnd; reach: number }) {
  const piece = ({ own }: SensitivityEnd, className: string | undefined) => {
    const share = ((own - base.own) / reach) * 50
    return (
      <rect className={className} x={share < 0 ? 50 + share : 50} width={Math.abs(share)} y="2" height="16" />
    )
  }
  return (
    <svg width="100%" height="20" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      {piece(bar.low, classes.low)}
      {piece(bar.high, classes.high)}
      <line x1="50" x2="50" y1="0" y2="20" className={classes.middle} />
    </svg>
  )
}
