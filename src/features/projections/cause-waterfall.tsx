import { Modal, Paper, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useMemo, useState } from 'react'
import { formatMonth } from '#domain/calendar/month.ts'
import { currencyDecimals } from '#domain/money/format.ts'
import { endMonthOf } from '#domain/projection/projection.ts'
import { useFormat } from '#ui/format.ts'
import type { Side } from './breakdown.ts'
import { CauseDetails, type CauseShown } from './cause-details.tsx'
import { causeWords, whySentence } from './cause-words.ts'
import { amountOf, type Causes, causesOf } from './causes.ts'
import type { Money } from './series.ts'
import { isNothing } from './sum.ts'
import { asWritten } from './waterfall.ts'
import { WaterfallChart } from './waterfall-chart.tsx'

interface WhySentenceProps {
  side: Side
  money: Money
}

/** Why it comes to what it comes to: the largest reasons. */
export function WhySentence({ side, money }: WhySentenceProps) {
  const causes = useMemo(() => causesOf(side, money), [side, money])
  return <Sentence causes={causes} side={side} money={money} />
}

function Sentence({ causes, side, money }: WhySentenceProps & { causes: Causes }) {
  const format = useFormat()
  const end = formatMonth(endMonthOf(side.shown, side.shown.years), format.locale)
  return (
    <Text>
      {whySentence(causes, { when: `in ${end}`, money, isDifference: side.less !== undefined, format })}
    </Text>
  )
}

interface CauseWaterfallProps {
  title: string
  /** What is shown is called so, such as the scenario's name. */
  label: string
  side: Side
  money: Money
  /** Stands below the sentence. */
  children?: ReactNode
}

/** From net worth now to the end, or from reality to a scenario, by cause; a bar opens its holdings and years. */
export function CauseWaterfall({ title, label, side, money, children }: CauseWaterfallProps) {
  const format = useFormat()
  const [shown, setShown] = useState<CauseShown | null>(null)
  const [isOpen, { open, close }] = useDisclosure(false)
  const causes = useMemo(() => causesOf(side, money), [side, money])
  const month = formatMonth(endMonthOf(side.shown, side.shown.years), format.locale)
  const waterfall = asWritten(
    {
      start: { label: side.less ? `Reality, ${month}` : 'Net worth now', amount: causes.start },
      steps: causes.causes.map((cause) => ({
        key: cause.key,
        ...causeWords(cause.key, money),
        amount: amountOf(cause),
        cause,
      })),
      end: { label: `${label}, ${month}`, amount: causes.end },
    },
    currencyDecimals(format),
  )
  const steps = waterfall.steps.filter(
    ({ amount, cause }) => amount !== 0 || cause.parts.some((part) => !isNothing(amountOf(part))),
  )
  const moneyOf = money === 'today' ? 'in today’s money' : 'in future money'
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2} fz="h4">
          {title}
        </Title>
        <Sentence causes={causes} side={side} money={money} />
        {steps.length > 0 && (
          <>
            {children}
            <WaterfallChart
              caption={`${title}, if every year were average, ${moneyOf}`}
              {...waterfall}
              steps={steps.map(({ cause, help, ...step }) => ({
                ...step,
                onOpen: () => {
                  setShown({
                    cause,
                    help,
                    label: step.label,
                    amount: step.amount,
                    shown: side.shown,
                    name: label,
                  })
                  open()
                },
              }))}
            />
            <Text size="sm" c="dimmed">
              What only changes its form has no part in this: contributions, repayments, what is bought and
              sold. <span className="no-print">Choose a bar to see its holdings and its years.</span>
            </Text>
          </>
        )}
      </Stack>
      <Modal
        opened={isOpen}
        onClose={close}
        title={shown && `${shown.label}, to ${month}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
        size="md"
      >
        {shown && <CauseDetails {...shown} />}
      </Modal>
    </Paper>
  )
}
