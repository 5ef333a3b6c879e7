/**
 * A waterfall as a table whose bars are drawn in its cells: names have room whatever their length, what is read aloud and
 * printed is what is seen, and a phone has the bars below the names. So it needs no chart library.
 */

import { Anchor, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, type ReactNode, useState } from 'react'
import { Link } from 'react-router-dom'
import { currencyDecimals } from '#domain/money/format.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'
import { cellButton, keepStop, moveAmongCells } from './cell-keys.ts'
import frame from './projections.module.css'
import {
  asWritten,
  type Bar,
  barsOf,
  type Scale,
  scaleOf,
  type Waterfall,
  type WaterfallEnd,
} from './waterfall.ts'
import classes from './waterfall-chart.module.css'

interface WaterfallChartProps extends Waterfall {
  /** What the chart shows, for those who cannot see what stands around it. */
  caption: string
}

/** From one amount to another through what is added and taken away. Amounts add up as they are shown, to the cent. */
export function WaterfallChart({ caption, ...given }: WaterfallChartProps) {
  const [isOpenOnScreen, setIsOpen] = useState(false)
  const isPrinting = usePrinting()
  const isOpen = isOpenOnScreen || isPrinting
  const waterfall = asWritten(given, currencyDecimals(useFormat()))
  const bars = barsOf(waterfall)
  const scale = scaleOf(waterfall, bars)
  const first = bars.find(isPressed)
  const row = (bar: Bar, isPart = false) => (
    <StepRow
      key={bar.step.key}
      bar={bar}
      scale={scale}
      isStop={bar === first}
      isPart={isPart}
      {...(bar.parts && { isOpen, onToggle: () => setIsOpen(!isOpen) })}
    />
  )
  return (
    <div className={frame.lines}>
      {/* Arrow keys walk the bars that can be opened. */}
      <table className={classes.waterfall} onKeyDown={moveAmongCells} onFocus={keepStop}>
        <caption className={frame.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>What</VisuallyHidden>
            </th>
            <td aria-hidden="true" className={classes.bars} />
            <th scope="col">
              <VisuallyHidden>Amount</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          <EndRow end={waterfall.start} scale={scale} side="start" />
          {bars.map((bar) => (
            <Fragment key={bar.step.key}>
              {row(bar)}
              {isOpen && bar.parts?.map((part) => row(part, true))}
            </Fragment>
          ))}
          <EndRow end={waterfall.end} scale={scale} side="end" />
        </tbody>
      </table>
      {scale.cutAt !== null && (
        <p className={classes.cut}>
          The first and the last bar are cut short, so that what lies between them can be seen.
        </p>
      )}
    </div>
  )
}

function isPressed({ step, parts }: Bar): boolean {
  return Boolean(step.onOpen ?? step.to ?? parts)
}

interface EndRowProps {
  end: WaterfallEnd
  scale: Scale
  side: 'start' | 'end'
}

function EndRow({ end: { label, amount }, scale, side }: EndRowProps) {
  const bar = (
    <BarDrawing from={scale.cutAt ?? 0} to={amount} scale={scale} className={classes.total} side={side} />
  )
  return (
    <tr className={classes.end}>
      <BarCells name={label} bar={bar} />
      <td className={amount < 0 ? classes.negative : undefined}>
        <Amount amount={amount} isInCents />
      </td>
    </tr>
  )
}

interface StepRowProps {
  bar: Bar
  scale: Scale
  /** Whether it is the one that the Tab key comes to. */
  isStop: boolean
  isPart: boolean
  /** Of a bar that stands for several: whether these are shown. */
  isOpen?: boolean
  onToggle?: () => void
}

function StepRow({ bar, scale, isStop, isPart, isOpen = false, onToggle }: StepRowProps) {
  const { step, from, to } = bar
  const { label, amount } = step
  const drawing = (
    <BarDrawing from={from} to={to} scale={scale} className={amount < 0 ? classes.fall : classes.rise} />
  )
  const keys = { ...cellButton, tabIndex: isStop ? 0 : -1, className: classes.open }
  const name = onToggle ? (
    <UnstyledButton
      {...keys}
      className={`${frame.toggle} ${classes.open}`}
      aria-expanded={isOpen}
      onClick={onToggle}
    >
      <IconChevronRight size={16} aria-hidden />
      {label}
    </UnstyledButton>
  ) : step.onOpen ? (
    <UnstyledButton {...keys} aria-haspopup="dialog" onClick={step.onOpen}>
      {label}
    </UnstyledButton>
  ) : step.to ? (
    <Anchor {...keys} component={Link} to={step.to}>
      {label}
    </Anchor>
  ) : (
    label
  )
  return (
    <tr className={isPart ? classes.part : undefined}>
      <BarCells name={name} bar={drawing} />
      <td className={amount < 0 ? classes.negative : undefined}>
        <Amount amount={amount} isSigned isInCents />
      </td>
    </tr>
  )
}

/** The name with the bar beside it, on a phone below it. */
function BarCells({ name, bar }: { name: ReactNode; bar: ReactNode }) {
  return (
    <>
      <th scope="row">
        {name}
        <div className={classes.below} aria-hidden="true">
          {bar}
        </div>
      </th>
      <td className={classes.bars} aria-hidden="true">
        {bar}
      </td>
    </>
  )
}

interface BarDrawingProps {
  from: number
  to: number
  scale: Scale
  className: string | undefined
  /** One of the ends: nothing leads to the start and nothing from the end. */
  side?: 'start' | 'end'
}

/** A bar across its part of the scale, with lines to the bars above and below that begin where it ends. */
function BarDrawing({ from, to, scale, className, side }: BarDrawingProps) {
  const [x1, x2] = [scale.place(from), scale.place(to)]
  const before = side === undefined ? x1 : x2
  return (
    <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {scale.cutAt === null && (
        <line x1={scale.place(0)} x2={scale.place(0)} y1="0" y2="100" className={classes.zero} />
      )}
      {side !== 'start' && <line x1={before} x2={before} y1="0" y2="25" className={classes.lead} />}
      {side !== 'end' && <line x1={x2} x2={x2} y1="75" y2="100" className={classes.lead} />}
      <rect
        x={Math.min(x1, x2)}
        // What is something is seen.
        width={Math.max(Math.abs(x2 - x1), from === to ? 0 : 0.3)}
        y="22"
        height="56"
        className={className}
      />
      {side !== undefined && scale.cutAt !== null && (
        <polyline
          points={scale.place(scale.cutAt) === 0 ? '2,100 4,60 2,40 4,0' : '98,100 96,60 98,40 96,0'}
          className={classes.break}
        />
      )}
    </svg>
  )
}
