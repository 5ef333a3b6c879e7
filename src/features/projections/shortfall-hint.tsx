import { Alert, Anchor, List, Stack } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import type { Projection } from '#domain/projection/projection.ts'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { HelpLink } from '#ui/help-link.tsx'
import { keyFigures } from './key-figures.ts'
import { totals } from './series.ts'
import { overdrawnText } from './shortfall-text.ts'

/** A projection, and what leads to what it was made with. */
export interface ShortfallSide {
  key: string
  /** Where several stand beside each other. */
  label?: string
  projection: Projection
  /** Where its assumptions can be changed. */
  assumptionsPath: string
  /** The scenario whose it is; none: reality. */
  scenarioId?: string
}

interface ShortfallHintProps {
  sides: readonly ShortfallSide[]
}

const reason =
  'Loans and contributions are paid out of the household account, and nothing is paid in from wages.'

const hasNoIncome = ({ projection }: ShortfallSide) =>
  totals(projection, 'received', 'future').every((amount) => amount === 0)

/** Beside more than these the same words over and over would hide which is meant. */
const mostLed = 2

/** Whether there are deposits or portfolios that could cover it, and nothing does. */
const hasSavings = ({ projection }: ShortfallSide) =>
  projection.instances.some(({ kind }) => kind === 'cash' || kind === 'portfolio') &&
  totals(projection, 'covered', 'future').every((amount) => amount === 0)

/**
 * Says since when the household account is overdrawn and leads to what mends it. A projection without wages is overdrawn
 * in no time: where nothing is paid in, that is the likely reason.
 */
export function ShortfallHint({ sides }: ShortfallHintProps) {
  const { locale } = useFormat()
  const short = sides.flatMap((side) => {
    const year = keyFigures(side.projection, 'future').firstShortfallYear
    return year === null ? [] : [{ side, since: overdrawnText(side.projection, year, locale) }]
  })
  const [first] = short
  if (!first) return null
  const isIncomeMissing = short.every(({ side }) => hasNoIncome(side))
  const isOnePlace = short.every(
    ({ side }) =>
      side.assumptionsPath === first.side.assumptionsPath && side.scenarioId === first.side.scenarioId,
  )
  const hasRoom = short.length <= mostLed
  return (
    <Alert
      color="yellow"
      icon={<IconInfoCircle aria-hidden />}
      title={isIncomeMissing ? 'Is your income in here?' : 'The household account runs short'}
    >
      {short.length === 1 ? (
        <>
          {first.side.label && `${first.side.label}: `}
          {first.side.label ? 'the' : 'The'} household account is {first.since}.{' '}
          {isIncomeMissing && `${reason} `}
          <Mend side={first.side} />{' '}
          <HelpLink to={paths.helpTopic('household')}>What is the household account?</HelpLink>
        </>
      ) : (
        <Stack gap={4}>
          {isIncomeMissing && <div>{reason}</div>}
          <List size="sm">
            {short.map(({ side, since }) => (
              <List.Item key={side.key}>
                {side.label}: {since}. {!isOnePlace && hasRoom && <Mend side={side} />}
              </List.Item>
            ))}
          </List>
          <div>
            {isOnePlace && <Mend side={first.side} />}
            {!isOnePlace && !hasRoom && 'What would cover it stands on the page of each scenario.'}{' '}
            <HelpLink to={paths.helpTopic('household')}>What is the household account?</HelpLink>
          </div>
        </Stack>
      )}
    </Alert>
  )
}

/** What would cover it, with links to the fields. */
function Mend({ side }: { side: ShortfallSide }) {
  const link = (to: string, label: string) => (
    <Anchor component={Link} to={to} inherit c="inherit" underline="always">
      {label}
    </Anchor>
  )
  const income = paths.newCashFlow('income', side.scenarioId)
  const cover = hasSavings(side) && (
    <>
      {' '}
      Or have it covered{' '}
      {link(paths.field(side.assumptionsPath, 'cover_shortfall_from'), 'out of your deposits and portfolios')}
      .
    </>
  )
  if (hasNoIncome(side))
    return (
      <>
        Add {link(income, 'what you earn')} and{' '}
        {link(paths.newCashFlow('expense', side.scenarioId), 'what you spend')}.{cover}
      </>
    )
  return (
    <>
      More {link(income, 'income')} or a higher{' '}
      {link(paths.field(side.assumptionsPath, 'household_cash'), 'opening balance')} would cover it.{cover}
    </>
  )
}
